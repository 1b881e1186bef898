#include "text/json_pipeline.h"

#include "text/base64.h"
#include "text/pre_tokenizers.h"
#include "text/utf8.h"

#include "files/json/json.h"

namespace mantissa {
namespace {

using nlohmann::json;

constexpr std::string_view visibleSpace = "\xE2\x96\x81"; // U+2581

tl::unexpected<Error> unsupported(const json& part) {
    std::string shown = part.dump(-1, ' ', true, json::error_handler_t::replace);
    if (shown.size() > 200)
        shown = shown.substr(0, 200) + "...";
    return fail(
        ErrorCode::Unsupported,
        sentence(MANTISSA_TR("core", "The tokenizer prepares text in a way that is not supported: %1"),
                 shown));
}

std::string patternText(const json& part, const char* kind) {
    return jsonString(jsonMember(part, "pattern"), kind);
}

/// A literal text as a pattern.
std::string literal(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           static_cast<unsigned char>(c) >= 0x80;
        if (!plain)
            out += '\\';
        out += c;
    }
    return out;
}

Result<void> readReplace(const json& part, TokenizerDefinition& definition) {
    const std::string from = patternText(part, "String");
    const std::string to = jsonString(part, "content");
    if (from == " " && to == visibleSpace) {
        definition.escapeSpaces = true;
        return {};
    }
    if (definition.kind == TokenizerKind::Unigram && patternText(part, "Regex") == " {2,}" &&
        (to == " " || to == visibleSpace)) {
        definition.mergeSpaces = true;
        return {};
    }
    return unsupported(part);
}

Result<void> readNormalizer(const json& part, TokenizerDefinition& definition) {
    const std::string type = jsonString(part, "type");
    if (type.empty())
        return {};
    if (type == "Sequence") {
        for (const json& inner : jsonMember(part, "normalizers"))
            MANTISSA_CHECK(readNormalizer(inner, definition));
        return {};
    }
    // llama.cpp does not compose characters; neither do we, so that ids stay comparable.
    if (type == "NFC")
        return {};
    if (type == "Prepend" && jsonString(part, "prepend") == visibleSpace) {
        definition.addSpacePrefix = true;
        return {};
    }
    if (type == "Replace")
        return readReplace(part, definition);
    if (type == "Precompiled" && definition.kind == TokenizerKind::Unigram) {
        MANTISSA_TRY(definition.charsMap, fromBase64(jsonString(part, "precompiled_charsmap")));
        return {};
    }
    return unsupported(part);
}

Result<SplitBehavior> behavior(const json& part) {
    const std::string name = jsonString(part, "behavior");
    const bool invert = jsonBoolean(part, "invert", false);
    if (name == "Isolated" && !invert)
        return SplitBehavior::Isolated;
    if (name == "Removed")
        return invert ? SplitBehavior::Kept : SplitBehavior::Removed;
    if (name == "MergedWithPrevious" && !invert)
        return SplitBehavior::MergedWithPrevious;
    if (name == "MergedWithNext" && !invert)
        return SplitBehavior::MergedWithNext;
    return unsupported(part);
}

Result<void> readSplit(const json& part, TokenizerDefinition& definition) {
    MANTISSA_TRY(const SplitBehavior kept, behavior(part));
    std::string pattern = patternText(part, "Regex");
    if (pattern.empty())
        pattern = literal(patternText(part, "String"));
    if (pattern.empty())
        return unsupported(part);
    pattern = replaceAll(pattern, "(?i:'s|'t|'re|'ve|'m|'ll|'d)", caselessContractions);
    definition.steps.push_back({std::move(pattern), kept});
    return {};
}

Result<void> readByteLevel(const json& part, TokenizerDefinition& definition) {
    if (jsonBoolean(part, "add_prefix_space", false) || definition.kind == TokenizerKind::Unigram)
        return unsupported(part);
    definition.kind = TokenizerKind::ByteLevelBpe;
    if (jsonBoolean(part, "use_regex", true))
        definition.steps.push_back({gpt2Pattern, SplitBehavior::Isolated});
    return {};
}

Result<void> readMetaspace(const json& part, TokenizerDefinition& definition) {
    if (jsonString(part, "replacement", std::string(visibleSpace)) != visibleSpace)
        return unsupported(part);
    const std::string scheme = jsonString(part, "prepend_scheme");
    definition.escapeSpaces = true;
    definition.addSpacePrefix =
        scheme.empty() ? jsonBoolean(part, "add_prefix_space", true) : scheme != "never";
    definition.prefixFirstOnly = scheme == "first";
    if (definition.kind == TokenizerKind::CharacterBpe && jsonBoolean(part, "split", true))
        definition.steps.push_back({std::string(visibleSpace), SplitBehavior::MergedWithNext});
    return {};
}

Result<void> readPreTokenizer(const json& part, TokenizerDefinition& definition) {
    const std::string type = jsonString(part, "type");
    if (type.empty())
        return {};
    if (type == "Sequence") {
        for (const json& inner : jsonMember(part, "pretokenizers"))
            MANTISSA_CHECK(readPreTokenizer(inner, definition));
        return {};
    }
    if (type == "ByteLevel")
        return readByteLevel(part, definition);
    if (type == "Metaspace")
        return readMetaspace(part, definition);
    if (type == "WhitespaceSplit" && definition.kind == TokenizerKind::Unigram) {
        definition.mergeSpaces = true;
        return {};
    }
    if (definition.kind == TokenizerKind::Unigram)
        return unsupported(part);
    if (type == "Split")
        return readSplit(part, definition);
    if (type == "Digits") {
        definition.steps.push_back(
            {jsonBoolean(part, "individual_digits", false) ? "\\p{N}" : "\\p{N}+", SplitBehavior::Isolated});
        return {};
    }
    if (type == "Punctuation" && jsonString(part, "behavior", "Isolated") == "Isolated") {
        definition.steps.push_back({"[\\p{P}$+<=>^`|~]", SplitBehavior::Isolated});
        return {};
    }
    return unsupported(part);
}

} // namespace

Result<void> readJsonPipeline(const json& root, TokenizerDefinition& definition) {
    MANTISSA_CHECK(readNormalizer(jsonMember(root, "normalizer"), definition));
    return readPreTokenizer(jsonMember(root, "pre_tokenizer"), definition);
}

} // namespace mantissa
