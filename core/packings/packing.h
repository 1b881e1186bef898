#pragma once
// A packing: how the codes, scales and zeros of a format lie in the tensors of a Hugging Face folder, and
// what its config.json says of them, so that one engine loads it. Reading and writing stand side by side.
#include "base/task.h"
#include "files/file_plan.h"
#include "files/json/json.h"
#include "formats/format.h"
#include "packings/packed_content.h"

namespace mantissa {

using ConfigJson = nlohmann::json;

struct PackingInfo {
    std::string id;     ///< "gptq"
    std::string name;   ///< "GPTQ"
    Text description;   ///< one sentence
    std::string source; ///< what defines it
    std::string engines;
};

/// The tensors of one module ("model.layers.0.mlp.up_proj") by what follows the module's name ("qweight").
class ModuleParts {
public:
    using Part = std::shared_ptr<const Tensor>;

    ModuleParts(std::string module, std::vector<Part> parts)
        : module_(std::move(module)), parts_(std::move(parts)) {}
    const std::string& module() const { return module_; }
    Part find(std::string_view ending) const; ///< null where there is none
    /// The part, of this dtype and rank. Errors: NotFound, Malformed.
    Result<Part> get(std::string_view ending, DType dtype, std::size_t rank) const;

private:
    std::string module_;
    std::vector<Part> parts_;
};

/// Reads what one folder's quantization_config describes.
class PackingReader {
public:
    virtual ~PackingReader() = default;
    /// The ending that a module has if and only if its weight is packed.
    virtual std::string_view marker() const = 0;
    /// Whether the tensor of this ending is part of a packed weight.
    virtual bool partOfWeight(std::string_view ending) const = 0;
    /// Errors: Unsupported, Malformed, NotFound; with the tensor's name.
    virtual Result<std::shared_ptr<const PackedContent>> open(const ModuleParts& parts) const = 0;
};

/// A weight as a format encoded it.
struct EncodedRows {
    const Format& format;
    const TensorParameters* parameters = nullptr;
    std::span<const std::byte> bytes; ///< all tiles
    std::int64_t rows = 0;
    std::int64_t columns = 0;
};

/// What a module of a folder to be written becomes.
struct PackedModule {
    std::string name;
    FormatPtr format; ///< null: its weight stays plain
};

class Packing {
public:
    virtual ~Packing() = default;
    virtual const PackingInfo& info() const = 0;

    /// Whether this quantization_config is of this packing's kind, of whatever variant.
    virtual bool describedBy(const ConfigJson& config) const = 0;
    /// Error Unsupported for a variant that cannot be read, by name.
    virtual Result<std::unique_ptr<PackingReader>> reader(const ConfigJson& config) const = 0;

    /// Error InvalidArgument, with the reason, for a format or shape that cannot be packed so that its engine
    /// loads it.
    virtual Result<void> accepts(const Format& format, std::int64_t rows, std::int64_t columns) const = 0;
    /// Names, dtypes and shapes of the tensors that a module's weight becomes.
    virtual std::vector<PlannedTensor> parts(const Format& format, const std::string& module,
                                             std::int64_t rows, std::int64_t columns) const = 0;
    /// Changes an encoded weight where a scale has no exact counterpart in this packing, before it is
    /// measured and packed. False: nothing was changed.
    virtual bool settle(const Format& /*format*/, std::int64_t /*rows*/, std::int64_t /*columns*/,
                        std::span<std::byte> /*bytes*/) const {
        return false;
    }
    /// Their bytes: `out` has a span for each of parts(), filled with zeros. Errors: Numeric for what cannot
    /// be stored.
    virtual Result<void> pack(const EncodedRows& weight, std::span<const std::span<std::byte>> out,
                              const Task& task) const = 0;
    /// config.json's quantization_config. Errors: InvalidArgument for mixtures that it cannot express.
    virtual Result<ConfigJson> config(std::span<const PackedModule> modules) const = 0;
};

} // namespace mantissa
