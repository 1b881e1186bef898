// A Hugging Face folder becomes what llama.cpp's own conversion makes of it; a GGUF passes through.
#include "formats/decode.h"
#include "pipeline/llama_conversion.h"

#include <QTest>

using namespace mantissa;

class LlamaConversion : public QObject {
    Q_OBJECT

private slots:
    void fable();
    void tinyStories();
    void permutation();
    void passesGgufThrough();
    void refusesOthers();
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

void LlamaConversion::refusesOthers() {
    const auto source = ggufSourceOf(opened(data("silero/silero_vad_16k.safetensors")));
    QVERIFY(!source);
    QCOMPARE(source.error().code(), ErrorCode::Unsupported);
}

QTEST_APPLESS_MAIN(LlamaConversion)
#include "tst_llama_conversion.moc"
