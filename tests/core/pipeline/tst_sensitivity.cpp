// Sensitivity: each cell is what evaluate() says of the model with that group replaced; and a study can be
// cut, stopped and resumed anywhere without changing a bit.
#include "base/parallel.h"
#include "evaluation/evaluation.h"
#include "evaluation/sensitivity_log.h"
#include "methods/quantize.h"
#include "pipeline/model_sensitivity.h"
#include "support/network_runs.h"
#include "support/small_architecture.h"
#include "tradeoff/recipe.h"

#include <QTest>

using namespace mantissa;
using support::SmallArchitecture;

class Sensitivities : public QObject {
    Q_OBJECT

private slots:
    void cells_data();
    void cells();
    void demo();
    void anyCutGivesTheSame_data();
    void anyCutGivesTheSame();
    void resumes_data();
    void resumes();
    void tornLine();
    void refusals_data();
    void refusals();
    void lockedFile();
    void cancelled();
    void defects();
    void brokenCandidate();
};

namespace {

struct Subject {
    ModelPtr model;
    CausalNetwork network;
    TokenChunks chunks;
};

TokenChunks someChunks(std::int32_t vocabulary = 40, std::int64_t context = 20) {
    return *TokenChunks::create(support::someIds(5 * 20, vocabulary), context, 1);
}

Subject subjectAt(const std::filesystem::path& path) {
    const auto model = openModel(path);
    if (!model)
        qFatal("%s", model.error().describe().c_str());
    return {*model, support::networkOf(path), someChunks()};
}

/// A small model in a folder that must outlive it.
struct Made {
    QTemporaryDir folder;
    Subject subject;
    explicit Made(const std::string& variant) : subject(written(variant)) {}

private:
    Subject written(const std::string& variant) {
        const auto path = pathIn(folder, "small.gguf");
        if (!SmallArchitecture(variant).writeGguf(path))
            qFatal("cannot write %s", path.c_str());
        return subjectAt(path);
    }
};

std::vector<Scheme> schemesOf(const std::vector<const char*>& texts) {
    std::vector<Scheme> schemes;
    for (const char* text : texts)
        schemes.push_back(*parseScheme(text));
    return schemes;
}

ModelSensitivityOptions optionsOf(Grouping grouping = Grouping::Tensor) {
    ModelSensitivityOptions options;
    options.grouping = grouping;
    options.run.batchTokens = 40; // batches of two chunks, and one of one
    return options;
}

Result<ModelSensitivity> measured(const Subject& subject, const ModelSensitivityOptions& options,
                                  const std::vector<const char*>& schemes = {"Q4_0", "INT2,group=32"},
                                  const Task& task = Task()) {
    return modelSensitivity(subject.model, subject.network, subject.chunks, schemesOf(schemes), options,
                            Runtime(), task);
}

ModelSensitivity study(const Subject& subject, const ModelSensitivityOptions& options) {
    auto result = measured(subject, options);
    if (!result)
        qFatal("%s", result.error().describe().c_str());
    return std::move(*result);
}

bool same(const Estimate& a, const Estimate& b) {
    return a.value == b.value && a.error == b.error;
}

bool same(const ModelSensitivity& a, const ModelSensitivity& b) {
    return std::equal(a.cells.begin(), a.cells.end(), b.cells.begin(), b.cells.end(),
                      [](const auto& x, const auto& y) {
                          const SensitivityFigures& f = x.cell.figures;
                          const SensitivityFigures& g = y.cell.figures;
                          return same(f.divergence, g.divergence) && same(f.logRatio, g.logRatio) &&
                                 same(f.sameTop, g.sameTop) && same(f.deltaPerplexity, g.deltaPerplexity) &&
                                 x.cell.chunks == y.cell.chunks && x.bytes == y.bytes;
                      });
}

/// The figures of a model in which a recipe's rules quantize exactly one group.
Evaluation evaluated(const Subject& subject, const TensorGroup& group, const char* scheme,
                     std::int64_t batchTokens) {
    CausalNetwork changed = subject.network;
    for (const auto& tensor : group.tensors) {
        const WeightId slot = *subject.network.network.graph().findWeight(tensor->name);
        MethodInput input;
        input.rows = subject.network.network.weight(slot);
        const TensorPlan plan = planTensor(tensor, *parseScheme(scheme));
        changed.network = *changed.network.withWeight(slot, *quantize(*plan.scheme, input, Task()));
    }
    EvaluationOptions options;
    options.original = &subject.network;
    options.batchTokens = batchTokens;
    auto result = evaluate(changed, subject.chunks, options, Runtime(), Task());
    if (!result)
        qFatal("%s", result.error().describe().c_str());
    return std::move(*result);
}

/// Single precision through a whole network, summed in another order at worst.
bool close(const Estimate& a, const Estimate& b) {
    const auto near = [](double x, double y) { return std::abs(x - y) <= 1e-6 * std::abs(y) + 1e-9; };
    return near(a.value, b.value) && near(a.error, b.error);
}

bool fits(const GroupMeasurement& cell, const Evaluation& expected) {
    const SensitivityFigures& figures = cell.cell.figures;
    const double delta = expected.perplexity.value - expected.originalPerplexity->value;
    return close(figures.divergence, expected.divergence->mean) &&
           close(figures.logRatio, expected.divergence->logRatio) &&
           close(figures.sameTop, expected.divergence->sameTop) &&
           std::abs(figures.deltaPerplexity.value - delta) < 1e-6 * expected.perplexity.value;
}

} // namespace

void Sensitivities::cells_data() {
    QTest::addColumn<QString>("variant");
    QTest::addColumn<int>("grouping");
    QTest::addColumn<int>("groups");
    const auto row = [](const char* variant, Grouping grouping, int groups) {
        QTest::addRow("%s by %s", variant, std::string(name(grouping)).c_str())
            << variant << int(grouping) << groups;
    };
    row("llama", Grouping::Tensor, 2 * 7 + 2);
    row("llama", Grouping::Layer, 2 + 2);
    row("llama", Grouping::Role, 7 + 2);
    row("mixtral", Grouping::Tensor, 2 * 7 + 2);
    row("qwen3moe", Grouping::Role, 7 + 2);
    row("gemma2", Grouping::Tensor, 3 * 7 + 1); // the embedding is the head, too
    row("phi3", Grouping::Tensor, 2 * 4 + 2);
    row("gpt2", Grouping::Tensor, 2 * 4 + 1);
    row("gpt2, own head", Grouping::Layer, 2 + 2);
}

void Sensitivities::cells() {
    QFETCH(QString, variant);
    QFETCH(int, grouping);
    QFETCH(int, groups);
    const Made made(variant.toStdString());
    const ModelSensitivity result = study(made.subject, optionsOf(Grouping(grouping)));
    QCOMPARE(int(result.groups.size()), groups);
    QCOMPARE(result.cells.size(), result.groups.size() * 2);
    for (std::size_t group = 0; group < result.groups.size(); ++group) {
        const TensorGroup& tensors = result.groups[group];
        for (std::size_t scheme = 0; scheme < 2; ++scheme) {
            const Evaluation expected = evaluated(made.subject, tensors, result.schemes[scheme].c_str(), 40);
            const GroupMeasurement& cell = result.at(group, scheme);
            QVERIFY2(fits(cell, expected), tensors.name.c_str());
            if (!cell.fallback.source[0]) // something was compared
                QVERIFY2(expected.divergence->mean.value > 0, tensors.name.c_str());
            QCOMPARE(cell.cell.chunks, 5);
            QVERIFY(cell.bitsPerWeight > 2 && cell.bitsPerWeight < 17);
        }
    }
    const Evaluation original = evaluated(made.subject, {}, "Q4_0", 40);
    QCOMPARE(result.run.perplexity.value, original.originalPerplexity->value);
    QCOMPARE(result.run.scored, original.scored);
}

void Sensitivities::demo() {
    Subject fable = subjectAt(MANTISSA_SOURCE_DIR "/resources/demo/fable");
    fable.chunks = *TokenChunks::create(support::someIds(3 * 64, 1024), 64, std::nullopt);
    ModelSensitivityOptions options;
    options.tensors = "layers\\.2\\..*(q_proj|down_proj)|lm_head|embed";
    const ModelSensitivity result = study(fable, options);
    QCOMPARE(result.groups.size(), std::size_t(4));
    for (std::size_t group = 0; group < result.groups.size(); ++group) {
        for (std::size_t scheme = 0; scheme < 2; ++scheme)
            QVERIFY(fits(result.at(group, scheme),
                         evaluated(fable, result.groups[group], result.schemes[scheme].c_str(), 2048)));
        QVERIFY(result.worst(group) == result.at(group, 1).cell.figures.divergence.value);
    }
}

void Sensitivities::anyCutGivesTheSame_data() {
    QTest::addColumn<int>("threads");
    QTest::addColumn<quint64>("checkpoint");
    QTest::addColumn<quint64>("logits");
    QTest::newRow("one thread") << 1 << quint64(1 << 30) << quint64(1 << 30);
    QTest::newRow("four threads") << 4 << quint64(1 << 30) << quint64(1 << 30);
    QTest::newRow("a batch at a time") << 2 << quint64(1) << quint64(1 << 30);
    QTest::newRow("two batches at a time") << 2 << quint64(4 * 4 * 20 * 32 * 4) << quint64(1 << 30);
    QTest::newRow("the original's logits again and again") << 2 << quint64(1 << 30) << quint64(0);
    QTest::newRow("everything small") << 3 << quint64(0) << quint64(0);
}

void Sensitivities::anyCutGivesTheSame() {
    QFETCH(int, threads);
    QFETCH(quint64, checkpoint);
    QFETCH(quint64, logits);
    const Made made("llama");
    const ModelSensitivity expected = study(made.subject, optionsOf());
    ModelSensitivityOptions options = optionsOf();
    options.run.checkpointBytes = checkpoint;
    options.run.originalLogitBytes = logits;
    setThreads(threads);
    const ModelSensitivity result = study(made.subject, options);
    setThreads(0);
    QVERIFY(same(result, expected));
}

void Sensitivities::resumes_data() {
    QTest::addColumn<int>("stopAfter");
    QTest::addColumn<quint64>("checkpoint");
    QTest::newRow("at once") << 1 << quint64(1 << 30);
    QTest::newRow("in the middle of a tensor") << 7 << quint64(1 << 30);
    QTest::newRow("at the end") << 32 << quint64(1 << 30);
    QTest::newRow("in the second of three passes") << 40 << quint64(0);
}

void Sensitivities::resumes() {
    QFETCH(int, stopAfter);
    QFETCH(quint64, checkpoint);
    const Made made("llama");
    const ModelSensitivity expected = study(made.subject, optionsOf());
    ModelSensitivityOptions options = optionsOf();
    options.run.checkpointBytes = checkpoint;
    options.resume = pathIn(made.folder, "results");
    std::stop_source stop;
    int told = 0;
    options.measured = [&](std::size_t, std::size_t, const GroupMeasurement&) {
        if (++told == stopAfter)
            stop.request_stop();
    };
    const auto first = measured(made.subject, options, {"Q4_0", "INT2,group=32"},
                                Task(stop.get_token(), std::make_shared<Progress>()));
    QCOMPARE(first.has_value(), stopAfter == 32);
    if (!first)
        QCOMPARE(first.error().code(), ErrorCode::Cancelled);
    told = 1000;
    const ModelSensitivity second = study(made.subject, options);
    QVERIFY(same(second, expected));
    QCOMPARE(int(second.run.resumed), checkpoint > 0 ? stopAfter : 0);
    const ModelSensitivity third = study(made.subject, options);
    QVERIFY(same(third, expected));
    QCOMPARE(third.run.resumed, expected.cells.size());
}

/// A crash in the middle of a line costs that one result.
void Sensitivities::tornLine() {
    const Made made("llama");
    ModelSensitivityOptions options = optionsOf();
    options.resume = pathIn(made.folder, "results");
    const ModelSensitivity expected = study(made.subject, options);
    const QByteArray whole = readBytes(options.resume);
    const qsizetype lastLine = whole.lastIndexOf('\n', whole.size() - 2) + 1;
    for (const qsizetype cut : {lastLine + 1, lastLine + 30, whole.size() - 1}) {
        writeBytes(options.resume, whole.first(cut));
        const ModelSensitivity again = study(made.subject, options);
        QVERIFY(same(again, expected));
        QCOMPARE(again.run.resumed, expected.cells.size() - 1);
        QCOMPARE(readBytes(options.resume), whole);
    }
}

void Sensitivities::refusals_data() {
    QTest::addColumn<QString>("change");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("said");
    QTest::newRow("other schemes") << "schemes" << int(ErrorCode::Mismatch) << "list of schemes";
    QTest::newRow("other context") << "context" << int(ErrorCode::Mismatch) << "the context was";
    QTest::newRow("other text") << "text" << int(ErrorCode::Mismatch) << "the text was";
    QTest::newRow("other weights") << "model" << int(ErrorCode::Mismatch) << "the model was";
    QTest::newRow("other grouping") << "grouping" << int(ErrorCode::Mismatch) << "the grouping was";
    QTest::newRow("other choice") << "choice" << int(ErrorCode::Mismatch) << "the choice of tensors was";
    QTest::newRow("other matrix") << "importance" << int(ErrorCode::Mismatch) << "importance matrix was";
    QTest::newRow("something else") << "foreign" << int(ErrorCode::Malformed) << "not a file of sensitivity";
    QTest::newRow("a damaged line") << "line" << int(ErrorCode::Malformed) << "Line 11";
    QTest::newRow("a damaged head") << "head" << int(ErrorCode::Malformed) << "Line 1 ";
    QTest::newRow("a folder") << "folder" << int(ErrorCode::CannotWrite) << "cannot be kept";
}

/// A file of another run, or of another program, is told apart and left as it is.
void Sensitivities::refusals() {
    QFETCH(QString, change);
    QFETCH(int, code);
    QFETCH(QString, said);
    Made made("llama");
    ModelSensitivityOptions options = optionsOf();
    options.resume = pathIn(made.folder, "results");
    study(made.subject, options);
    std::vector<const char*> schemes{"Q4_0", "INT2,group=32"};
    QByteArray bytes = readBytes(options.resume);
    if (change == "schemes")
        schemes[1] = "INT3,group=32";
    if (change == "context")
        made.subject.chunks = someChunks(40, 25);
    if (change == "text")
        made.subject.chunks = *TokenChunks::create(std::vector<std::int32_t>(100, 7), 20, 1);
    if (change == "grouping")
        options.grouping = Grouping::Role;
    if (change == "choice")
        options.tensors = "attn_q";
    if (change == "importance")
        options.importance = std::make_shared<TensorImportance>();
    if (change == "foreign")
        bytes = "tensor,kl\n1,2\n";
    if (change == "line")
        bytes[bytes.indexOf("begin ") + 150] ^= 1;
    if (change == "head")
        bytes[30] ^= 1;
    if (change == "folder")
        options.resume = made.folder.path().toStdString();
    if (change == "model") {
        const auto path = pathIn(made.folder, "small.gguf");
        QByteArray model = readBytes(path);
        model[model.size() - 4] ^= 1;
        writeBytes(pathIn(made.folder, "other.gguf"), model);
        made.subject = subjectAt(pathIn(made.folder, "other.gguf"));
    }
    if (change != "folder")
        writeBytes(options.resume, bytes);
    const auto refused = measured(made.subject, options, schemes);
    QVERIFY(!refused);
    QVERIFY2(QString::fromStdString(refused.error().describe()).contains(said),
             refused.error().describe().c_str());
    QCOMPARE(int(refused.error().code()), code);
    if (change != "folder")
        QCOMPARE(readBytes(options.resume), bytes);
}

void Sensitivities::lockedFile() {
    const QTemporaryDir folder;
    const SensitivityKey key{{{"model", {}, "1"}}};
    auto first = SensitivityLog::open(pathIn(folder, "results"), key);
    QVERIFY(first);
    const auto second = SensitivityLog::open(pathIn(folder, "results"), key);
    QVERIFY(!second);
    QVERIFY(second.error().describe().find("Another run") != std::string::npos);
    first->reset();
    QVERIFY(SensitivityLog::open(pathIn(folder, "results"), key));
}

void Sensitivities::cancelled() {
    const Made made("llama");
    std::stop_source stop;
    stop.request_stop();
    const auto progress = std::make_shared<Progress>();
    const auto result = measured(made.subject, optionsOf(), {"Q4_0"}, Task(stop.get_token(), progress));
    QVERIFY(!result);
    QCOMPARE(result.error().code(), ErrorCode::Cancelled);
    // And a study that is left to run ends where its total says, or a little before.
    const auto whole = std::make_shared<Progress>();
    QVERIFY(measured(made.subject, optionsOf(), {"Q4_0", "Q8_0"}, Task({}, whole)));
    QVERIFY(whole->total > 0 && whole->done <= whole->total);
    QVERIFY(double(whole->done.load()) > 0.98 * double(whole->total.load()));
}

void Sensitivities::defects() {
    const Made made("llama");
    const auto said = [&](const ModelSensitivityOptions& options, const std::vector<const char*>& schemes) {
        const auto result = measured(made.subject, options, schemes);
        return result ? std::string() : result.error().describe();
    };
    ModelSensitivityOptions options = optionsOf();
    QVERIFY(said(options, {}).find("at least one tensor and one scheme") != std::string::npos);
    QVERIFY(said(options, {"Q4_0", "q4_0"}).find("twice") != std::string::npos);
    // A type that its encoder refuses without a matrix; the tensor is named.
    const std::string refused = said(options, {"Q4_0", "IQ2_XXS/ggml"});
    QVERIFY(refused.empty() || refused.find("importance matrix") != std::string::npos);
    QVERIFY(said(options, {"INT4,group=32/gptq"}).find("does not calibrate") != std::string::npos);
    options.tensors = "nothing_like_it";
    QVERIFY(said(options, {"Q4_0"}).find("nothing_like_it") != std::string::npos);
    options.tensors = "[";
    QVERIFY(!said(options, {"Q4_0"}).empty());

    Subject other = made.subject;
    other.chunks = someChunks(90);
    const auto outside = measured(other, optionsOf(), {"Q4_0"});
    QVERIFY(!outside);
    QCOMPARE(outside.error().code(), ErrorCode::Malformed);
    // Rows of 48 do not fit blocks of 32: another type stands in, and the cell says so.
    const ModelSensitivity result = study(made.subject, optionsOf(Grouping::Role));
    for (std::size_t group = 0; group < result.groups.size(); ++group) {
        const bool down = result.groups[group].name == "ffn_down";
        QCOMPARE(result.at(group, 0).fallback.source[0] != '\0', down);
        QCOMPARE(result.at(group, 0).used, std::string(down ? "F16" : "Q4_0"));
    }
}

/// Weights that drive the network out of its range are told of in their cell; the rest is measured.
void Sensitivities::brokenCandidate() {
    const Made made("llama");
    const Graph& graph = made.subject.network.network.graph();
    const WeightId slot = *graph.findWeight("blk.0.ffn_down.weight");
    const WeightSource old = made.subject.network.network.weight(slot);
    SensitivityProblem problem;
    problem.units = {{"down", {slot}}};
    problem.candidates = {"huge", "the same"};
    problem.weights = [&](std::size_t, std::size_t candidate,
                          const Task&) -> Result<std::vector<WeightSource>> {
        if (candidate == 1)
            return std::vector<WeightSource>{old};
        return std::vector<WeightSource>{std::make_shared<MatrixRows>(
            old->rows(), old->columns(), std::vector<float>(old->elements(), 3e38F))};
    };
    const auto result =
        measureSensitivity(made.subject.network, made.subject.chunks, problem, {}, Runtime(), Task());
    QVERIFY2(result, result ? "" : result.error().describe().c_str());
    QVERIFY(result->cells[0].failure);
    QCOMPARE(result->cells[0].failure->code(), ErrorCode::Numeric);
    QVERIFY(!result->cells[1].failure);
    QCOMPARE(result->cells[1].figures.divergence.value, 0.0);
    QCOMPARE(result->cells[1].figures.sameTop.value, 1.0);
}

QTEST_APPLESS_MAIN(Sensitivities)
#include "tst_sensitivity.moc"
