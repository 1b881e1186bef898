#include "base/byte_cursor.h"

namespace mantissa {

Result<std::span<const std::byte>> ByteCursor::take(std::uint64_t count) {
    if (count > remaining()) {
        return fail(
            Error(ErrorCode::Truncated,
                  sentence(MANTISSA_TR("core", "The file ends here: %1 bytes were expected and %2 are left. "
                                               "It was probably not downloaded or copied completely."),
                           count, remaining()))
                .atByte(position_));
    }
    const auto bytes = bytes_.subspan(position_, count);
    position_ += count;
    return bytes;
}

} // namespace mantissa
