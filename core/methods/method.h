#pragma once
// A method: how the values that go into a format are chosen. It either drives a scalar grid (fit, round,
// pack) or asks the format for one of its own encoders.
#include "formats/format.h"

#include <functional>

namespace mantissa {

struct LinearInput;
class QuantizedTensor;

/// What a method must be given besides the weight itself.
enum class Scope {
    Weight,      ///< nothing
    Calibration, ///< statistics of the weight's inputs
    Network,     ///< statistics of the already quantized prefix, supplied by a sequential driver
};

struct MethodInfo {
    std::string id; ///< "rtn", "ggml", "search"
    Text description;
    std::string source;
    Scope scope = Scope::Weight;
    std::vector<ParameterInfo> parameters;
    bool scalesColumns = false; ///< columnScales() may give some
};

/// What is known of one weight.
struct MethodInput {
    std::shared_ptr<const RowSource> rows;
    /// One a column, or one a column for each expert (experts have equal numbers of rows, one after another),
    /// or empty.
    std::vector<float> importance;
    /// What came into the weight on calibration text (calibration/linear_inputs.h), with second moments; one
    /// set for all, or one for each expert. Null where nobody calibrated.
    std::shared_ptr<const LinearInput> statistics = {};
    /// The weight under this very scheme, where that is known already (a network method saw the whole model):
    /// tiles are then cut from it.
    std::shared_ptr<const QuantizedTensor> finished = {};
    /// Factors by which the columns are scaled before rounding, as Method::columnScales() gave them for all
    /// weights that share their inputs; empty: none.
    std::vector<float> columnScales = {};
    /// Told what a person should know of the result (damping was raised, an expert saw nothing); may be
    /// empty.
    std::function<void(const Text& note)> tell = {};
};

/// One weight being quantized: tiles may be encoded in any order and on any thread, and always give the same
/// bytes.
class TensorEncoder {
public:
    virtual ~TensorEncoder() = default;
    virtual const TensorParametersPtr& parameters() const = 0;
    /// tile.importance is filled in by the encoder. out: format.payloadBytes(tile.rows, tile.columns)
    virtual Result<void> encode(const RowTile& tile, std::span<std::byte> out) const = 0;
    /// Whether encode() should be given whole tiles, whose rows share work; else a few rows at a time.
    virtual bool wantsWholeTiles() const { return false; }
    /// What decoded values are to be multiplied with, one a column; empty for 1. These numbers are not in the
    /// bytes: the operator before the weight takes them over.
    virtual std::span<const float> columnFactors() const { return {}; }
};

class Method {
public:
    virtual ~Method() = default;
    virtual const MethodInfo& info() const = 0;
    /// Error InvalidArgument that says why this method cannot serve this format.
    virtual Result<void> accepts(const Format& format) const = 0;
    virtual Result<std::unique_ptr<TensorEncoder>> prepare(const FormatPtr& format, const MethodInput& input,
                                                           const ParameterValues& parameters,
                                                           const Task& task) const = 0;
    /// For weights that share their inputs, where the operator before can take factors over: how much to
    /// scale each column. Empty for methods that scale nothing. Errors: what reading says.
    virtual Result<std::vector<float>>
    columnScales(const Format& format, std::span<const std::shared_ptr<const RowSource>> weights,
                 const LinearInput& statistics, const ParameterValues& parameters, const Task& task) const;
};

} // namespace mantissa
