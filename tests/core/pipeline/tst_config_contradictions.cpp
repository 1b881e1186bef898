// A config.json that contradicts the weights, or itself, stops a conversion before any work.
#include "pipeline/llama_conversion.h"
#include "support/exporting.h"
#include "support/small_llama.h"

#include <QDir>
#include <QTest>

using namespace mantissa;
using namespace mantissa::support;

class ConfigContradictions : public QObject {
    Q_OBJECT

private slots:
    void refused_data();
    void refused();
    void missingTensors_data();
    void missingTensors();
    void shapes();
    void tiedWithTheSameOutput();
    void accepted_data();
    void accepted();
    void defaultHeads();

private:
    QTemporaryDir target_;
};

namespace {

const QJsonObject llama3{{"rope_type", "llama3"},
                         {"factor", 8.0},
                         {"low_freq_factor", 1.0},
                         {"high_freq_factor", 4.0},
                         {"original_max_position_embeddings", 8192}};

QJsonObject with(QJsonObject object, const char* key, const QJsonValue& value) {
    object[key] = value;
    return object;
}

} // namespace

void ConfigContradictions::refused_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("tensor");
    QTest::addColumn<QStringList>("said"); ///< key with its value, the tensor's shape
    using enum ErrorCode;
    const auto row = [](const char* key, const QJsonValue& value, ErrorCode code, const char* tensor,
                        const QStringList& said) {
        const QByteArray text = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
        QTest::addRow("%s %s", key, text.constData())
            << QString(key) << value << int(code) << QString(tensor) << said;
    };
    const auto layer = [](const char* name) { return QByteArray("model.layers.0.") + name + ".weight"; };
    row("hidden_size", 128, Malformed, "lm_head.weight", {"hidden_size = 128", "1024 × 64", "1024 × 128"});
    row("vocab_size", 1000, Malformed, "lm_head.weight", {"vocab_size = 1000", "1024 × 64"});
    row("intermediate_size", 100, Malformed, layer("mlp.gate_proj"), {"intermediate_size = 100", "96 × 64"});
    row("num_attention_heads", 8, Malformed, layer("self_attn.k_proj"),
        {"num_key_value_heads = 2", "hidden_size / num_attention_heads = 8", "32 × 64"});
    row("num_attention_heads", 7, Malformed, "", {"hidden_size = 64", "num_attention_heads = 7"});
    row("num_key_value_heads", 4, Malformed, layer("self_attn.k_proj"),
        {"num_key_value_heads = 4", "32 × 64"});
    row("num_key_value_heads", 1, Malformed, layer("self_attn.k_proj"),
        {"num_key_value_heads = 1", "32 × 64"});
    row("num_key_value_heads", 3, Malformed, "", {"num_attention_heads = 4", "num_key_value_heads = 3"});
    row("head_dim", 32, Malformed, layer("self_attn.q_proj"),
        {"head_dim = 32", "num_attention_heads = 4", "64 × 64"});
    row("head_dim", 15, Malformed, "", {"head_dim = 15"});
    row("num_hidden_layers", 3, NotFound, "model.layers.2.input_layernorm.weight", {"num_hidden_layers = 3"});
    row("num_hidden_layers", 1, Malformed, "", {"num_hidden_layers = 1", "model.layers.1."});
    row("num_hidden_layers", 2e9, NotFound, "model.layers.2.input_layernorm.weight", {"num_hidden_layers"});
    row("tie_word_embeddings", true, Malformed, "lm_head.weight",
        {"tie_word_embeddings = true", "1024 × 64"});
    for (const QJsonValue& value : {QJsonValue(0), QJsonValue(-1e-6), QJsonValue(10), QJsonValue("1e-6"),
                                    QJsonValue(true), QJsonValue(1e-300)})
        row("rms_norm_eps", value, Malformed, "", {"rms_norm_eps = "});
    for (const QJsonValue& value : {QJsonValue(0), QJsonValue(-10000), QJsonValue("many"), QJsonValue(1e300)})
        row("rope_theta", value, Malformed, "", {"rope_theta = "});
    for (const char* key :
         {"max_position_embeddings", "num_hidden_layers", "num_key_value_heads", "head_dim"}) {
        for (const QJsonValue& value :
             {QJsonValue(0), QJsonValue(-1), QJsonValue(1.5), QJsonValue("two"), QJsonValue(1e10)})
            row(key, value, Malformed, "", {QString(key) + " = "});
    }
    const QJsonObject linear{{"type", "linear"}, {"factor", 2.0}};
    row("rope_scaling", with(linear, "factor", 0.5), Malformed, "", {"rope_scaling.factor = 0.5"});
    row("rope_scaling", with(linear, "factor", "2"), Malformed, "", {"rope_scaling.factor = 2"});
    row("rope_scaling", QJsonObject{{"type", "linear"}}, NotFound, "", {"rope_scaling.factor"});
    row("rope_scaling", QJsonObject{{"factor", 2.0}}, Malformed, "",
        {"rope_scaling.factor = 2", "rope_type"});
    row("rope_scaling", with(with(linear, "type", "yarn"), "original_max_position_embeddings", -1), Malformed,
        "", {"original_max_position_embeddings = -1"});
    row("rope_scaling", with(llama3, "high_freq_factor", 1.0), Malformed, "",
        {"low_freq_factor = 1", "high_freq_factor = 1"});
    row("rope_scaling", with(llama3, "low_freq_factor", 0), Malformed, "", {"low_freq_factor = 0"});
    row("rope_scaling", with(llama3, "original_max_position_embeddings", 0), Malformed, "",
        {"original_max_position_embeddings = 0"});
    row("rope_scaling", with(llama3, "factor", 1e300), Malformed, "", {"rope_scaling.factor"});
}

void ConfigContradictions::refused() {
    QFETCH(QString, key);
    QFETCH(QJsonValue, value);
    QFETCH(int, code);
    QFETCH(QString, tensor);
    QFETCH(QStringList, said);
    SmallLlama small;
    small.config[key] = value;
    QTemporaryDir folder;
    small.write(folder);
    const ModelPtr model = open(folder.path());
    const ExportOptions options = exportOptions(target_.filePath("a.gguf"), "Q8_0");
    const auto plan = preflight(model, options);
    QVERIFY(!plan);
    const QString text = QString::fromStdString(plan.error().describe());
    QVERIFY2(int(plan.error().code()) == code, qPrintable(text));
    QVERIFY2(tensor.isEmpty() || QString::fromStdString(plan.error().tensor()) == tensor, qPrintable(text));
    for (const QString& part : said)
        QVERIFY2(text.contains(part), qPrintable(text));
    QVERIFY(!exportModel(model, options, Task()));
    QVERIFY(QDir(target_.path()).isEmpty());
}

void ConfigContradictions::missingTensors_data() {
    QTest::addColumn<QString>("name");
    for (const char* name : {"lm_head.weight", "model.embed_tokens.weight", "model.norm.weight",
                             "model.layers.1.mlp.up_proj.weight", "model.layers.0.self_attn.v_proj.weight",
                             "model.layers.1.post_attention_layernorm.weight"})
        QTest::newRow(name) << QString(name);
}

void ConfigContradictions::missingTensors() {
    QFETCH(QString, name);
    for (const bool says : {false, true}) {
        SmallLlama small;
        small.without = name.toStdString();
        if (says)
            small.config["tie_word_embeddings"] = false;
        QTemporaryDir folder;
        small.write(folder);
        const auto plan = preflight(open(folder.path()), exportOptions(target_.filePath("a.gguf"), "Q8_0"));
        QVERIFY(!plan);
        const QString text = QString::fromStdString(plan.error().describe());
        QVERIFY2(plan.error().code() == ErrorCode::NotFound, qPrintable(text));
        QCOMPARE(QString::fromStdString(plan.error().tensor()), name);
        if (name.startsWith("lm_head"))
            QVERIFY2(text.contains("tie_word_embeddings = false") && text.contains("1024 × 64"),
                     qPrintable(text));
        if (name.startsWith("model.layers"))
            QVERIFY2(text.contains("num_hidden_layers = 2"), qPrintable(text));
    }
}

// Norms and biases of another length, and a rank too many.
void ConfigContradictions::shapes() {
    const auto refusedFor = [this](const char* name, const Shape& shape) {
        SmallLlama small;
        small.without = name;
        QTemporaryDir folder;
        small.write(folder);
        // The tensor comes back in a shard of its own, in another shape.
        const auto plan = planSafetensors({}, {{name, DType::F32, shape}});
        if (!plan)
            qFatal("%s", plan.error().describe().c_str());
        std::filesystem::rename(pathIn(folder, "model.safetensors"), pathIn(folder, "a.safetensors"));
        writeBytes(pathIn(folder, "b.safetensors"), zeroFilled(*plan));
        QJsonObject map{{name, "b.safetensors"}};
        for (const auto& tensor : small.tensors())
            map[QString::fromStdString(tensor.name)] = "a.safetensors";
        writeBytes(pathIn(folder, "model.safetensors.index.json"),
                   QJsonDocument(QJsonObject{{"weight_map", map}}).toJson());
        const auto refused =
            preflight(open(folder.path()), exportOptions(target_.filePath("a.gguf"), "Q8_0"));
        return !refused && refused.error().code() == ErrorCode::Malformed &&
               refused.error().tensor() == name &&
               refused.error().describe().find(describe(shape)) != std::string::npos;
    };
    QVERIFY(refusedFor("model.norm.weight", {63}));
    QVERIFY(refusedFor("model.norm.weight", {64, 1}));
    QVERIFY(refusedFor("model.layers.1.input_layernorm.weight", {128}));
    QVERIFY(refusedFor("model.layers.0.mlp.down_proj.weight", {96, 64})); // transposed
    QVERIFY(refusedFor("model.layers.0.self_attn.o_proj.weight", {64, 32}));
    QVERIFY(refusedFor("model.layers.0.self_attn.v_proj.weight", {64, 64}));
}

// What repeats the embedding to the byte is left out without harm.
void ConfigContradictions::tiedWithTheSameOutput() {
    SmallLlama small;
    small.config["tie_word_embeddings"] = true;
    QTemporaryDir folder;
    small.write(folder);
    const ModelPtr before = open(folder.path());
    const auto embedding = before->tensor("model.embed_tokens.weight");
    const auto head = before->tensor("lm_head.weight");
    QByteArray bytes = readBytes(pathIn(folder, "model.safetensors"));
    const QByteArray same = bytes.mid(qsizetype(embedding->offset), qsizetype(embedding->bytes.size()));
    bytes.replace(qsizetype(head->offset), same.size(), same);
    writeBytes(pathIn(folder, "model.safetensors"), bytes);
    const auto source = ggufSourceOf(open(folder.path()));
    QVERIFY2(source, source ? "" : source.error().describe().c_str());
    for (const GgufSourceTensor& tensor : source->tensors)
        QVERIFY(tensor.name != "output.weight");
}

void ConfigContradictions::accepted_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<QJsonValue>("value");
    const auto row = [](const char* label, const char* key, const QJsonValue& value) {
        QTest::newRow(label) << QString(key) << value;
    };
    row("as it is", "vocab_size", 1024);
    row("head_dim given", "head_dim", 16);
    row("a whole number with a point", "num_attention_heads", 4.0);
    row("no head_dim", "head_dim", QJsonValue::Null);
    row("not tied", "tie_word_embeddings", false);
    row("large epsilon", "rms_norm_eps", 1e-3);
    row("large base", "rope_theta", 1e8);
    row("linear", "rope_scaling", QJsonObject{{"type", "linear"}, {"factor", 4.0}});
    row("yarn", "rope_scaling",
        QJsonObject{{"rope_type", "yarn"}, {"factor", 4}, {"original_max_position_embeddings", 64}});
    row("llama3", "rope_scaling", llama3);
    row("no scaling", "rope_scaling", QJsonValue::Null);
    row("parameters", "rope_parameters", QJsonObject{{"rope_type", "default"}, {"rope_theta", 5e5}});
}

void ConfigContradictions::accepted() {
    QFETCH(QString, key);
    QFETCH(QJsonValue, value);
    SmallLlama small;
    small.config[key] = value;
    QTemporaryDir folder;
    small.write(folder);
    const auto source = ggufSourceOf(open(folder.path()));
    QVERIFY2(source, source ? "" : source.error().describe().c_str());
}

/// transformers gives Qwen 3 heads of 128 where config.json says nothing, whatever the width.
void ConfigContradictions::defaultHeads() {
    SmallLlama small;
    small.architecture("Qwen3ForCausalLM", "qwen3");
    small.qkNorms = true;
    QTemporaryDir folder;
    small.write(folder);
    const auto source = ggufSourceOf(open(folder.path()));
    QVERIFY(!source);
    QVERIFY2(source.error().describe().find("head_dim = 128") != std::string::npos,
             source.error().describe().c_str());
    small.config["head_dim"] = 16;
    small.write(folder);
    QVERIFY(ggufSourceOf(open(folder.path())));
}

QTEST_APPLESS_MAIN(ConfigContradictions)
#include "tst_config_contradictions.moc"
