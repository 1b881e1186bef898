#include "evaluation/scored_rows.h"

#include <algorithm>

namespace mantissa {

PositionRange scoredPositions(const TokenChunks& chunks) {
    return {chunks.firstScored(), chunks.firstScored() + chunks.scored()};
}

Array rowsOf(const Array& rows, std::int64_t first, std::int64_t count, const Runtime& runtime) {
    Array some({count, rows.columns()}, runtime.storage);
    const auto from = rows.values().subspan(static_cast<std::size_t>(first * rows.columns()), some.size());
    std::copy(from.begin(), from.end(), some.values().begin());
    return some;
}

std::int32_t targetOf(const TokenChunks& chunks, std::int64_t firstChunk, std::int64_t row) {
    return chunks.target(firstChunk + row / chunks.scored(), chunks.firstScored() + row % chunks.scored());
}

Result<void> checkTargets(const TokenChunks& chunks, const CausalNetwork& model) {
    for (std::int64_t row = 0; row < chunks.count() * chunks.scored(); ++row) {
        const std::int32_t target = targetOf(chunks, 0, row);
        if (target < 0 || target >= model.vocabulary)
            return fail(
                Error(ErrorCode::Malformed,
                      sentence(MANTISSA_TR("core", "Token %1 is outside the vocabulary of %2. The tokenizer "
                                                   "does not belong to this model."),
                               target, model.vocabulary))
                    .inFile(model.file));
    }
    return {};
}

} // namespace mantissa
