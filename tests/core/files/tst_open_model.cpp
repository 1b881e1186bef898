// Real files of every kind open, and say what they hold.
#include "files/hugging_face/folder.h"
#include "files/model.h"

#include <QTest>

using namespace mantissa;

class OpenModel : public QObject {
    Q_OBJECT

private slots:
    void opens_data();
    void opens();
    void gguf();
    void folder();
    void convolutions();
};

namespace {

std::filesystem::path data(const char* name) {
    return std::filesystem::path(MANTISSA_TEST_DATA) / name;
}

const std::filesystem::path fable = std::filesystem::path(MANTISSA_SOURCE_DIR) / "resources/demo/fable";

ModelPtr opened(const std::filesystem::path& path) {
    auto model = openModel(path);
    if (!model)
        qFatal("%s", model.error().describe().c_str());
    return *model;
}

} // namespace

void OpenModel::opens_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("container");
    QTest::addColumn<int>("tensors");
    QTest::addColumn<QString>("architecture");
    QTest::addColumn<int>("layers");
    const auto row = [](const char* label, const std::filesystem::path& path, const char* container,
                        int tensors, const char* architecture, int layers) {
        QTest::newRow(label) << QString::fromStdString(path.string()) << QString(container) << tensors
                             << QString(architecture) << layers;
    };
    row("gguf", data("stories260k/stories260K.gguf"), "GGUF", 48, "llama", 5);
    row("folder", data("tinystories-656k"), "Hugging Face", 20, "llama", 2);
    row("demo", fable, "Hugging Face", 39, "llama", 4);
    row("one safetensors file", fable / "model.safetensors", "safetensors", 39, "", 0);
    row("no language model", data("silero/silero_vad_16k.safetensors"), "safetensors", 15, "", 0);
}

void OpenModel::opens() {
    QFETCH(QString, path);
    QFETCH(QString, container);
    QFETCH(int, tensors);
    QFETCH(QString, architecture);
    QFETCH(int, layers);
    const auto model = openModel(path.toStdString());
    QVERIFY2(model, model ? "" : model.error().describe().c_str());
    QCOMPARE(QString::fromUtf8(name((*model)->container)), container);
    QCOMPARE(int((*model)->tensors.size()), tensors);
    QCOMPARE(QString::fromStdString((*model)->architecture ? (*model)->architecture->name : ""),
             architecture);
    QCOMPARE(int((*model)->architecture ? (*model)->architecture->layers : 0), layers);
    std::uint64_t bytes = 0;
    for (const auto& tensor : (*model)->tensors) {
        QCOMPARE(tensor->bytes.size(), *byteSize(tensor->dtype, tensor->elements()));
        bytes += tensor->bytes.size();
    }
    QCOMPARE((*model)->dataBytes, bytes);
    QVERIFY(!(*model)->quantized());
}

void OpenModel::gguf() {
    const auto model = opened(data("stories260k/stories260K.gguf"));
    QCOMPARE(model->containerVersion, std::string("v3"));
    const auto& a = *model->architecture;
    QCOMPARE(a.embeddingLength, 64);
    QCOMPARE(a.feedForwardLength, 172);
    QCOMPARE(a.heads, 8);
    QCOMPARE(a.keyValueHeads, 4);
    QCOMPARE(a.headLength, 8);
    QCOMPARE(a.vocabulary, 512);
    const auto down = model->tensor("blk.3.ffn_down.weight");
    QVERIFY(down);
    QCOMPARE(down->shape, (Shape{64, 172}));
    QCOMPARE(down->place.role, Role::FeedForwardDown);
    QCOMPARE(down->place.layer, 3);
    QVERIFY(!model->tensor("blk.9.ffn_down.weight"));
    QCOMPARE(model->metadata.array<std::string>("tokenizer.ggml.tokens")->size(), std::size_t(512));
}

void OpenModel::folder() {
    const auto model = opened(data("tinystories-656k"));
    const auto& a = *model->architecture;
    QCOMPARE(a.embeddingLength, 128);
    QCOMPARE(a.headLength, 16);
    QCOMPARE(a.keyValueHeads, 4);
    QVERIFY(a.tiedEmbeddings);
    QCOMPARE(a.rmsEpsilon, 1e-6);
    QCOMPARE(model->metadata.string("tokenizer_config.added_tokens_decoder.1.content"),
             std::string("<|start_story|>"));
    QCOMPARE(model->metadata.array<std::string>("architectures")->front(), std::string("LlamaForCausalLM"));
    QCOMPARE(model->tensor("model.layers.1.self_attn.k_proj.weight")->place.role, Role::AttentionK);
    QCOMPARE(folderFile(*model, "tokenizer.json"), data("tinystories-656k/tokenizer.json"));
    QVERIFY(!opened(fable)->architecture->tiedEmbeddings);
}

void OpenModel::convolutions() {
    const auto model = opened(data("silero/silero_vad_16k.safetensors"));
    QCOMPARE(model->tensor("conv1.weight")->place.role, Role::Convolution);
    QCOMPARE(model->tensor("conv1.weight")->shape, (Shape{128, 129, 3}));
    QCOMPARE(model->tensor("conv1.bias")->place.role, Role::Bias);
}

QTEST_APPLESS_MAIN(OpenModel)
#include "tst_open_model.moc"
