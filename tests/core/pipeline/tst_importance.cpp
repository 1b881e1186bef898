// Importance matrices at work: names, experts, what is written and what is refused.
#include "analysis/comparison.h"
#include "calibration/imatrix_file.h"
#include "formats/decode.h"
#include "methods/quantize.h"
#include "network/causal_network.h"
#include "pipeline/export.h"
#include "pipeline/model_importance.h"
#include "pipeline/recipe_plan.h"
#include "pipeline/simulate.h"
#include "support/made_model.h"

#include <QDir>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace mantissa;

namespace {

const std::string fable = MANTISSA_SOURCE_DIR "/resources/demo/fable";
const std::string stories = MANTISSA_TEST_DATA "/stories260k/stories260K.gguf";
const std::string query = "blk.1.attn_q.weight"; ///< in GGUF
const std::string hfQuery = "model.layers.1.self_attn.q_proj.weight";

ModelPtr open(const std::string& path) {
    auto model = openModel(path);
    if (!model)
        qFatal("%s", model.error().describe().c_str());
    return *model;
}

/// What a real calibration looks like: a few columns a hundred times heavier than the rest.
std::vector<float> heavyColumns(std::size_t columns, quint32 seed) {
    QRandomGenerator random(seed);
    std::vector<float> sums;
    for (std::size_t i = 0; i < columns; ++i)
        sums.push_back(
            static_cast<float>((random.bounded(10) == 0 ? 100 : 1) * (0.1 + random.generateDouble())));
    return sums;
}

ImportanceMatrix matrixFor(std::size_t width) {
    ImportanceMatrix matrix;
    matrix.datasets = {"stories.txt"};
    matrix.chunks = 9;
    matrix.chunkTokens = 256;
    matrix.entries[query] = {heavyColumns(width, 1), {4}};
    matrix.entries["blk.0.ffn_up.weight"] = {heavyColumns(width, 2), {4}};
    return matrix;
}

std::vector<float> values(const ModelPtr& model, const std::string& name) {
    const auto rows = openRows(model->tensor(name));
    if (!rows)
        qFatal("%s", rows.error().describe().c_str());
    std::vector<float> out((*rows)->elements());
    if (!(*rows)->read(0, (*rows)->rows(), out))
        qFatal("cannot read %s", name.c_str());
    return out;
}

/// Sum of weight * error^2.
double weightedError(const std::vector<float>& a, const std::vector<float>& b,
                     const std::vector<float>& weights) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double error = static_cast<double>(a[i]) - static_cast<double>(b[i]);
        sum += static_cast<double>(weights[i % weights.size()]) * error * error;
    }
    return sum;
}

ExportOptions optionsFor(const std::string& target, const char* recipe, TensorImportancePtr importance) {
    ExportOptions options;
    options.target = target;
    options.recipe = *parseRecipe(recipe);
    options.importance = std::move(importance);
    return options;
}

void exportTo(const ModelPtr& model, const ExportOptions& options) {
    const auto certificate = exportModel(model, options, Task());
    if (!certificate)
        qFatal("%s", certificate.error().describe().c_str());
}

std::vector<std::byte> bytesOf(const ModelPtr& model, const std::string& name) {
    const auto tensor = model->tensor(name);
    return {tensor->bytes.begin(), tensor->bytes.end()};
}

} // namespace

class Importance : public QObject {
    Q_OBJECT

private slots:
    void names();
    void exported();
    void mixtures();
    void simulated();
    void compared();
    void experts_data();
    void experts();
    void refused();
    void needed();
};

void Importance::names() {
    const ModelPtr folder = open(fable);
    const auto fitted = fitImportance(folder, matrixFor(256));
    QVERIFY2(fitted, fitted ? "" : fitted.error().describe().c_str());
    QCOMPARE((*fitted)->columns.size(), std::size_t{2});
    QCOMPARE((*fitted)->of(hfQuery), matrixFor(256).entries.at(query).means());
    QVERIFY((*fitted)->of("model.norm.weight").empty());
    const auto gguf = fitImportance(open(stories), matrixFor(64));
    QVERIFY2(gguf, gguf ? "" : gguf.error().describe().c_str());
    QCOMPARE((*gguf)->of(query).size(), std::size_t{64});
}

void Importance::exported() {
    QTemporaryDir folder;
    const ModelPtr model = open(fable);
    const std::string imatrix = folder.filePath("calibration.gguf").toStdString();
    QVERIFY(writeImatrix(imatrix, matrixFor(256)));
    const auto importance = loadImportance(model, imatrix);
    QVERIFY2(importance, importance ? "" : importance.error().describe().c_str());
    const std::string plain = folder.filePath("plain.gguf").toStdString();
    const std::string weighted = folder.filePath("weighted.gguf").toStdString();
    exportTo(model, optionsFor(plain, "Q4_K\npure", nullptr));
    exportTo(model, optionsFor(weighted, "Q4_K\npure", *importance));

    const ModelPtr before = open(plain);
    const ModelPtr after = open(weighted);
    QCOMPARE(bytesOf(after, "blk.0.attn_q.weight"),
             bytesOf(before, "blk.0.attn_q.weight")); // not in the matrix
    QVERIFY(bytesOf(after, query) != bytesOf(before, query));

    // A tensor that is stored as the folder has it, so that it can be encoded here once more.
    const std::string up = "blk.0.ffn_up.weight";
    const auto source = model->tensor("model.layers.0.mlp.up_proj.weight");
    const std::vector<float> weights = matrixFor(256).entries.at(up).means();
    const auto rows = openRows(source);
    const auto direct = quantize(*parseScheme("Q4_K"), {*rows, weights}, Task());
    QVERIFY2(direct, direct ? "" : direct.error().describe().c_str());
    QCOMPARE(bytesOf(after, up),
             std::vector<std::byte>((*direct)->bytes().begin(), (*direct)->bytes().end()));
    const std::vector<float> original = values(model, source->name);
    QVERIFY(weightedError(original, values(after, up), weights) <
            weightedError(original, values(before, up), weights));

    QCOMPARE(after->metadata.string("quantize.imatrix.file"), std::string("calibration.gguf"));
    QCOMPARE(after->metadata.string("quantize.imatrix.dataset"), std::string("stories.txt"));
    QCOMPARE(after->metadata.integer("quantize.imatrix.entries_count", 0), 2);
    QCOMPARE(after->metadata.integer("quantize.imatrix.chunks_count", 0), 9);
    QVERIFY(before->metadata.find("quantize.imatrix.file") == nullptr);
}

void Importance::mixtures() {
    // llama.cpp gives the first down projections of Q4_0 more bits when it has a matrix.
    MadeModel made;
    for (int layer = 0; layer < 16; ++layer)
        made.addLayer(layer, 256, 512, 128);
    const Recipe recipe = *parseRecipe("Q4_0");
    const auto plain = planTensors(made.model, recipe);
    const auto weighted = planTensors(made.model, recipe, true);
    QVERIFY(plain && weighted);
    int changed = 0;
    for (std::size_t i = 0; i < plain->size(); ++i) {
        if ((*plain)[i].dtype == (*weighted)[i].dtype)
            continue;
        ++changed;
        QVERIFY(QString::fromStdString((*plain)[i].tensor->name).contains("ffn_down"));
        QCOMPARE((*plain)[i].dtype, DType::Q4_0);
        QCOMPARE((*weighted)[i].dtype, DType::Q4_1);
    }
    QCOMPARE(changed, 2); // an eighth of the layers
}

// A simulation uses the types that an export with the same matrix would have.
void Importance::simulated() {
    const ModelPtr model = open(fable);
    const auto network = buildNetwork(*model);
    QVERIFY2(network, network ? "" : network.error().describe().c_str());
    const Recipe recipe = *parseRecipe("IQ3_XXS");
    const TensorImportancePtr importance = *fitImportance(model, matrixFor(256));
    for (const TensorImportancePtr& used : {TensorImportancePtr(), importance}) {
        const auto simulation = simulate(*network, *model, recipe, used, Task());
        QVERIFY2(simulation, simulation ? "" : simulation.error().describe().c_str());
        const auto plan = planRecipe(model, recipe, used != nullptr);
        QVERIFY(plan);
        bool changed = false;
        for (std::size_t i = 0; i < plan->tensors.size(); ++i) {
            QCOMPARE(info(simulation->plans[i].dtype).name, info(plan->tensors[i].dtype).name);
            changed = changed || (simulation->plans[i].dtype == DType::IQ3_XXS &&
                                  model->tensors[i]->place.role == Role::AttentionV);
        }
        QCOMPARE(changed, used != nullptr);
    }
}

void Importance::compared() {
    const ModelPtr model = open(fable);
    const std::vector<Scheme> schemes = {*parseScheme("Q4_K/search"), *parseScheme("Q8_0")};
    CompareOptions options;
    options.tensors = "layers.1.self_attn.(q|k)_proj";
    const auto plain = compare(model, schemes, options, Task());
    options.importance = *fitImportance(model, matrixFor(256));
    const auto weighted = compare(model, schemes, options, Task());
    QVERIFY(plain && weighted);
    QCOMPARE((*plain)->tensors.size(), std::size_t{2});
    for (std::size_t i = 0; i < 2; ++i) {
        const bool known = (*plain)->tensors[i].tensor->name == hfQuery;
        const double before = figures((*plain)->tensors[i].schemes[0].sums).rmse;
        const double after = figures((*weighted)->tensors[i].schemes[0].sums).rmse;
        QVERIFY(known ? after > before
                      : after == before); // plain error grows where columns weigh differently
    }
}

void Importance::experts_data() {
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<int>("experts");
    for (const char* scheme : {"Q4_K", "Q4_0", "Q4_K/search", "Q2_K"})
        for (const int experts : {1, 2, 5})
            QTest::addRow("%s, %d", scheme, experts) << QString(scheme) << experts;
}

void Importance::experts() {
    QFETCH(QString, scheme);
    QFETCH(int, experts);
    constexpr std::int64_t columns = 256;
    constexpr std::int64_t rowsEach = 7; // tiles and slices of the driver reach over experts
    const Scheme used = *parseScheme(scheme.toStdString());
    QRandomGenerator random(3);
    std::vector<float> all;
    std::vector<float> importance;
    std::vector<std::byte> expected;
    for (int expert = 0; expert < experts; ++expert) {
        std::vector<float> part;
        for (std::int64_t i = 0; i < rowsEach * columns; ++i)
            part.push_back(static_cast<float>(random.generateDouble() - 0.5));
        const std::vector<float> weights = heavyColumns(columns, static_cast<quint32>(10 + expert));
        const auto alone =
            quantize(used, {std::make_shared<MatrixRows>(rowsEach, columns, part), weights}, Task());
        QVERIFY(alone);
        expected.insert(expected.end(), (*alone)->bytes().begin(), (*alone)->bytes().end());
        all.insert(all.end(), part.begin(), part.end());
        importance.insert(importance.end(), weights.begin(), weights.end());
    }
    const auto together =
        quantize(used, {std::make_shared<MatrixRows>(rowsEach * experts, columns, all), importance}, Task());
    QVERIFY(together);
    QCOMPARE(std::vector<std::byte>((*together)->bytes().begin(), (*together)->bytes().end()), expected);
    const auto uneven = quantize(
        used, {std::make_shared<MatrixRows>(rowsEach * experts, columns, all), heavyColumns(columns * 3, 1)},
        Task());
    QVERIFY(!uneven);
    QCOMPARE(uneven.error().code(), ErrorCode::InvalidArgument);
}

void Importance::refused() {
    const auto other = fitImportance(open(stories), matrixFor(256)); // 64 columns there
    QVERIFY(!other);
    QCOMPARE(other.error().code(), ErrorCode::Mismatch);
    QVERIFY(matrixFor(256).entries.count(other.error().tensor()) == 1);
    ImportanceMatrix unrelated;
    unrelated.entries["encoder.weight"] = {{1, 2}, {1}};
    QCOMPARE(fitImportance(open(fable), unrelated).error().code(), ErrorCode::Mismatch);
    const auto missing = loadImportance(open(fable), "no-such-file.gguf");
    QVERIFY(!missing);
    QCOMPARE(missing.error().code(), ErrorCode::NotFound);
}

// IQ1_S without a matrix: said before any work, with the tensor, and no file is begun.
void Importance::needed() {
    QTemporaryDir folder;
    const std::string target = folder.filePath("out.gguf").toStdString();
    const ModelPtr model = open(fable);
    const Task task;
    const auto refused = exportModel(model, optionsFor(target, "IQ1_S\npure", nullptr), task);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code(), ErrorCode::InvalidArgument);
    QVERIFY(!refused.error().tensor().empty());
    QVERIFY(refused.error().describe().find("importance matrix") != std::string::npos);
    QCOMPARE(task.progress().done.load(), std::uint64_t{0});
    QVERIFY(QDir(folder.path()).isEmpty());
    exportTo(model, optionsFor(target, "IQ1_S/search\npure", nullptr));
    exportTo(model, optionsFor(folder.filePath("m.gguf").toStdString(), "IQ1_M\npure", nullptr));
}

QTEST_APPLESS_MAIN(Importance)
#include "tst_importance.moc"
