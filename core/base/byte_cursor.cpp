#include "base/byte_cursor.h"

namespace mantissa {

Result<std::span<const std::byte>> ByteCursor::take(std::uint64_t count) {
    if (count > remaining()) {
        return fail(
            Error(ErrorCode::Truncated,
                  sentence(MANTISSA_TR("core", "The file ends here: bytes expected: %1, bytes left: %2. It "
                                               "was probably not downloaded or copied completely."),
                           count, remaining()))
                .atByte(position_));
    }
    const auto bytes = bytes_.subspan(position_, count);
    position_ += count;
    return bytes;
}

} // namespace mantissa
