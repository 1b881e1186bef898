// A Hugging Face folder becomes what llama.cpp's own conversion makes of it; a GGUF passes through.
#include "formats/decode.h"
#include "pipeline/llama_conversion.h"
#include "support/small_llama.h"

#include <QTest>

using namespace mantissa;

class LlamaConversion : public QObject {
    Q_OBJECT

private slots:
    void fable();
    void tinyStories();
    void permutation();
    void passesGgufThrough();
    void family_data();
    void family();
    void ropeScaling();
    void biasesArePermuted();
    void preTokenizers_data();
    void preTokenizers();
    void weightsOfAFolder();
    void refusesOthers();
    void refusals_data();
    void refusals();
};

namespace {

ModelPtr opened(const std::filesystem::path& path) {
    auto model = openModel(path);
    if (!model)
        qFatal("%s", model.error().describe().c_str());
    return *model;
}

std::filesystem::path data(const char* name) {
    return std::filesystem::path(MANTISSA_TEST_DATA) / name;
}

ModelPtr demo() {
    return opened(std::filesystem::path(MANTISSA_SOURCE_DIR) / "resources/demo/fable");
}

GgufSource sourceOf(const ModelPtr& model) {
    auto source = ggufSourceOf(model);
    if (!source)
        qFatal("%s", source.error().describe().c_str());
    return *source;
}

const GgufSourceTensor& find(const GgufSource& source, std::string_view name) {
    for (const auto& tensor : source.tensors) {
        if (tensor.name == name)
            return tensor;
    }
    qFatal("no such tensor");
}

} // namespace

void LlamaConversion::fable() {
    const GgufSource source = sourceOf(demo());
    const Metadata& m = source.metadata;
    QCOMPARE(m.string("general.architecture"), std::string("llama"));
    QCOMPARE(m.string("general.name"), std::string("fable"));
    QCOMPARE(m.integer("llama.block_count", 0), 4);
    QCOMPARE(m.integer("llama.attention.head_count_kv", 0), 4);
    QCOMPARE(m.integer("llama.rope.dimension_count", 0), 32);
    QCOMPARE(m.integer("llama.vocab_size", 0), 1024);
    QCOMPARE(m.number("llama.attention.layer_norm_rms_epsilon", 0), double(1e-5f));
    QCOMPARE(m.string("tokenizer.ggml.model"), std::string("gpt2"));
    QCOMPARE(m.string("tokenizer.ggml.pre"), std::string("gpt-2"));
    QCOMPARE(m.array<std::string>("tokenizer.ggml.tokens")->size(), std::size_t(1024));
    QCOMPARE(m.array<std::string>("tokenizer.ggml.merges")->size(), std::size_t(1024 - 256 - 2));
    QCOMPARE(m.array<std::int32_t>("tokenizer.ggml.token_type")->at(0), 3);
    QCOMPARE(m.array<std::int32_t>("tokenizer.ggml.token_type")->at(2), 1);
    QCOMPARE(m.integer("tokenizer.ggml.bos_token_id", -1), 0);
    QCOMPARE(m.integer("tokenizer.ggml.eos_token_id", -1), 1);
    QVERIFY(m.boolean("tokenizer.ggml.add_bos_token", false));
    QVERIFY(!m.boolean("tokenizer.ggml.add_eos_token", true));
    QCOMPARE(source.tensors.size(), std::size_t(39));
    QCOMPARE(find(source, "output.weight").tensor->name, std::string("lm_head.weight"));
    QCOMPARE(find(source, "blk.2.ffn_down.weight").shape, (Shape{256, 768}));
}

void LlamaConversion::tinyStories() {
    const GgufSource source = sourceOf(opened(data("tinystories-656k")));
    const Metadata& m = source.metadata;
    QCOMPARE(m.string("tokenizer.ggml.model"), std::string("llama"));
    const auto& tokens = *m.array<std::string>("tokenizer.ggml.tokens");
    const auto& types = *m.array<std::int32_t>("tokenizer.ggml.token_type");
    const auto& scores = *m.array<float>("tokenizer.ggml.scores");
    QCOMPARE(tokens.size(), std::size_t(2048));
    QCOMPARE(scores.size(), tokens.size());
    QCOMPARE(types[0], 2);
    QCOMPARE(types[1], 3);
    QCOMPARE(source.warnings.size(), std::size_t(1)); // byte fallback without byte tokens
    QVERIFY(m.boolean("tokenizer.ggml.add_space_prefix", false));
    QCOMPARE(m.integer("tokenizer.ggml.padding_token_id", -1), 0);
    for (const auto& tensor : source.tensors)
        QVERIFY(tensor.name != "output.weight"); // tied
    // Later merges score lower: "dog▁named▁ Max" is the last of them.
    const auto last = std::ranges::find(tokens, "dog▁named▁Max") - tokens.begin();
    QCOMPARE(scores.at(last), *std::ranges::min_element(scores) + 1);
}

void LlamaConversion::permutation() {
    const auto model = demo();
    const GgufSource source = sourceOf(model);
    const auto& key = find(source, "blk.1.attn_k.weight");
    QCOMPARE(key.interleavedHead, 32);
    const auto permuted = openRows(key);
    const auto original = openRows(key.tensor);
    QVERIFY(permuted && original);
    std::vector<float> to(128 * 256);
    std::vector<float> from(to.size());
    QVERIFY((*permuted)->read(0, 128, to));
    QVERIFY((*original)->read(0, 128, from));
    // Definition: a head's rows seen as (2, 16) are transposed to (16, 2).
    for (int head = 0; head < 4; ++head) {
        for (int half = 0; half < 2; ++half) {
            for (int pair = 0; pair < 16; ++pair) {
                const float* expected = &from[(head * 32 + half * 16 + pair) * 256];
                const float* found = &to[(head * 32 + pair * 2 + half) * 256];
                QVERIFY(std::equal(found, found + 256, expected));
            }
        }
    }
    std::vector<float> part(3 * 256);
    QVERIFY((*permuted)->read(31, 3, part));
    QVERIFY(std::equal(part.begin(), part.end(), to.begin() + 31 * 256));
    QCOMPARE(find(source, "blk.1.attn_v.weight").interleavedHead, 0);
}

void LlamaConversion::passesGgufThrough() {
    const auto model = opened(data("stories260k/stories260K.gguf"));
    const GgufSource source = sourceOf(model);
    QCOMPARE(source.metadata.entries().size(), model->metadata.entries().size());
    QCOMPARE(source.tensors.size(), model->tensors.size());
    for (std::size_t i = 0; i < source.tensors.size(); ++i) {
        QCOMPARE(source.tensors[i].name, model->tensors[i]->name);
        QCOMPARE(source.tensors[i].interleavedHead, 0);
    }
}

// model.safetensors inside a folder is the folder's model.
void LlamaConversion::weightsOfAFolder() {
    const auto folder = demo();
    const GgufSource whole = sourceOf(folder);
    const GgufSource direct = sourceOf(opened(folder->path / "model.safetensors"));
    QCOMPARE(direct.tensors.size(), whole.tensors.size());
    QCOMPARE(direct.metadata.entries().size(), whole.metadata.entries().size());
    for (std::size_t i = 0; i < whole.metadata.entries().size(); ++i)
        QVERIFY(direct.metadata.entries()[i].value == whole.metadata.entries()[i].value);
}

void LlamaConversion::refusesOthers() {
    const auto source = ggufSourceOf(opened(data("silero/silero_vad_16k.safetensors")));
    QVERIFY(!source);
    QCOMPARE(source.error().code(), ErrorCode::Unsupported);
}

void LlamaConversion::family_data() {
    QTest::addColumn<QString>("className");
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("interleaves");
    QTest::newRow("Mistral") << "MistralForCausalLM"
                             << "llama" << true;
    QTest::newRow("Qwen2") << "Qwen2ForCausalLM"
                           << "qwen2" << false;
    QTest::newRow("Qwen3") << "Qwen3ForCausalLM"
                           << "qwen3" << false;
}

void LlamaConversion::family() {
    QFETCH(QString, className);
    QFETCH(QString, name);
    QFETCH(bool, interleaves);
    SmallLlama small;
    small.architecture(className.toUtf8().constData(), "x");
    small.biases = name == "qwen2";
    small.qkNorms = name == "qwen3";
    small.output = false;
    QTemporaryDir folder;
    small.write(folder);
    const GgufSource source = sourceOf(opened(folder.path().toStdString()));
    QCOMPARE(QString::fromStdString(source.metadata.string("general.architecture")), name);
    QCOMPARE(source.metadata.integer(name.toStdString() + ".attention.key_length", 0), 16);
    QCOMPARE(find(source, "blk.1.attn_q.weight").interleavedHead, interleaves ? 16 : 0);
    QCOMPARE(source.tensors.size(),
             std::size_t(2 + 2 * 9 + (small.biases ? 6 : 0) + (small.qkNorms ? 4 : 0)));
    if (small.biases)
        QCOMPARE(find(source, "blk.0.attn_v.bias").shape, (Shape{32}));
    if (small.qkNorms)
        QCOMPARE(find(source, "blk.0.attn_k_norm.weight").tensor->name,
                 std::string("model.layers.0.self_attn.k_norm.weight"));
}

void LlamaConversion::ropeScaling() {
    SmallLlama small;
    small.config["rope_theta"] = 500000.0;
    small.config["rope_scaling"] = QJsonObject{{"rope_type", "llama3"},
                                               {"factor", 8.0},
                                               {"low_freq_factor", 1.0},
                                               {"high_freq_factor", 4.0},
                                               {"original_max_position_embeddings", 8192}};
    QTemporaryDir folder;
    small.write(folder);
    const GgufSource llama3 = sourceOf(opened(folder.path().toStdString()));
    const auto rows = openRows(find(llama3, "rope_freqs.weight"));
    QVERIFY(rows);
    std::vector<float> divisors(8);
    QVERIFY((*rows)->read(0, 1, divisors));
    // Wavelengths 2 pi 500000^(i/8): below 8192/4 they stay, above 8192 they are stretched eightfold.
    QCOMPARE(divisors[0], 1.0f);
    QCOMPARE(divisors[3], 1.0f); // 862
    // 4443: smooth = (8192/4443 - 1) / 3 = 0.28126, 1 / (0.71874/8 + 0.28126) = 2.6945
    QVERIFY(std::abs(divisors[4] - 2.6945f) < 0.001f);
    QCOMPARE(divisors[5], 8.0f); // 22916
    QCOMPARE(divisors[7], 8.0f);

    small.config["rope_scaling"] = QJsonObject{{"type", "linear"}, {"factor", 2.0}};
    small.write(folder);
    const GgufSource linear = sourceOf(opened(folder.path().toStdString()));
    QCOMPARE(linear.metadata.string("llama.rope.scaling.type"), std::string("linear"));
    QCOMPARE(linear.metadata.number("llama.rope.scaling.factor", 0), 2.0);
}

void LlamaConversion::biasesArePermuted() {
    SmallLlama small;
    small.biases = true;
    QTemporaryDir folder;
    small.write(folder);
    const GgufSource source = sourceOf(opened(folder.path().toStdString()));
    const auto& bias = find(source, "blk.1.attn_q.bias");
    const auto permuted = openRows(bias);
    const auto original = openRows(bias.tensor);
    QVERIFY(permuted && original);
    QCOMPARE((*permuted)->rows(), 1);
    QCOMPARE((*permuted)->columns(), 64);
    std::vector<float> to(64);
    std::vector<float> from(64);
    QVERIFY((*permuted)->read(0, 1, to));
    QVERIFY((*original)->read(0, 1, from));
    for (int head = 0; head < 4; ++head) {
        for (int i = 0; i < 16; ++i)
            QCOMPARE(to[head * 16 + i], from[head * 16 + i % 2 * 8 + i / 2]);
    }
}

void LlamaConversion::preTokenizers_data() {
    QTest::addColumn<QByteArray>("pre");
    QTest::addColumn<QString>("name");
    const QByteArray bytes = R"({"type":"ByteLevel","add_prefix_space":false,"use_regex":false})";
    const auto split = [&](const QByteArray& regex) {
        return R"({"type":"Sequence","pretokenizers":[{"type":"Split","pattern":{"Regex":")" + regex +
               R"("},"behavior":"Isolated","invert":false},)" + bytes + "]}";
    };
    const QByteArray begin = R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|)";
    const QByteArray end = R"(| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+)";
    QTest::newRow("GPT-2") << QByteArray(R"({"type":"ByteLevel","add_prefix_space":false})") << "gpt-2";
    QTest::newRow("Llama 3") << split(begin + R"(\\p{N}{1,3})" + end) << "llama-bpe";
    QTest::newRow("Qwen2") << split(begin + R"(\\p{N})" + end) << "qwen2";
    QTest::newRow("SmolLM") << QByteArray(R"({"type":"Sequence","pretokenizers":[
        {"type":"Digits","individual_digits":true},{"type":"ByteLevel"}]})")
                            << "smollm";
    QTest::newRow("another") << split(R"(\\w+)") << "";
    QTest::newRow("none") << QByteArray("null") << "";
    QTest::newRow("whitespace") << QByteArray(R"({"type":"Whitespace"})") << "";
}

void LlamaConversion::preTokenizers() {
    QFETCH(QByteArray, pre);
    QFETCH(QString, name);
    QTemporaryDir folder;
    SmallLlama().write(folder);
    auto tokenizer = QJsonDocument::fromJson(readBytes(pathIn(folder, "tokenizer.json"))).object();
    const auto parsed = QJsonDocument::fromJson("{\"pre\":" + pre + "}");
    QVERIFY(parsed.isObject());
    tokenizer["pre_tokenizer"] = parsed.object()["pre"];
    writeBytes(pathIn(folder, "tokenizer.json"), QJsonDocument(tokenizer).toJson());
    const auto source = ggufSourceOf(opened(folder.path().toStdString()));
    if (name.isEmpty()) {
        QVERIFY(!source);
        QCOMPARE(source.error().code(), ErrorCode::Unsupported);
        return;
    }
    QVERIFY2(source, source ? "" : source.error().describe().c_str());
    QCOMPARE(QString::fromStdString(source->metadata.string("tokenizer.ggml.pre")), name);
}

void LlamaConversion::refusals_data() {
    QTest::addColumn<QString>("what");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("named"); ///< must stand in the error
    QTest::newRow("architecture") << "architecture" << int(ErrorCode::Unsupported) << "GemmaForCausalLM";
    QTest::newRow("activation") << "activation" << int(ErrorCode::Unsupported) << "gelu";
    QTest::newRow("rope") << "rope" << int(ErrorCode::Unsupported) << "longrope";
    QTest::newRow("figure") << "figure" << int(ErrorCode::NotFound) << "intermediate_size";
    QTest::newRow("heads") << "heads" << int(ErrorCode::Malformed) << "k_proj";
    QTest::newRow("missing tensor") << "missing" << int(ErrorCode::NotFound)
                                    << "model.layers.2.input_layernorm";
    QTest::newRow("tensor too many") << "more" << int(ErrorCode::Unsupported) << "model.extra";
    QTest::newRow("no tokenizer") << "tokenizer" << int(ErrorCode::NotFound) << "tokenizer.json";
    QTest::newRow("vocabulary too small") << "vocabulary" << int(ErrorCode::Malformed) << "512";
    QTest::newRow("unigram") << "unigram" << int(ErrorCode::Unsupported) << "Unigram";
}

void LlamaConversion::refusals() {
    QFETCH(QString, what);
    QFETCH(int, code);
    QFETCH(QString, named);
    SmallLlama small;
    if (what == "architecture")
        small.architecture("GemmaForCausalLM", "gemma");
    else if (what == "activation")
        small.config["hidden_act"] = "gelu";
    else if (what == "rope")
        small.config["rope_scaling"] = QJsonObject{{"type", "longrope"}};
    else if (what == "figure")
        small.config.remove("intermediate_size");
    else if (what == "heads")
        small.config["num_attention_heads"] = 8;
    else if (what == "missing")
        small.config["num_hidden_layers"] = 3;
    else if (what == "more")
        small.more.push_back({"model.extra.weight", DType::F32, {4}});
    else if (what == "vocabulary")
        small.config["vocab_size"] = 512;
    QTemporaryDir folder;
    small.write(folder);
    if (what == "tokenizer")
        std::filesystem::remove(pathIn(folder, "tokenizer.json"));
    if (what == "unigram")
        writeBytes(pathIn(folder, "tokenizer.json"), R"({"model":{"type":"Unigram","vocab":[["a",0]]}})");
    const auto source = ggufSourceOf(opened(folder.path().toStdString()));
    QVERIFY(!source);
    const QString text = QString::fromStdString(source.error().describe());
    QVERIFY2(int(source.error().code()) == code, qPrintable(text));
    QVERIFY2(text.contains(named), qPrintable(text));
}

QTEST_APPLESS_MAIN(LlamaConversion)
#include "tst_llama_conversion.moc"
