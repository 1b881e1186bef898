// Real files of every kind open, and say what they hold.
#include "files/hugging_face/folder.h"
#include "files/model.h"
#include "support/byte_file.h"

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
    void neighbours();
    void brokenNeighbours_data();
    void brokenNeighbours();
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
    row("a folder's weights", fable / "model.safetensors", "safetensors", 39, "llama", 4);
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

// A file of weights knows what lies beside it, if it is named as one.
void OpenModel::neighbours() {
    QTemporaryDir folder;
    for (const char* name : {"config.json", "tokenizer.json", "tokenizer_config.json"})
        writeBytes(pathIn(folder, name), readBytes(fable / name));
    const QByteArray weights = readBytes(fable / "model.safetensors");
    const auto whole = opened(fable);
    for (const char* name : {"model.safetensors", "model-00001-of-00001.safetensors"}) {
        const auto model = opened(writeBytes(pathIn(folder, name), weights));
        QVERIFY(model->architecture);
        QCOMPARE(model->architecture->heads, whole->architecture->heads);
        QCOMPARE(model->metadata.entries().size(), whole->metadata.entries().size());
        QCOMPARE(model->path, pathIn(folder, name));
        QCOMPARE(folderFile(*model, "tokenizer.json"), pathIn(folder, "tokenizer.json"));
        QVERIFY(model->notes.empty());
    }
    const auto other = opened(writeBytes(pathIn(folder, "vision.safetensors"), weights));
    QVERIFY(!other->architecture && other->notes.empty());
    QVERIFY(folderFile(*other, "tokenizer.json").empty());
    std::filesystem::remove(pathIn(folder, "config.json"));
    QVERIFY(!opened(pathIn(folder, "model.safetensors"))->architecture);
}

void OpenModel::brokenNeighbours_data() {
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("cut short") << QByteArray("config.json") << QByteArray("{\"a\":");
    QTest::newRow("a list") << QByteArray("config.json") << QByteArray("[]");
    QTest::newRow("empty") << QByteArray("config.json") << QByteArray();
    QTest::newRow("too large") << QByteArray("config.json") << QByteArray(5 << 20, ' ');
    QTest::newRow("tokenizer") << QByteArray("tokenizer_config.json") << QByteArray("no JSON");
}

// The weights open all the same; a folder would not.
void OpenModel::brokenNeighbours() {
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, content);
    QTemporaryDir folder;
    writeBytes(pathIn(folder, "config.json"), R"({"model_type":"llama"})");
    writeBytes(pathIn(folder, "model.safetensors"), readBytes(fable / "model.safetensors"));
    writeBytes(pathIn(folder, name.constData()), content);
    QVERIFY(!openModel(folder.path().toStdString()));
    const auto model = opened(pathIn(folder, "model.safetensors"));
    QCOMPARE(model->tensors.size(), std::size_t(39));
    QVERIFY(!model->architecture);
    QCOMPARE(model->notes.size(), std::size_t(1));
    QVERIFY(QString::fromStdString(translated(model->notes[0])).contains(name));
}

QTEST_APPLESS_MAIN(OpenModel)
#include "tst_open_model.moc"
