#include "formats/registry.h"
#include "support/made_model.h"
#include "tradeoff/plan_schemes.h"
#include "tradeoff/recipe.h"

#include <QTest>

#include <map>

using namespace mantissa;

namespace {

MadeModel llama(std::int64_t width, std::int64_t forward, int layers, bool tied = false) {
    MadeModel made;
    made.add("token_embd.weight", {320, width}, DType::F32, {Role::TokenEmbedding, -1});
    for (int layer = 0; layer < layers; ++layer)
        made.addLayer(layer, width, forward, width / 2);
    made.add("output_norm.weight", {width}, DType::F32, {Role::Norm, -1});
    if (!tied)
        made.add("output.weight", {320, width}, DType::F32, {Role::Output, -1});
    Architecture architecture;
    architecture.name = "llama";
    architecture.layers = layers;
    architecture.heads = 8;
    architecture.keyValueHeads = 4;
    made.model.architecture = architecture;
    return made;
}

/// Made once: their zeros take longer than planning them.
const Model& ofWidth(std::int64_t width, bool tied) {
    static std::map<std::pair<std::int64_t, bool>, MadeModel> made;
    const auto [entry, fresh] = made.try_emplace({width, tied});
    if (fresh)
        entry->second = llama(width, 2 * width, 8, tied);
    return entry->second.model;
}

std::string used(const TensorPlan& plan) {
    return plan.scheme ? plan.scheme->text() : "kept " + std::string(info(plan.dtype).name);
}

const TensorPlan& planOf(const std::vector<TensorPlan>& plans, const std::string& name) {
    for (const TensorPlan& plan : plans) {
        if (plan.tensor->name == name)
            return plan;
    }
    qFatal("no tensor %s", name.c_str());
    return plans.front();
}

} // namespace

class PlanTest : public QObject {
    Q_OBJECT

    static void checkTold(const TensorPlan& plan, const std::string& wanted) {
        const std::string why = translated(plan.fallback);
        QVERIFY2(plan.fellBack() == (used(plan) != wanted),
                 qPrintable(QStringLiteral("%1: %2 for %3")
                                .arg(plan.tensor->name.c_str(), used(plan).c_str(), wanted.c_str())));
        QVERIFY2(!plan.fellBack() || why.find(wanted) != std::string::npos, why.c_str());
    }

private slots:
    // A scheme for the whole model, by any way to say so, means that very format, though a mixture may have
    // its name (IQ2_S, the mixture, is mostly IQ2_XS).
    void aSchemeIsItsOwnFormat() {
        MadeModel made;
        made.addLayer(0, 256, 512, 256);
        for (const FormatEntry* entry : formats()) {
            const auto scheme = parseScheme(entry->info.id);
            QVERIFY2(scheme, entry->info.id.c_str());
            for (const std::string& text : {recipeOf(*scheme).text(), entry->info.id + "\npure"}) {
                const auto recipe = parseRecipe(text);
                QVERIFY2(recipe, text.c_str());
                const auto plans = planTensors(made.model, *recipe, true);
                QVERIFY2(plans, text.c_str());
                for (const TensorPlan& plan : *plans)
                    if (plan.scheme && !plan.fellBack())
                        QCOMPARE(plan.scheme->format->info().id, entry->info.id);
                QVERIFY((*plans)[0].scheme);
            }
        }
    }

    void chosenSchemes_data() {
        QTest::addColumn<QString>("recipe");
        QTest::addColumn<QString>("tensor");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* recipe, const char* tensor, const char* expected) {
            QTest::addRow("%s: %s", recipe, tensor) << recipe << tensor << expected;
        };
        row("Q4_K_M", "output.weight", "Q6_K");
        row("Q4_K_M", "token_embd.weight", "Q4_K");
        row("Q4_K_M", "blk.0.attn_q.weight", "Q4_K");
        row("Q4_K_M", "blk.0.ffn_down.weight", "Q6_K"); // first eighth of 8 layers
        row("Q4_K_M", "blk.1.ffn_down.weight", "Q4_K");
        row("Q4_K_M", "blk.0.attn_norm.weight", "kept F32");
        row("Q4_K_M/rtn", "blk.0.attn_q.weight", "Q4_K/rtn");
        row("Q4_K_M\npure", "output.weight", "Q4_K");
        row("Q4_K_M\npure", "blk.0.ffn_down.weight", "Q4_K");
        row("Q4_K", "output.weight", "Q4_K");
        row("Q4_0", "output.weight", "Q6_K");
        row("Q4_0\npure", "output.weight", "Q4_0");
        row("Q8_0", "output.weight", "Q8_0");
        row("F16", "output.weight", "F16");
        row("F32", "output.weight", "kept F32");
        row("Q4_K_M\nFFN_DOWN=Q8_0\nffn=F16", "blk.0.ffn_down.weight", "Q8_0"); // the first match wins
        row("Q4_K_M\nFFN_DOWN=Q8_0\nffn=F16", "blk.0.ffn_up.weight", "F16");
        row("Q4_K_M\n^blk\\.[01]\\.attn_v=F32", "blk.1.attn_v.weight", "kept F32");
        row("Q4_K_M\n.*=Q8_0", "blk.0.attn_norm.weight", "kept F32"); // rules do not reach norms
    }

    void chosenSchemes() {
        QFETCH(QString, recipe);
        QFETCH(QString, tensor);
        QFETCH(QString, expected);
        const MadeModel made = llama(256, 512, 8);
        const auto plans = planTensors(made.model, *parseRecipe(recipe.toStdString()));
        QVERIFY2(plans, plans ? "" : plans.error().describe().c_str());
        QCOMPARE(plans->size(), made.model.tensors.size());
        for (std::size_t i = 0; i < plans->size(); ++i)
            QCOMPARE((*plans)[i].tensor, made.model.tensors[i]); // the model's order
        const TensorPlan& plan = planOf(*plans, tensor.toStdString());
        QCOMPARE(QString::fromStdString(used(plan)), expected);
        QVERIFY(!plan.fellBack());
    }

    // A rule that takes a tensor away from the mixture takes it out of the mixture's counting, as in
    // llama.cpp.
    void rulesLeaveTheCount() {
        const MadeModel made = llama(256, 512, 8);
        const auto plans = planTensors(made.model, *parseRecipe("Q4_K_S\nblk.0.attn_v=F16"));
        QVERIFY(plans);
        QCOMPARE(used(planOf(*plans, "blk.0.attn_v.weight")), std::string("F16"));
        QCOMPARE(used(planOf(*plans, "blk.4.attn_v.weight")),
                 std::string("Q5_K")); // still among the first four
        QCOMPARE(used(planOf(*plans, "blk.5.attn_v.weight")), std::string("Q4_K"));
    }

    void fallbacks_data() {
        QTest::addColumn<QString>("scheme");
        QTest::addColumn<qint64>("columns");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* scheme, qint64 columns, const char* expected) {
            QTest::addRow("%s of %d", scheme, static_cast<int>(columns)) << scheme << columns << expected;
        };
        row("Q4_K", 256, "Q4_K");
        row("Q4_K", 384, "Q5_0");
        row("Q5_K", 128, "Q5_1");
        row("Q6_K", 128, "Q8_0");
        row("Q4_K", 172, "F16");
        row("Q8_0", 172, "F16");
        row("Q4_0", 172, "F16");
        row("Q4_K/rtn", 384, "Q5_0/rtn");
        row("F16", 3, "F16");
    }

    void fallbacks() {
        QFETCH(QString, scheme);
        QFETCH(qint64, columns);
        QFETCH(QString, expected);
        MadeModel made;
        made.add("blk.0.attn_q.weight", {5, columns});
        const TensorPlan plan = planTensor(made.model.tensors[0], *parseScheme(scheme.toStdString()));
        QVERIFY(plan.scheme);
        QCOMPARE(QString::fromStdString(plan.scheme->text()), expected);
        QCOMPARE(plan.fellBack(), scheme != expected);
        QCOMPARE(plan.bytes, *byteSize(plan.dtype, static_cast<std::uint64_t>(5 * columns)));
        if (plan.fellBack())
            QVERIFY(translated(plan.fallback).find(std::to_string(columns)) != std::string::npos);
    }

    void everyOtherTypeIsTold_data() {
        QTest::addColumn<QString>("recipe");
        for (const MixtureInfo& mixture : mixtures()) {
            for (const char* pure : {"", "\npure"})
                QTest::addRow("%s%s", mixture.id.c_str(), pure) << QString::fromStdString(mixture.id) + pure;
        }
    }

    // Rows of 256 fit every type, so what they get is what the recipe asks for. Wherever shorter rows get
    // something else, the plan must say so and why; and only there.
    void everyOtherTypeIsTold() {
        QFETCH(QString, recipe);
        const auto parsed = parseRecipe(recipe.toStdString());
        QVERIFY(parsed);
        for (const bool tied : {false, true}) {
            const auto asked = planTensors(ofWidth(256, tied), *parsed);
            QVERIFY2(asked, asked ? "" : asked.error().describe().c_str());
            for (const std::int64_t width : {96, 128, 172}) {
                const auto plans = planTensors(ofWidth(width, tied), *parsed);
                QVERIFY2(plans, plans ? "" : plans.error().describe().c_str());
                for (std::size_t i = 0; i < plans->size(); ++i)
                    checkTold((*plans)[i], used((*asked)[i]));
            }
        }
    }

    void tiedEmbeddingTellsItsOwnChange() {
        MadeModel made;
        made.add("token_embd.weight", {320, 128}, DType::F32, {Role::TokenEmbedding, -1});
        const auto plans = planTensors(made.model, *parseRecipe("Q4_K_M"));
        QVERIFY(plans);
        QCOMPARE(used((*plans)[0]), std::string("Q8_0"));
        QCOMPARE(QString::fromStdString(translated((*plans)[0].fallback)),
                 QStringLiteral("Rows of 128 do not fit Q6_K; Q8_0 is used instead."));
    }

    void whatIsStoredAlreadyStays() {
        MadeModel made;
        made.add("blk.0.attn_q.weight", {4, 256}, DType::Q4_K);
        made.add("blk.0.attn_k.weight", {4, 256}, DType::Q8_0);
        const auto plans = planTensors(made.model, *parseRecipe("Q4_K"));
        QVERIFY(plans);
        QVERIFY(!(*plans)[0].scheme);
        QCOMPARE((*plans)[0].dtype, DType::Q4_K);
        QCOMPARE((*plans)[0].bytes, std::uint64_t{4 * 144});
        QCOMPARE(used((*plans)[1]), std::string("Q4_K"));
    }

    void missingFormatIsNamed() {
        MadeModel made;
        made.add("blk.0.attn_q.weight", {4, 256});
        // A type that GGUF knows and nobody quantizes to.
        const auto none = schemeOfType(DType::F64, {});
        QVERIFY(!none);
        QCOMPARE(none.error().code(), ErrorCode::Unsupported);
        QVERIFY(none.error().describe().find("F64") != std::string::npos);
        // A mixture plans, or says which tensor it has no format for: whichever there are by now.
        for (const MixtureInfo& mixture : mixtures()) {
            const auto plans = planTensors(made.model, *parseRecipe(mixture.id));
            if (!plans) {
                QCOMPARE(plans.error().code(), ErrorCode::Unsupported);
                QCOMPARE(plans.error().tensor(), std::string("blk.0.attn_q.weight"));
            }
        }
    }

    void huggingFaceNamesAreKnownByTheirPlace() {
        MadeModel made(Container::HuggingFace);
        made.add("lm_head.weight", {320, 256}, DType::BF16, {Role::Output, -1});
        made.add("model.embed_tokens.weight", {320, 256}, DType::BF16, {Role::TokenEmbedding, -1});
        made.add("model.layers.0.mlp.down_proj.weight", {256, 512}, DType::BF16, {Role::FeedForwardDown, 0});
        made.add("model.layers.0.input_layernorm.weight", {256}, DType::BF16, {Role::Norm, 0});
        const auto plans = planTensors(made.model, *parseRecipe("Q4_K_M"));
        QVERIFY(plans);
        QCOMPARE(used((*plans)[0]), std::string("Q6_K"));
        QCOMPARE(used((*plans)[1]), std::string("Q4_K"));
        QCOMPARE(used((*plans)[2]), std::string("Q6_K"));
        QCOMPARE(used((*plans)[3]), std::string("kept BF16"));
    }

    void tiedEmbeddingCountsAsOutput() {
        MadeModel made;
        made.add("token_embd.weight", {320, 256}, DType::F32, {Role::TokenEmbedding, -1});
        const auto plans = planTensors(made.model, *parseRecipe("Q4_K_M"));
        QVERIFY(plans);
        QCOMPARE(used((*plans)[0]), std::string("Q6_K"));
    }

    void quantizableTensors_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QList<int>>("shape");
        QTest::addColumn<int>("dtype");
        QTest::addColumn<bool>("expected");
        const auto row = [](const char* name, QList<int> shape, DType dtype, bool expected) {
            QTest::newRow(name) << name << shape << static_cast<int>(dtype) << expected;
        };
        row("blk.0.attn_q.weight", {8, 32}, DType::F16, true);
        row("blk.0.ffn_down_exps.weight", {4, 8, 32}, DType::F16, true);
        row("blk.1.attn_q.weight", {1, 32}, DType::F16, false); // ggml: one-dimensional
        row("blk.0.attn_norm.weight", {8, 32}, DType::F32, false);
        row("blk.0.ffn_gate_inp.weight", {8, 32}, DType::F32, false);
        row("blk.0.ssm_a", {8, 32}, DType::F32, false);
        row("position_embd.weight", {8, 32}, DType::F32, false);
        row("blk.0.attn_k.weight", {8, 32}, DType::I32, false);
        row("blk.0.attn_v.weight", {8, 32}, DType::Q8_0, true);
        row("lstm.weight_ih_l0", {8, 32}, DType::F32, true);
        row("blk.2.attn_q.weight", {0, 32}, DType::F32, false);
    }

    void quantizableTensors() {
        QFETCH(QString, name);
        QFETCH(QList<int>, shape);
        QFETCH(int, dtype);
        QFETCH(bool, expected);
        Tensor tensor;
        tensor.name = name.toStdString();
        tensor.shape.assign(shape.begin(), shape.end());
        tensor.dtype = static_cast<DType>(dtype);
        QCOMPARE(quantizable(tensor), expected);
    }
};

QTEST_APPLESS_MAIN(PlanTest)
#include "tst_plan.moc"
