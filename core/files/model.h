#pragma once
// Tensors and metadata of a file or folder and, where it is known, the architecture. Immutable once open.
#include "base/result.h"
#include "files/metadata.h"
#include "tensor/tensor.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace mantissa {

enum class Container { Gguf, Safetensors, HuggingFace, Npy, Npz };

/// Hyperparameters of a llama-family transformer under the names of GGUF's specification.
struct Architecture {
    std::string name; ///< "llama", "qwen2", ...
    std::int64_t layers = 0;
    std::int64_t contextLength = 0;
    std::int64_t embeddingLength = 0;
    std::int64_t feedForwardLength = 0;
    std::int64_t heads = 0;
    std::int64_t keyValueHeads = 0;
    std::int64_t headLength = 0;
    std::int64_t vocabulary = 0;
    std::int64_t experts = 0;
    std::int64_t expertsUsed = 0;
    double rmsEpsilon = 0;
    double ropeBase = 0;
    std::int64_t ropeDimensions = 0;
    bool tiedEmbeddings = false;
};

struct Model {
    std::filesystem::path path; ///< what the person opened
    Container container = Container::Gguf;
    std::string containerVersion;             ///< "v3" for GGUF; empty elsewhere
    std::vector<std::filesystem::path> files; ///< all files that hold tensors
    std::vector<std::shared_ptr<const Tensor>> tensors;
    /// Where config.json and the tokenizer lie: a Hugging Face folder, or the one around a file of its
    /// weights that was opened directly. Empty elsewhere.
    std::filesystem::path folder;
    std::vector<Text> notes; ///< what opening found odd but could do without
    Metadata metadata;       ///< GGUF's keys; for the others config.json / __metadata__ flattened with dots
    std::optional<Architecture> architecture;
    std::uint64_t dataBytes = 0; ///< sum over tensors

    std::shared_ptr<const Tensor> tensor(std::string_view name) const; ///< null if there is none
    bool quantized() const; ///< some weight is stored in a block type already
};

using ModelPtr = std::shared_ptr<const Model>;

/// Opens any model file or folder by its content: GGUF (single or split), safetensors (single, sharded
/// index), a Hugging Face folder, .npy, .npz. Reads headers only. Errors name file and byte.
/// What a packing spreads over several tensors (GPTQ, AWQ, ...) is shown as the weights it stands for; this
/// is why the definition stands in packings/, on top of the readers.
Result<ModelPtr> openModel(const std::filesystem::path& path);

/// The same with every tensor as the file holds it.
Result<std::shared_ptr<Model>> openStored(const std::filesystem::path& path);

/// "GGUF", "safetensors", ...
std::string_view name(Container container);

} // namespace mantissa
