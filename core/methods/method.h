#pragma once
// A method: how the values that go into a format are chosen. It either drives a scalar grid (fit, round,
// pack) or asks the format for one of its own encoders.
#include "formats/format.h"

namespace mantissa {

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
};

/// What is known of one weight. More statistics (Hessians) join here.
struct MethodInput {
    std::shared_ptr<const RowSource> rows;
    /// One a column, or one a column for each expert (experts have equal numbers of rows, one after another),
    /// or empty.
    std::vector<float> importance;
};

/// One weight being quantized: tiles may be encoded in any order and on any thread, and always give the same
/// bytes.
class TensorEncoder {
public:
    virtual ~TensorEncoder() = default;
    virtual const TensorParametersPtr& parameters() const = 0;
    /// tile.importance is filled in by the encoder. out: format.payloadBytes(tile.rows, tile.columns)
    virtual Result<void> encode(const RowTile& tile, std::span<std::byte> out) const = 0;
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
};

} // namespace mantissa
