#pragma once
// Pre-flight (exact bytes and every fallback before any work), then the export itself: streaming, atomic,
// certified.
#include "packings/packing.h"
#include "pipeline/calibrated_weights.h"
#include "pipeline/certificate.h"

namespace mantissa {

enum class ExportContainer {
    Gguf,        ///< encoded tensors
    Safetensors, ///< decoded ("simulated") weights, each in a float type that holds its values exactly
    HuggingFace, ///< a folder that an engine loads, its weights in a packing
};

struct ExportOptions {
    std::filesystem::path target; ///< a file, or the folder to be made
    ExportContainer container = ExportContainer::Gguf;
    Recipe recipe;
    TensorImportancePtr importance = {};    ///< weighs the columns; null: all alike
    std::uint64_t maxMemory = 512ull << 20; ///< bytes of working set beyond the mapped files
    /// What methods that must know their inputs look at; its network is the model's. Calibrating works beyond
    /// maxMemory: it keeps the quantized weights, and one layer's statistics at a time; of experts only as
    /// many as fit, but at least one.
    CalibrationTextPtr calibration = {};
    /// Told what calibration has to say, before anything is written; may be empty.
    std::function<void(const WeightNote&)> tell = {};
    const Packing* packing = nullptr; ///< of a HuggingFace folder
    /// Where a weight is stored in the very grid that its scheme asks for, codes and scales are taken over as
    /// they are.
    bool takeOver = false;
};

/// From the extension (.gguf, .safetensors). Error InvalidArgument otherwise.
Result<ExportContainer> containerOf(const std::filesystem::path& target);

struct Preflight {
    std::vector<TensorPlan> tensors;
    std::vector<std::string> names;             ///< in the output file, same order
    std::uint64_t fileBytes = 0;                ///< of the file to be, to the byte
    std::uint64_t dataBytes = 0;                ///< of its tensors alone
    double bitsPerWeight = 0;                   ///< dataBytes over all elements
    bool requantizes = false;                   ///< the source is quantized already
    std::optional<CalibrationPlan> calibration; ///< of methods that look at a text
    std::vector<Text> warnings;
};

/// The file holds the weights that the scheme decodes to, as plain numbers of type `dtype`, not its bytes.
bool holdsDecoded(const TensorPlan& plan);

/// Errors: InvalidArgument (a scheme that the container cannot hold, target is a source file), Unsupported
/// (architecture that cannot be converted), NoSpace (the disk has less room than the file needs).
Result<Preflight> preflight(const ModelPtr& model, const ExportOptions& options);

/// Errors: as preflight, and NoSpace, CannotWrite, Numeric, Cancelled, Mismatch. Nothing is left behind on
/// error.
Result<Certificate> exportModel(const ModelPtr& model, const ExportOptions& options, const Task& task);

} // namespace mantissa
