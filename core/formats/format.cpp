#include "formats/format.h"

namespace mantissa {

double Format::bitsPerWeight(std::int64_t rows, std::int64_t columns) const {
    const double elements = static_cast<double>(rows) * static_cast<double>(columns);
    if (elements == 0)
        return 0;
    return 8.0 * static_cast<double>(payloadBytes(rows, columns) + parameterBytes(rows, columns)) / elements;
}

std::int64_t Format::tileRows(std::int64_t) const {
    return 1;
}

std::uint64_t Format::parameterBytes(std::int64_t, std::int64_t) const {
    return 0;
}

Result<TensorParametersPtr> Format::plan(const RowSource&, Encoder, std::span<const float>,
                                         const Task&) const {
    return TensorParametersPtr();
}

std::string_view name(Encoder encoder) {
    switch (encoder) {
    case Encoder::Rtn:
        return "rtn";
    case Encoder::Ggml:
        return "ggml";
    case Encoder::Search:
        return "search";
    }
    return {};
}

} // namespace mantissa
