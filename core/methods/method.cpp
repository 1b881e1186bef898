#include "methods/method.h"

namespace mantissa {

Result<std::vector<float>> Method::columnScales(const Format& /*format*/,
                                                std::span<const std::shared_ptr<const RowSource>> /*weights*/,
                                                const LinearInput& /*statistics*/,
                                                const ParameterValues& /*parameters*/,
                                                const Task& /*task*/) const {
    return std::vector<float>();
}

} // namespace mantissa
