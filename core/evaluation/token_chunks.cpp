#include "evaluation/token_chunks.h"

#include <algorithm>

namespace mantissa {

std::int64_t usualContext(std::int64_t trained) {
    constexpr std::int64_t most = 512;
    return trained > 0 ? std::min(most, trained) : most;
}

Result<TokenChunks> TokenChunks::create(std::vector<std::int32_t> tokens, std::int64_t context,
                                        std::optional<std::int32_t> bos, std::int64_t limit) {
    constexpr std::int64_t most = 1 << 24;
    if (context < 4 || context > most)
        return fail(ErrorCode::InvalidArgument,
                    sentence(MANTISSA_TR("core", "A context of %1 tokens is not possible; give 4 to %2."),
                             context, most));
    const auto size = static_cast<std::int64_t>(tokens.size());
    if (size < context)
        return fail(
            ErrorCode::Malformed,
            sentence(MANTISSA_TR("core", "The text has %1 tokens, fewer than one context of %2. Give a "
                                         "longer text or a smaller context."),
                     size, context));
    TokenChunks chunks;
    chunks.tokens_ = std::move(tokens);
    chunks.context_ = context;
    chunks.count_ = limit > 0 ? std::min(limit, size / context) : size / context;
    chunks.bos_ = bos;
    return chunks;
}

Array TokenChunks::ids(std::int64_t first, std::int64_t count) const {
    std::vector<std::int32_t> ids(tokens_.begin() + first * context_,
                                  tokens_.begin() + (first + count) * context_);
    if (bos_) {
        for (std::int64_t chunk = 0; chunk < count; ++chunk)
            ids[static_cast<std::size_t>(chunk * context_)] = *bos_;
    }
    return Array::integers({count, context_}, std::move(ids));
}

} // namespace mantissa
