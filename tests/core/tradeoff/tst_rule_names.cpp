// A recipe means the same for a Hugging Face folder and for the GGUF file made of it, whichever names its
// rules use; and how far each rule reaches is counted the same way.
#include "files/model.h"
#include "pipeline/export.h"
#include "tradeoff/rule_matches.h"

#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace mantissa;

namespace {

ModelPtr fable() {
    static const auto model = openModel(MANTISSA_SOURCE_DIR "/resources/demo/fable");
    return *model;
}

// Source name -> type, of what is quantized.
std::map<std::string, std::string> typesOf(const std::vector<TensorPlan>& plans) {
    std::map<std::string, std::string> types;
    for (const TensorPlan& plan : plans)
        types.emplace(describe(plan.tensor->shape) + plan.tensor->file.string() +
                          std::to_string(plan.tensor->bytes.data() - fable()->tensors.front()->bytes.data()),
                      plan.scheme ? plan.scheme->text() : std::string(info(plan.dtype).name));
    return types;
}

} // namespace

class tst_rule_names : public QObject {
    Q_OBJECT
private slots:
    void sameUnderBothNames_data();
    void sameUnderBothNames();
    void ggufFilesKeepToTheirOwnNames();
    void reachIsCounted();
    void idleRulesAreTold_data();
    void idleRulesAreTold();
};

void tst_rule_names::sameUnderBothNames_data() {
    QTest::addColumn<QString>("rules");
    QTest::addColumn<int>("eightBits"); // tensors that the rules turn to Q8_0
    QTest::newRow("gguf name") << "attn_v=Q8_0" << 4;
    QTest::newRow("hf name") << "v_proj=Q8_0" << 4;
    QTest::newRow("gguf layer") << "^blk\\.0\\.=Q8_0" << 7;
    QTest::newRow("hf layer") << "layers\\.0\\.=Q8_0" << 7;
    QTest::newRow("both") << "blk.1.ffn_up=Q8_0\nlayers.2.mlp.up_proj=Q8_0" << 2;
    QTest::newRow("embedding") << "token_embd=Q8_0" << 1;
    QTest::newRow("embedding, hf") << "embed_tokens=Q8_0" << 1;
    QTest::newRow("none") << "no_such=Q8_0" << 0;
}

void tst_rule_names::sameUnderBothNames() {
    QFETCH(QString, rules);
    QFETCH(int, eightBits);
    const auto recipe = parseRecipe(("Q4_K\npure\n" + rules).toStdString());
    QVERIFY(recipe);
    const auto folder = planTensors(*fable(), *recipe);
    QVERIFY(folder);
    const QTemporaryDir place;
    ExportOptions options;
    options.target = place.filePath("x.gguf").toStdString();
    options.recipe = *recipe;
    const auto file = preflight(fable(), options);
    QVERIFY2(file, file ? "" : file.error().describe().c_str());
    const auto count = [](const std::vector<TensorPlan>& plans) {
        return std::count_if(plans.begin(), plans.end(), [](const TensorPlan& plan) {
            return plan.scheme && plan.scheme->text() == "Q8_0";
        });
    };
    QCOMPARE(count(*folder), eightBits);
    QCOMPARE(count(file->tensors), eightBits);
    const auto before = typesOf(*folder);
    for (const auto& [tensor, type] : typesOf(file->tensors))
        if (type != "F32") // norms are widened by the conversion
            QCOMPARE(QString::fromStdString(before.at(tensor)), QString::fromStdString(type));
}

void tst_rule_names::ggufFilesKeepToTheirOwnNames() {
    const auto model = openModel(MANTISSA_TEST_DATA "/stories260k/stories260K.gguf");
    QVERIFY(model);
    for (const auto& tensor : (*model)->tensors)
        QVERIFY(otherNameOf(**model, *tensor).empty());
    const auto plans = planTensors(**model, *parseRecipe("Q4_0\npure\nv_proj=Q8_0"));
    QVERIFY(plans);
    for (const TensorPlan& plan : *plans)
        QVERIFY(!plan.scheme || plan.scheme->text() != "Q8_0"); // as llama.cpp's --tensor-type
}

void tst_rule_names::reachIsCounted() {
    const auto recipe = parseRecipe("Q4_K_M\nq_proj=Q6_K\nattn_(q|k)=Q8_0\nnorm=Q8_0\nnothing=F16");
    QVERIFY(recipe);
    const auto reach = ruleMatches(*fable(), *recipe, Task());
    QVERIFY(reach);
    const auto is = [&](std::size_t i, int found, int decides) {
        QCOMPARE((*reach)[i].found, found);
        QCOMPARE((*reach)[i].decides, decides);
    };
    is(0, 4, 4);
    is(1, 8, 4);
    is(2, 0, 0); // norms are not quantized
    is(3, 0, 0);
    std::stop_source stop;
    stop.request_stop();
    const auto cancelled =
        ruleMatches(*fable(), *recipe, Task(stop.get_token(), std::make_shared<Progress>()));
    QVERIFY(!cancelled && cancelled.error().code() == ErrorCode::Cancelled);
}

void tst_rule_names::idleRulesAreTold_data() {
    QTest::addColumn<QString>("target");
    QTest::newRow("gguf") << "x.gguf";
    QTest::newRow("safetensors") << "x.safetensors";
}

void tst_rule_names::idleRulesAreTold() {
    QFETCH(QString, target);
    const QTemporaryDir place;
    ExportOptions options;
    options.target = place.filePath(target).toStdString();
    options.container = *containerOf(options.target);
    options.recipe = *parseRecipe("Q4_K\nattn_v=Q8_0\nv_proj=Q8_0\nno_such=Q8_0");
    const auto flight = preflight(fable(), options);
    QVERIFY(flight);
    int told = 0;
    for (const Text& warning : flight->warnings)
        if (const std::string said = translated(warning);
            said.find("fits the name of no tensor") != said.npos) {
            QVERIFY(said.find("no_such") != said.npos);
            ++told;
        }
    QCOMPARE(told, 1);
}

QTEST_APPLESS_MAIN(tst_rule_names)
#include "tst_rule_names.moc"
