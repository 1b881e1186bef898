#include "formats/float/float_fields.h"

namespace mantissa {

std::optional<BlockLayout> floatLayout(DType dtype, std::int64_t element) {
    if (dtype != DType::F16 && dtype != DType::BF16)
        return std::nullopt;
    const std::uint64_t mantissa = dtype == DType::F16 ? 10 : 7;
    const std::uint64_t exponent = 15 - mantissa;
    const auto first = static_cast<std::uint64_t>(16 * element);
    BlockLayout layout;
    layout.firstElement = element;
    layout.elements = 1;
    layout.scaleElements = 1;
    layout.formula =
        sentence(MANTISSA_TR("core", "value = ± 1.mantissa · 2^(exponent − %1)"), (1 << (exponent - 1)) - 1);
    layout.fields = {
        {sentence(MANTISSA_TR("core", "mantissa, %1 bits"), mantissa), FieldKind::Codes, first, mantissa},
        {sentence(MANTISSA_TR("core", "exponent, %1 bits"), exponent), FieldKind::Scale, first + mantissa,
         exponent},
        {sentence(MANTISSA_TR("core", "sign")), FieldKind::Codes, first + 15, 1},
    };
    return layout;
}

} // namespace mantissa
