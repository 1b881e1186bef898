// The types of our mixtures against llama.cpp's own choice (llama_quant_compute_types), for every mixture and
// many kinds of models.
#include "support/in_child.h"
#include "support/llama_library.h"
#include "tradeoff/fallback.h"
#include "tradeoff/mixture_types.h"
#include "tradeoff/recipe.h"

#include <QTest>

#include <string>
#include <vector>

using namespace mantissa;

namespace {

struct Kind {
    const char* name;
    const char* architecture;
    int layers;
    int heads;
    int keyValueHeads;
    int experts;
    bool tied;
    bool fused;           ///< attn_qkv instead of q, k, v
    std::int64_t width;   ///< of the embedding
    std::int64_t forward; ///< of the feed-forward part
};

const Kind kinds[] = {
    {"one layer", "llama", 1, 4, 4, 0, false, false, 256, 512},
    {"four layers, tied", "llama", 4, 8, 4, 0, true, false, 256, 768},
    {"rows of 128 and 384", "llama", 9, 8, 4, 0, true, false, 128, 384},
    {"rows of 64 and 172", "llama", 5, 8, 4, 0, false, false, 64, 172},
    {"32 layers", "llama", 32, 32, 32, 0, false, false, 256, 512},
    {"32 layers, grouped", "llama", 32, 32, 8, 0, false, false, 256, 512},
    {"33 layers, tied, grouped", "llama", 33, 32, 8, 0, true, false, 256, 512},
    {"70B", "llama", 80, 64, 8, 0, false, false, 256, 512},
    {"65B", "llama", 80, 64, 64, 0, false, false, 256, 512},
    {"qwen2 of 64 layers", "qwen2", 64, 40, 8, 0, false, false, 256, 512}, // of 80 the mock model is no 70B
    {"qwen3", "qwen3", 28, 16, 8, 0, true, false, 256, 512},
    {"eight experts", "llama", 32, 32, 8, 8, false, false, 256, 512},
    {"sixteen experts", "llama", 12, 32, 32, 16, false, false, 256, 512},
    {"two experts", "llama", 12, 32, 32, 2, false, false, 256, 512},
    {"qwen2moe", "qwen2moe", 24, 16, 16, 60, false, false, 256, 512},
    {"falcon", "falcon", 60, 128, 8, 0, false, true, 256, 512},
    {"falcon, tied", "falcon", 32, 71, 1, 0, true, true, 256, 512},
    {"phi2", "phi2", 32, 32, 32, 0, false, true, 256, 512},
    {"gpt2", "gpt2", 12, 12, 12, 0, true, true, 256, 512},
    {"gemma", "gemma", 18, 8, 1, 0, true, false, 256, 512},
};

struct Entry {
    std::string name;
    std::int64_t columns;
    std::int64_t rows;
    std::int64_t stacked;
    int layer;
};

void addLayer(std::vector<Entry>& entries, const Kind& kind, int layer) {
    const std::string blk = "blk." + std::to_string(layer) + ".";
    const std::int64_t kv = kind.width * kind.keyValueHeads / kind.heads + 1;
    const auto add = [&](const char* name, std::int64_t columns, std::int64_t rows,
                         std::int64_t stacked = 1) {
        entries.push_back({blk + name + ".weight", columns, rows, stacked, layer});
    };
    if (kind.fused) {
        add("attn_qkv", kind.width, kind.width + 2 * kv);
    } else {
        add("attn_q", kind.width, kind.width);
        add("attn_k", kind.width, kv);
        add("attn_v", kind.width, kv);
    }
    add("attn_output", kind.width, kind.width);
    if (kind.experts == 0) {
        add("ffn_down", kind.forward, kind.width);
        add("ffn_gate", kind.width, kind.forward);
        add("ffn_up", kind.width, kind.forward);
        return;
    }
    add("ffn_down_exps", kind.forward, kind.width, kind.experts);
    add("ffn_gate_exps", kind.width, kind.forward, kind.experts);
    add("ffn_up_exps", kind.width, kind.forward, kind.experts);
    add("ffn_down_shexp", kind.forward, kind.width);
    add("ffn_up_shexp", kind.width, kind.forward);
}

std::vector<Entry> tensorsOf(const Kind& kind) {
    std::vector<Entry> entries;
    if (!kind.tied)
        entries.push_back({"output.weight", kind.width, 320, 1, -1});
    entries.push_back({"token_embd.weight", kind.width, 320, 1, -1});
    for (int layer = 0; layer < kind.layers; ++layer)
        addLayer(entries, kind, layer);
    return entries;
}

QByteArray computeTypes(const Kind& kind, FileType fileType, const std::vector<Entry>& entries) {
    LlamaLibrary llama;
    if (!llama.load().isEmpty())
        return {};
    const LlamaModelDescription description = {kind.architecture,
                                               static_cast<std::uint32_t>(kind.width),
                                               static_cast<std::uint32_t>(kind.forward),
                                               static_cast<std::uint32_t>(kind.layers),
                                               static_cast<std::uint32_t>(kind.heads),
                                               static_cast<std::uint32_t>(kind.keyValueHeads),
                                               static_cast<std::uint32_t>(kind.experts),
                                               32,
                                               32};
    void* model =
        llama.call<void*>("_Z31llama_quant_model_from_metadataPK22llama_quant_model_desc", &description);
    const LlamaQuantizeParams params = llama.quantizeDefaults();
    void* state = llama.call<void*>("_Z16llama_quant_initPK11llama_modelPK27llama_model_quantize_params",
                                    model, &params);
    void* context =
        llama.call<void*>("ggml_init", GgmlInitParams{entries.size() * 1024 + 4096, nullptr, true});
    std::vector<void*> tensors;
    for (const Entry& entry : entries) {
        tensors.push_back(
            llama.call<void*>("ggml_new_tensor_3d", context, 0, entry.columns, entry.rows, entry.stacked));
        llama.call<void*>("ggml_set_name", tensors.back(), entry.name.c_str());
    }
    std::vector<std::int32_t> types(entries.size(), -1);
    llama.call<void>(
        "_Z25llama_quant_compute_typesP19quantize_state_impl11llama_ftypePP11ggml_tensorP9ggml_typem", state,
        static_cast<int>(fileType), tensors.data(), types.data(), tensors.size());
    return QByteArray(reinterpret_cast<const char*>(types.data()),
                      static_cast<qsizetype>(types.size() * sizeof(std::int32_t)));
}

MixtureTypes ourTypes(const Kind& kind, FileType fileType) {
    MixtureModel model;
    model.architecture = kind.architecture;
    model.layers = kind.layers;
    model.heads = kind.heads;
    model.keyValueHeads = kind.keyValueHeads;
    model.experts = kind.experts;
    model.attentionValues = kind.layers;
    model.tiedEmbeddings = kind.tied;
    return {fileType, model};
}

// llama.cpp throws where it knows no substitute; those mixtures cannot be compared for such widths.
bool givesUp(FileType fileType, const Kind& kind) {
    for (const Entry& entry : tensorsOf(kind)) {
        const DType base = defaultType(fileType);
        if (entry.columns % 32 != 0 && isBlock(base) && info(base).blockElements <= 128)
            return true;
        if (entry.columns % info(base).blockElements != 0 && (base == DType::Q1_0 || base == DType::MXFP4))
            return true;
        if (entry.columns % 32 != 0 && fileType == FileType::MXFP4_MOE)
            return true;
    }
    return false;
}

} // namespace

class LlamaMixtureTypes : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        const auto reason = inChild([] { return LlamaLibrary().load().toUtf8(); });
        if (!reason)
            QSKIP("llama.cpp's library crashes while it is loaded");
        if (!reason->isEmpty())
            QSKIP(reason->constData());
    }

    void sameAsLlamaCpp_data() {
        QTest::addColumn<int>("fileType");
        QTest::addColumn<int>("kind");
        for (const MixtureInfo& mixture : mixtures()) {
            for (int kind = 0; kind < static_cast<int>(std::size(kinds)); ++kind)
                QTest::addRow("%s, %s", mixture.id.c_str(), kinds[kind].name) << mixture.ggufFileType << kind;
        }
    }

    void sameAsLlamaCpp() {
        QFETCH(int, fileType);
        QFETCH(int, kind);
        const Kind& model = kinds[kind];
        const auto type = static_cast<FileType>(fileType);
        if (givesUp(type, model))
            return;
        const std::vector<Entry> entries = tensorsOf(model);
        const auto theirs = inChild([&] { return computeTypes(model, type, entries); });
        QVERIFY2(theirs, "llama.cpp refused the model");
        QCOMPARE(static_cast<std::size_t>(theirs->size()), entries.size() * sizeof(std::int32_t));
        MixtureTypes ours = ourTypes(model, type);
        for (std::size_t i = 0; i < entries.size(); ++i) {
            const Entry& entry = entries[i];
            const DType wanted = ours.next({categoryOf(std::string_view(entry.name)), entry.layer,
                                            entry.columns, entry.stacked})
                                     .type;
            const DType used = isBlock(defaultType(type)) ? fittingType(wanted, entry.columns) : wanted;
            std::int32_t id = -1;
            std::memcpy(&id, theirs->constData() + i * sizeof id, sizeof id);
            const std::string expected(info(*dtypeFromGguf(static_cast<std::uint32_t>(id))).name);
            QVERIFY2(info(used).name == expected,
                     qPrintable(QStringLiteral("%1: %2, llama.cpp: %3")
                                    .arg(entry.name.c_str(), info(used).name.data(), expected.c_str())));
        }
    }
};

QTEST_APPLESS_MAIN(LlamaMixtureTypes)
#include "tst_llama_mixture_types.moc"
