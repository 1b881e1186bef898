#include "tradeoff/fallback.h"

namespace mantissa {

namespace {

DType substitute(DType wanted) {
    switch (wanted) {
    case DType::IQ1_S:
    case DType::IQ1_M:
    case DType::IQ2_XXS:
    case DType::IQ2_XS:
    case DType::IQ2_S:
    case DType::IQ3_XXS:
    case DType::IQ3_S:
    case DType::IQ4_XS:
        return DType::IQ4_NL;
    case DType::Q2_0:
    case DType::Q2_K:
    case DType::Q3_K:
    case DType::TQ1_0:
    case DType::TQ2_0:
        return DType::Q4_0;
    case DType::Q4_K:
        return DType::Q5_0;
    case DType::Q5_K:
        return DType::Q5_1;
    case DType::Q6_K:
        return DType::Q8_0;
    default:
        return DType::F16;
    }
}

bool fits(DType type, std::int64_t columns) {
    return columns % info(type).blockElements == 0;
}

} // namespace

DType fittingType(DType wanted, std::int64_t columns) {
    if (fits(wanted, columns))
        return wanted;
    const DType other = substitute(wanted);
    return fits(other, columns) ? other : DType::F16;
}

} // namespace mantissa
