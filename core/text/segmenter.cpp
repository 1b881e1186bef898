#include "text/segmenter.h"

namespace mantissa {
namespace {

TokenId byteFallback(const TokenizerDefinition& definition, char byte) {
    if (definition.kind == TokenizerKind::ByteLevelBpe)
        return -1;
    const TokenId token = definition.vocabulary.byteToken(static_cast<unsigned char>(byte));
    if (token >= 0 || definition.kind != TokenizerKind::ScoredBpe)
        return token;
    return definition.vocabulary.find(std::string_view(&byte, 1)); // as llama.cpp does
}

} // namespace

Result<void> appendUnknown(const TokenizerDefinition& definition, std::string_view character,
                           std::vector<TokenId>& ids) {
    const std::size_t before = ids.size();
    for (const char byte : character) {
        const TokenId token = byteFallback(definition, byte);
        if (token < 0) {
            ids.resize(before);
            break;
        }
        ids.push_back(token);
    }
    if (ids.size() > before || character.empty())
        return {};
    if (definition.unknown < 0)
        return fail(
            ErrorCode::Unsupported,
            sentence(MANTISSA_TR("core", "The vocabulary has no token for '%1', and none for unknown text."),
                     character));
    if (!definition.fuseUnknown || ids.empty() || ids.back() != definition.unknown)
        ids.push_back(definition.unknown);
    return {};
}

} // namespace mantissa
