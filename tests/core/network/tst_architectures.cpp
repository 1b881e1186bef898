// Every architecture from a GGUF file and from the Hugging Face folder it could come from: the same logits;
// and models that are not what they should be.
#include "support/network_runs.h"
#include "support/small_architecture.h"

#include <QTest>

using namespace mantissa;
using support::SmallArchitecture;

class Architectures : public QObject {
    Q_OBJECT

private slots:
    void folderEqualsGguf_data();
    void folderEqualsGguf();
    void layerTypes();
    void denseLayersAmongSparse();
    void olderGpt2Folder();
    void defects_data();
    void defects();
    void longerThanPositions();
};

namespace {

constexpr std::int64_t length = 30;

std::vector<float> logitsOfFile(const std::filesystem::path& path) {
    return support::logits(support::networkOf(path), support::someIds(2 * length, 40), length);
}

std::filesystem::path pathOf(const QTemporaryDir& folder) {
    return folder.path().toStdString();
}

void written(const Result<void>& result) {
    if (!result)
        qFatal("%s", result.error().describe().c_str());
}

void drop(SmallArchitecture& small, const std::string& tensor) {
    const auto removed =
        std::erase_if(small.tensors, [&](const auto& candidate) { return candidate.name == tensor; });
    QCOMPARE(removed, std::size_t(1));
}

SmallArchitecture::Values& tensorOf(SmallArchitecture& small, const std::string& name) {
    for (auto& tensor : small.tensors) {
        if (tensor.name == name)
            return tensor;
    }
    qFatal("no tensor %s", name.c_str());
}

} // namespace

void Architectures::folderEqualsGguf_data() {
    QTest::addColumn<QString>("variant");
    for (const std::string& variant : SmallArchitecture::variants())
        QTest::newRow(variant.c_str()) << QString::fromStdString(variant);
}

void Architectures::folderEqualsGguf() {
    QFETCH(QString, variant);
    const SmallArchitecture small(variant.toStdString());
    QTemporaryDir folder;
    written(small.writeGguf(pathIn(folder, "small.gguf")));
    written(small.writeFolder(pathOf(folder)));
    const auto gguf = logitsOfFile(pathIn(folder, "small.gguf"));
    const double apart = support::relativeDifference(logitsOfFile(pathOf(folder)), gguf);
    qInfo("relative difference %g", apart);
    // Gemma's norms lose a bit by the 1 that the folder leaves out; all else is the same arithmetic.
    QVERIFY(apart < (small.name.starts_with("gemma") ? 1e-5 : 1e-6));
}

/// transformers 5 lists the layers' types and keeps the rotary figures by type.
void Architectures::layerTypes() {
    SmallArchitecture small("gemma3");
    QTemporaryDir folder;
    written(small.writeFolder(pathOf(folder)));
    const auto expected = logitsOfFile(pathOf(folder));
    QJsonArray types;
    for (int layer = 0; layer < small.layers; ++layer)
        types.append(layer % 6 == 5 ? "full_attention" : "sliding_attention");
    for (const char* key : {"sliding_window_pattern", "rope_theta", "rope_local_base_freq"})
        small.config.remove(key);
    small.config["layer_types"] = types;
    small.config["rope_parameters"] =
        QJsonObject{{"full_attention", QJsonObject{{"rope_type", "default"}, {"rope_theta", 1e6}}},
                    {"sliding_attention", QJsonObject{{"rope_type", "default"}, {"rope_theta", 1e4}}}};
    written(small.writeFolder(pathOf(folder)));
    QCOMPARE(logitsOfFile(pathOf(folder)), expected);
    types[0] = "full_attention";
    small.config["layer_types"] = types;
    written(small.writeFolder(pathOf(folder)));
    QVERIFY(logitsOfFile(pathOf(folder)) != expected);
}

void Architectures::denseLayersAmongSparse() {
    SmallArchitecture small("qwen3moe");
    QTemporaryDir folder;
    const SmallArchitecture dense("llama");
    std::erase_if(small.tensors, [](const auto& t) {
        return t.name.starts_with("blk.0.ffn_") && t.name != "blk.0.ffn_norm.weight";
    });
    for (const auto& tensor : dense.tensors) {
        if (tensor.name.starts_with("blk.0.ffn_") && tensor.name != "blk.0.ffn_norm.weight")
            small.tensors.push_back(tensor);
    }
    small.config["mlp_only_layers"] = QJsonArray{0};
    written(small.writeFolder(pathOf(folder)));
    const auto network = support::networkOf(pathOf(folder));
    QVERIFY(network.network.graph().findWeight("model.layers.0.mlp.gate_proj.weight"));
    QVERIFY(network.network.graph().findWeight("model.layers.1.mlp.experts.5.gate_proj.weight"));
    const auto listed = logitsOfFile(pathOf(folder));
    small.config.remove("mlp_only_layers");
    small.config["decoder_sparse_step"] = 2;
    written(small.writeFolder(pathOf(folder)));
    QCOMPARE(logitsOfFile(pathOf(folder)), listed);
}

/// The first release has no prefix, and carries its causal masks along.
void Architectures::olderGpt2Folder() {
    const SmallArchitecture small("gpt2");
    QTemporaryDir folder;
    written(small.writeFolder(pathOf(folder)));
    const auto expected = logitsOfFile(pathOf(folder));
    std::vector<PlannedTensor> planned;
    std::map<std::string, std::vector<float>> values;
    for (const auto& tensor : small.folderTensors()) {
        const std::string name = tensor.name.substr(std::string("transformer.").size());
        planned.push_back({name, DType::F32, tensor.shape});
        values[name] = tensor.values;
    }
    for (const char* mask : {"h.0.attn.bias", "h.1.attn.bias"}) {
        planned.push_back({mask, DType::F32, {1, 1, 64, 64}});
        values[mask].resize(64 * 64);
    }
    auto plan = planSafetensors({}, std::move(planned));
    QVERIFY(plan);
    auto file = PlannedFile::create(pathIn(folder, "model.safetensors"), std::move(*plan));
    QVERIFY(file);
    for (const auto& tensor : std::vector(file->plan().tensors))
        written(file->write(std::as_bytes(std::span(values.at(tensor.name)))));
    written(file->commit());
    QCOMPARE(logitsOfFile(pathOf(folder)), expected);
}

namespace {

using Damage = std::function<void(SmallArchitecture&)>;

struct Defect {
    const char* what;
    const char* variant;
    bool folder;
    Damage damage;
    ErrorCode code;
    const char* named; ///< in the message
};

Damage dropped(const char* tensor) {
    return [tensor](SmallArchitecture& small) { drop(small, tensor); };
}

template <class T>
Damage key(const char* name, T value) {
    return [name, value](SmallArchitecture& small) { small.set(name, value); };
}

Damage config(const char* name, const QJsonValue& value) {
    return [name, value](SmallArchitecture& small) { small.config[name] = value; };
}

Damage scaling(const char* name, const QJsonValue& value) {
    return [name, value](SmallArchitecture& small) {
        QJsonObject object = small.config["rope_scaling"].toObject();
        object[name] = value;
        small.config["rope_scaling"] = object;
    };
}

const std::vector<Defect>& allDefects() {
    using enum ErrorCode;
    constexpr bool gguf = false;
    constexpr bool folder = true;
    static const std::vector<Defect> list = {
        {"experts' weight missing", "mixtral", gguf, dropped("blk.1.ffn_up_exps.weight"), NotFound,
         "blk.1.ffn_up_exps.weight"},
        {"router missing", "qwen3moe", gguf, dropped("blk.0.ffn_gate_inp.weight"), NotFound,
         "blk.0.ffn_gate_inp.weight"},
        {"another number of experts", "qwen3moe", gguf, key("expert_count", std::uint32_t{5}), Mismatch,
         "blk.0.ffn_gate_inp.weight"},
        {"stack of another length", "qwen3moe", gguf, key("expert_feed_forward_length", std::uint32_t{12}),
         Mismatch, "blk.0.ffn_gate_exps.weight"},
        {"more experts used than there are", "mixtral", gguf, key("expert_used_count", std::uint32_t{7}),
         Malformed, "llama.expert_used_count"},
        {"no experts", "qwen3moe", gguf, key("expert_count", std::uint32_t{0}), Malformed,
         "qwen3moe.expert_count"},
        {"none of the experts used", "qwen3moe", folder, config("num_experts_per_tok", 0), Malformed,
         "num_experts_per_tok"},
        {"one expert too many", "mixtral", folder, config("num_local_experts", 7), Mismatch,
         "model.layers.0.block_sparse_moe.gate.weight"},
        {"norm after the block missing", "gemma2", gguf, dropped("blk.2.post_ffw_norm.weight"), NotFound,
         "blk.2.post_ffw_norm.weight"},
        {"norm of the heads missing", "gemma3", folder, dropped("blk.6.attn_k_norm.weight"), NotFound,
         "model.layers.6.self_attn.k_norm.weight"},
        {"negative window", "gemma2", folder, config("sliding_window", -5), Malformed, "sliding_window"},
        {"period of nothing", "gemma3", folder, config("sliding_window_pattern", 0), Malformed,
         "sliding_window_pattern"},
        {"too few layer types", "gemma3", folder, config("layer_types", QJsonArray{"full_attention"}),
         Malformed, "layer_types"},
        {"unknown layer type", "gemma3", folder, config("layer_types", QJsonArray{"chunked_attention"}),
         Unsupported, "chunked_attention"},
        {"negative cap", "gemma2", gguf, key("attn_logit_softcapping", -1.0F), Malformed,
         "gemma2.attn_logit_softcapping"},
        {"no scale of scores", "gemma2", folder, config("query_pre_attn_scalar", 0), Malformed,
         "query_pre_attn_scalar"},
        {"local base", "gemma3", gguf, key("rope.freq_base_swa", -1.0F), Malformed,
         "gemma3.rope.freq_base_swa"},
        {"another activation", "gemma2", folder, config("hidden_activation", "relu2"), Unsupported, "relu2"},
        {"another activation of llama", "llama", folder, config("hidden_act", "gelu"), Unsupported, "gelu"},
        {"pictures", "gemma3", folder,
         [](SmallArchitecture& small) { small.config["text_config"] = small.config; }, Unsupported,
         "pictures"},
        {"fused weight missing", "phi3", gguf, dropped("blk.0.attn_qkv.weight"), NotFound,
         "blk.0.attn_qkv.weight"},
        {"fused weight of another size", "phi3", gguf, key("attention.head_count_kv", std::uint32_t{4}),
         Mismatch, "blk.0.attn_qkv.weight"},
        {"too few long factors", "phi3, long text", folder, scaling("long_factor", QJsonArray{1, 2}),
         Mismatch, "rope_scaling.long_factor"},
        {"no short factors", "phi3, long text", folder, scaling("short_factor", QJsonValue::Null), NotFound,
         "rope_scaling.short_factor"},
        {"factor of zero", "phi3, long text", folder, scaling("short_factor", QJsonArray{1, 0, 1, 1}),
         Malformed, "rope_scaling.short_factor"},
        {"factors of another model", "phi3, long text", gguf,
         [](SmallArchitecture& small) {
             tensorOf(small, "rope_factors_long.weight") = {"rope_factors_long.weight", {2}, {1, 2}};
         },
         Mismatch, "rope_factors_long.weight"},
        {"factor not above zero", "phi3, long text", gguf,
         [](SmallArchitecture& small) { tensorOf(small, "rope_factors_short.weight").values[2] = -1; },
         Malformed, "rope_factors_short.weight"},
        {"unknown rotary scaling", "llama, yarn", folder, scaling("rope_type", "spiral"), Unsupported,
         "spiral"},
        {"YaRN by nothing", "llama, yarn", folder, scaling("factor", 0.0), Malformed, "factor 0"},
        {"YaRN over nothing", "llama, yarn", gguf,
         key("rope.scaling.original_context_length", std::uint32_t{0}), Malformed, "factor 4"},
        {"magnitude", "llama, yarn", gguf, key("rope.scaling.attn_factor", -2.0F), Malformed, "factor -2"},
        {"shift missing", "gpt2", gguf, dropped("blk.1.attn_norm.bias"), NotFound, "blk.1.attn_norm.bias"},
        {"bias missing", "gpt2", folder, dropped("blk.0.ffn_up.bias"), NotFound,
         "transformer.h.0.mlp.c_fc.bias"},
        {"positions of another number", "gpt2", gguf, key("context_length", std::uint32_t{63}), Mismatch,
         "position_embd.weight"},
        {"Conv1D of another size", "gpt2", folder, config("n_inner", 40), Mismatch,
         "transformer.h.0.mlp.c_fc.weight"},
        {"scores by layer", "gpt2", folder, config("scale_attn_by_inverse_layer_idx", true), Unsupported,
         "scale_attn_by_inverse_layer_idx"},
        {"GPT-2's activation", "gpt2", folder, config("activation_function", "relu"), Unsupported, "relu"},
        {"heads that do not share", "phi3", folder, config("num_key_value_heads", 3), Malformed, "3"},
        {"no layers", "gpt2", folder, config("n_layer", 0), Malformed, "num_hidden_layers"},
        {"text for a whole number", "llama", folder, config("hidden_size", "32"), Malformed,
         "config.json: “hidden_size” should be a whole number, but is: string 32"},
        {"half a layer", "llama", folder, config("num_hidden_layers", 1.5), Malformed, "1.5"},
        {"list for a number", "llama", folder, config("rope_theta", QJsonArray{1e4, 1e5}), Malformed,
         "config.json: “rope_theta” should be a number"},
        {"list of this and that", "llama", folder, config("num_attention_heads", QJsonArray{4, "4"}),
         Malformed, "num_attention_heads"},
        {"object for a number", "llama", folder, config("rms_norm_eps", QJsonObject{{"value", 1e-5}}),
         Malformed, "rms_norm_eps"},
        {"truth for a number", "llama", folder, config("vocab_size", true), Malformed, "bool true"},
        {"text for an object", "llama", folder, config("rope_scaling", "linear"), Malformed,
         "“rope_scaling” should be an object"},
        {"text for a factor", "llama, yarn", folder, scaling("factor", "4"), Malformed,
         "rope_scaling.factor"},
        {"number for a word", "llama, yarn", folder, scaling("rope_type", 4), Malformed,
         "“rope_scaling.rope_type” should be a text"},
        {"texts for factors", "phi3, long text", folder, scaling("long_factor", QJsonArray{"1", "2"}),
         Malformed, "“rope_scaling.long_factor” should be a list of numbers"},
        {"number for truth", "qwen3moe", folder, config("norm_topk_prob", 1), Malformed, "norm_topk_prob"},
        {"number for a list", "gemma3", folder, config("layer_types", 3), Malformed, "layer_types"},
        {"architecture as a number", "llama", folder, config("model_type", 7), Malformed, "model_type"},
        {"text for a GGUF's number", "llama", gguf, key("block_count", std::string("2")), Malformed,
         "small.gguf: “llama.block_count” should be a whole number"},
        {"list for a GGUF's number", "llama", gguf, key("rope.freq_base", std::string("1e4")), Malformed,
         "llama.rope.freq_base"},
    };
    return list;
}

} // namespace

void Architectures::defects_data() {
    QTest::addColumn<int>("index");
    int index = 0;
    for (const Defect& defect : allDefects())
        QTest::newRow(defect.what) << index++;
}

void Architectures::defects() {
    QFETCH(int, index);
    const Defect& defect = allDefects()[std::size_t(index)];
    SmallArchitecture small(defect.variant);
    defect.damage(small);
    QTemporaryDir folder;
    const auto path = defect.folder ? pathOf(folder) : pathIn(folder, "small.gguf");
    written(defect.folder ? small.writeFolder(path) : small.writeGguf(path));
    const auto model = openModel(path);
    QVERIFY2(model, model ? "" : model.error().describe().c_str());
    const auto network = buildNetwork(**model);
    QVERIFY(!network);
    const std::string message = network.error().describe();
    QCOMPARE(int(network.error().code()), int(defect.code));
    QVERIFY2(message.find(defect.named) != std::string::npos, message.c_str());
    QVERIFY(!network.error().file().empty());
}

void Architectures::longerThanPositions() {
    QTemporaryDir folder;
    written(SmallArchitecture("gpt2").writeGguf(pathIn(folder, "small.gguf")));
    const CausalNetwork network = support::networkOf(pathIn(folder, "small.gguf"));
    const Array fits = Array::integers({1, 64}, support::someIds(64, 40));
    QVERIFY(hiddenStates(network, fits, Runtime(), Task()));
    const Array ids = Array::integers({1, 65}, support::someIds(65, 40));
    const auto hidden = hiddenStates(network, ids, Runtime(), Task());
    QVERIFY(!hidden);
    QCOMPARE(hidden.error().code(), ErrorCode::InvalidArgument);
    QCOMPARE(hidden.error().tensor(), std::string("position_embd.weight"));
}

QTEST_APPLESS_MAIN(Architectures)
#include "tst_architectures.moc"
