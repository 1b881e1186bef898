// Mixtures of experts of a Hugging Face folder in a GGUF file: each layer's experts as one tensor, the same
// weights, the same bytes as if the stack had been quantized as a whole.
#include "calibration/imatrix_file.h"
#include "formats/decode.h"
#include "pipeline/calibrated_weights.h"
#include "pipeline/export.h"
#include "pipeline/llama_conversion.h"
#include "pipeline/model_diff.h"
#include "pipeline/model_importance.h"
#include "pipeline/recipe_plan.h"
#include "support/network_runs.h"
#include "support/small_llama.h"

#include <QTest>

using namespace mantissa;

class ExpertStack : public QObject {
    Q_OBJECT

private slots:
    void metadata_data() { bothFamilies(); }
    void metadata();
    void rows_data() { bothFamilies(); }
    void rows();
    void exported_data() { bothFamilies(); }
    void exported();
    void comparesWithItsSource_data() { bothFamilies(); }
    void comparesWithItsSource();
    void importanceOfExperts();
    void calibratedOneByOne();
    void rulesMeanTheStack();
    void refusals_data();
    void refusals();
    void missingExpert();

private:
    static void bothFamilies() {
        QTest::addColumn<bool>("qwen");
        QTest::newRow("Mixtral") << false;
        QTest::newRow("Qwen3-MoE") << true;
    }
};

namespace {

struct Mixture {
    explicit Mixture(bool qwen) {
        small.mixture(qwen);
        small.write(folder);
    }
    ModelPtr open() const {
        auto model = openModel(folder.path().toStdString());
        if (!model)
            qFatal("%s", model.error().describe().c_str());
        return *model;
    }
    SmallLlama small;
    QTemporaryDir folder;
};

const GgufSourceTensor& find(const std::vector<GgufSourceTensor>& tensors, std::string_view name) {
    for (const auto& tensor : tensors) {
        if (tensor.name == name)
            return tensor;
    }
    qFatal("no such tensor");
}

std::vector<float> valuesOf(const Result<std::shared_ptr<const RowSource>>& rows) {
    if (!rows)
        qFatal("%s", rows.error().describe().c_str());
    std::vector<float> values((*rows)->elements());
    if (!(*rows)->read(0, (*rows)->rows(), values))
        qFatal("unreadable");
    return values;
}

std::string expertName(bool qwen, int layer, int expert, int which) {
    static constexpr const char* mixtral[] = {"w1", "w2", "w3"};
    static constexpr const char* usual[] = {"gate_proj", "down_proj", "up_proj"};
    return "model.layers." + std::to_string(layer) + (qwen ? ".mlp" : ".block_sparse_moe") + ".experts." +
           std::to_string(expert) + "." + (qwen ? usual : mixtral)[which] + ".weight";
}

constexpr const char* stacks[] = {"ffn_gate_exps", "ffn_down_exps", "ffn_up_exps"};

ModelPtr exportedAs(const Mixture& mixture, const char* recipe, const std::filesystem::path& to,
                    const TensorImportancePtr& importance = {}, const CalibrationTextPtr& text = {}) {
    ExportOptions options;
    options.target = to;
    options.recipe = *parseRecipe(recipe);
    options.container = ExportContainer::Gguf;
    options.importance = importance;
    options.calibration = text;
    const auto certificate = exportModel(mixture.open(), options, Task());
    if (!certificate)
        qFatal("%s", certificate.error().describe().c_str());
    auto model = openModel(to);
    if (!model)
        qFatal("%s", model.error().describe().c_str());
    return *model;
}

} // namespace

void ExpertStack::metadata() {
    QFETCH(bool, qwen);
    const Mixture mixture(qwen);
    const auto source = ggufSourceOf(mixture.open());
    QVERIFY2(source, source ? "" : source.error().describe().c_str());
    const std::string name = qwen ? "qwen3moe" : "llama";
    QCOMPARE(source->metadata.string("general.architecture"), name);
    QCOMPARE(source->metadata.integer(name + ".expert_count", 0), 5);
    QCOMPARE(source->metadata.integer(name + ".expert_used_count", 0), 2);
    QCOMPARE(source->metadata.integer(name + ".expert_feed_forward_length", 0), qwen ? 40 : 0);
    QCOMPARE(source->metadata.integer(name + ".feed_forward_length", 0), 96);
    QCOMPARE(source->tensors.size(), std::size_t(3 + 2 * (10 + (qwen ? 2 : 0))));
    QCOMPARE(find(source->tensors, "blk.1.ffn_gate_inp.weight").shape, (Shape{5, 64}));
    QCOMPARE(find(source->tensors, "blk.1.ffn_down_exps.weight").shape, (Shape{5, 64, qwen ? 40 : 96}));
    QCOMPARE(find(source->tensors, "blk.0.attn_q.weight").interleavedHead, qwen ? 0 : 16);
}

/// Whatever rows are asked for at once: those of the experts, one after another.
void ExpertStack::rows() {
    QFETCH(bool, qwen);
    const Mixture mixture(qwen);
    const ModelPtr model = mixture.open();
    const auto tensors = ggufTensorsOf(model);
    QVERIFY(tensors);
    for (int which = 0; which < 3; ++which) {
        const auto& stack = find(*tensors, std::string("blk.1.") + stacks[which] + ".weight");
        QCOMPARE(stack.experts.size(), std::size_t(5));
        const auto rows = openRows(stack);
        const std::vector<float> all = valuesOf(rows);
        std::vector<float> expected;
        for (int expert = 0; expert < 5; ++expert) {
            const auto one = valuesOf(openRows(model->tensor(expertName(qwen, 1, expert, which))));
            expected.insert(expected.end(), one.begin(), one.end());
        }
        QVERIFY(all == expected);
        const std::int64_t columns = (*rows)->columns();
        const std::int64_t total = (*rows)->rows();
        for (std::int64_t first = 0; first < total; first += 37) {
            const std::int64_t count = std::min<std::int64_t>(101, total - first);
            std::vector<float> part(static_cast<std::size_t>(count * columns));
            QVERIFY((*rows)->read(first, count, part));
            QVERIFY(std::equal(part.begin(), part.end(), expected.begin() + first * columns));
        }
    }
}

/// Quantized as a stack, each expert's bytes are those that it gets alone.
void ExpertStack::exported() {
    QFETCH(bool, qwen);
    const Mixture mixture(qwen);
    const ModelPtr source = mixture.open();
    const QTemporaryDir to;
    const ModelPtr file = exportedAs(mixture, "Q4_0", pathIn(to, "small.gguf"));
    const Scheme scheme = *parseScheme("Q4_0");
    for (int which : {0, 2}) { // 40 columns of the third hold no block of 32
        const auto stack = file->tensor(std::string("blk.0.") + stacks[which] + ".weight");
        QVERIFY(stack);
        QCOMPARE(stack->dtype, DType::Q4_0);
        std::vector<std::byte> expected;
        for (int expert = 0; expert < 5; ++expert) {
            const auto rows = openRows(source->tensor(expertName(qwen, 0, expert, which)));
            const auto quantized = quantize(scheme, {*rows, {}, {}, {}}, Task());
            QVERIFY(quantized);
            expected.insert(expected.end(), (*quantized)->bytes().begin(), (*quantized)->bytes().end());
        }
        QVERIFY(std::ranges::equal(stack->bytes, expected));
    }
    QCOMPARE(file->tensor("blk.0.ffn_gate_inp.weight")->dtype, DType::F32);
    // A comparison of the folder says of each expert what the file does with it.
    const auto plan = planRecipe(source, *parseRecipe("Q4_0"), false);
    QVERIFY(plan);
    for (const TensorPlan& one : plan->tensors) {
        if (one.tensor->name != expertName(qwen, 1, 3, 0))
            continue;
        QVERIFY(one.scheme && one.scheme->format->info().id == "Q4_0");
        QCOMPARE(one.bytes, one.tensor->elements() / 32 * 18);
    }
}

void ExpertStack::comparesWithItsSource() {
    QFETCH(bool, qwen);
    const Mixture mixture(qwen);
    const ModelPtr source = mixture.open();
    const QTemporaryDir to;
    const ModelPtr exact = exportedAs(mixture, "F32", pathIn(to, "exact.gguf"));
    for (const auto& [left, right] : {std::pair(source, exact), {exact, source}}) {
        const auto diff = diffModels(left, right, Task());
        QVERIFY2(diff, diff ? "" : diff.error().describe().c_str());
        QCOMPARE((*diff)->different + (*diff)->incomparable + (*diff)->onlyLeft + (*diff)->onlyRight,
                 std::size_t(0));
        QCOMPARE((*diff)->tensors.size(), exact->tensors.size());
        // All but the rows of heads that have changed places.
        QCOMPARE((*diff)->equalValues, std::size_t(qwen ? 0 : 4));
    }
    const ModelPtr coarse = exportedAs(mixture, "Q8_0", pathIn(to, "coarse.gguf"));
    const auto diff = diffModels(source, coarse, Task());
    QVERIFY(diff);
    for (const DiffedTensor& tensor : (*diff)->tensors) {
        if (tensor.name != "blk.1.ffn_up_exps.weight")
            continue;
        QVERIFY(!tensor.equalBytes && tensor.sums);
        const double error = figures(*tensor.sums).relativeRmse;
        QVERIFY(error > 1e-4 && error < 1e-2);
    }
}

/// One entry of the matrix tells of all experts; each has its part of it, and the export all of them.
void ExpertStack::importanceOfExperts() {
    const Mixture mixture(false);
    const ModelPtr source = mixture.open();
    ImportanceMatrix matrix;
    ImportanceEntry& entry = matrix.entries["blk.0.ffn_gate_exps.weight"];
    for (int expert = 0; expert < 5; ++expert) {
        entry.counts.push_back(static_cast<std::uint64_t>(10 * expert));
        for (int column = 0; column < 64; ++column)
            entry.sums.push_back(static_cast<float>(10 * expert) *
                                 static_cast<float>(1 + column * (expert + 1)));
    }
    const auto fitted = fitImportance(source, matrix);
    QVERIFY2(fitted, fitted ? "" : fitted.error().describe().c_str());
    QCOMPARE((*fitted)->columns.size(), std::size_t(5));
    const auto& third = (*fitted)->of(expertName(false, 0, 3, 0));
    QCOMPARE(third.size(), std::size_t(64));
    QCOMPARE(third[10], 41.0F);
    QCOMPARE((*fitted)->of(expertName(false, 0, 0, 0)), std::vector<float>(64, 1.0F)); // saw nothing
    QCOMPARE((*fitted)->coverage.at(expertName(false, 0, 3, 0)).tokens, std::uint64_t(30));
    QCOMPARE((*fitted)->coverage.at(expertName(false, 0, 0, 0)).unseenExperts, std::int64_t(1));
    const QTemporaryDir to;
    const ModelPtr plain = exportedAs(mixture, "Q4_0/search", pathIn(to, "plain.gguf"));
    const ModelPtr weighted = exportedAs(mixture, "Q4_0/search", pathIn(to, "weighted.gguf"), *fitted);
    const auto bytes = [](const ModelPtr& model, int expert) {
        const auto all = model->tensor("blk.0.ffn_gate_exps.weight")->bytes;
        return all.subspan(all.size() / 5 * static_cast<std::size_t>(expert), all.size() / 5);
    };
    QVERIFY(!std::ranges::equal(bytes(plain, 3), bytes(weighted, 3)));
    QCOMPARE(weighted->metadata.integer("quantize.imatrix.entries_count", 0), 1);
}

/// Each expert by what it saw itself, as the driver quantizes it under its own name.
void ExpertStack::calibratedOneByOne() {
    const Mixture mixture(false);
    const ModelPtr source = mixture.open();
    const auto chunks = TokenChunks::create(support::someIds(6 * 40 + 3, 1024), 40, 1);
    const auto network = buildNetwork(*source);
    QVERIFY(chunks && network);
    const auto text = std::make_shared<CalibrationText>(CalibrationText{*network, *chunks, 80, false});
    const QTemporaryDir to;
    const ModelPtr file = exportedAs(mixture, "Q4_0/gptq", pathIn(to, "gptq.gguf"), {}, text);
    auto plans = *planTensors(*source, *parseRecipe("Q4_0/gptq"));
    fitToNetwork(plans, network->network.graph());
    const auto alone = quantizeCalibrated(*text, plans, nullptr, Task());
    QVERIFY2(alone, alone ? "" : alone.error().describe().c_str());
    for (int which = 0; which < 3; ++which) {
        std::vector<std::byte> expected;
        for (int expert = 0; expert < 5; ++expert) {
            const auto bytes = (*alone)->weights.at(expertName(false, 1, expert, which))->bytes();
            expected.insert(expected.end(), bytes.begin(), bytes.end());
        }
        const auto stack = file->tensor(std::string("blk.1.") + stacks[which] + ".weight");
        QVERIFY(std::ranges::equal(stack->bytes, expected));
    }
}

void ExpertStack::rulesMeanTheStack() {
    const Mixture mixture(true);
    const QTemporaryDir to;
    const ModelPtr file =
        exportedAs(mixture, "Q4_0\nmlp.experts.gate_proj=Q8_0\nffn_up_exps=Q5_0", pathIn(to, "rules.gguf"));
    QCOMPARE(file->tensor("blk.1.ffn_gate_exps.weight")->dtype, DType::Q8_0);
    QCOMPARE(file->tensor("blk.1.ffn_up_exps.weight")->dtype, DType::Q5_0);
    const auto plan = planRecipe(mixture.open(), *parseRecipe("Q4_0\nexperts\\.3\\.gate_proj=Q8_0"), false);
    QVERIFY(plan);
    QCOMPARE(plan->warnings.size(), std::size_t(1)); // a single expert cannot be another type
}

void ExpertStack::refusals_data() {
    QTest::addColumn<bool>("qwen");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* name, bool qwen, const char* key, const QJsonValue& value,
                        const char* says) { QTest::newRow(name) << qwen << key << value << says; };
    row("one expert too many", false, "num_local_experts", 6, "num_local_experts = 6");
    row("one expert too few", false, "num_local_experts", 4, "num_local_experts = 4");
    row("more used than there are", true, "num_experts_per_tok", 9, "num_experts_per_tok");
    row("no number of experts", true, "num_experts", QJsonValue::Undefined, "num_experts");
    row("another length", true, "moe_intermediate_size", 48, "moe_intermediate_size = 48");
    row("weights that do not sum to 1", true, "norm_topk_prob", false, "norm_topk_prob");
    row("layers without experts", true, "decoder_sparse_step", 2, "decoder_sparse_step");
    row("a layer without experts", true, "mlp_only_layers", QJsonArray{1}, "mlp_only_layers");
}

void ExpertStack::refusals() {
    QFETCH(bool, qwen);
    QFETCH(QString, key);
    QFETCH(QJsonValue, value);
    QFETCH(QString, says);
    Mixture mixture(qwen);
    if (value.isUndefined())
        mixture.small.config.remove(key);
    else
        mixture.small.config[key] = value;
    mixture.small.write(mixture.folder);
    const auto source = ggufSourceOf(mixture.open());
    QVERIFY(!source);
    const QString text = QString::fromStdString(source.error().describe());
    QVERIFY2(text.contains(says), qPrintable(text));
}

void ExpertStack::missingExpert() {
    Mixture mixture(false);
    mixture.small.without = expertName(false, 1, 2, 1);
    mixture.small.write(mixture.folder);
    const auto source = ggufSourceOf(mixture.open());
    QVERIFY(!source);
    QCOMPARE(source.error().code(), ErrorCode::NotFound);
    QVERIFY(source.error().describe().find(expertName(false, 1, 2, 1)) != std::string::npos);
}

QTEST_APPLESS_MAIN(ExpertStack)
#include "tst_expert_stack.moc"
