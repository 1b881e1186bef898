#include "text/splitter.h"

#include "text/pattern_spaces.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <array>
#include <optional>

namespace mantissa {
namespace {

struct FreeCode {
    void operator()(pcre2_code* code) const { pcre2_code_free(code); }
};
struct FreeMatch {
    void operator()(pcre2_match_data* match) const { pcre2_match_data_free(match); }
};
using Code = std::unique_ptr<pcre2_code, FreeCode>;
using Match = std::unique_ptr<pcre2_match_data, FreeMatch>;

struct Range {
    std::size_t begin;
    std::size_t end;
};

/// Oniguruma (Hugging Face) and PCRE2 read these differently, so guessing would give wrong tokens in silence.
bool ambiguous(std::string_view pattern) {
    return pattern.find("&&") != std::string_view::npos || pattern.find("\\h") != std::string_view::npos ||
           pattern.find("\\H") != std::string_view::npos || pattern.find("(?C") != std::string_view::npos;
}

Result<Code> compile(const std::string& pattern) {
    constexpr std::size_t longest = 1 << 16;
    const std::optional<std::string> exact = withUnicodeSpaces(pattern);
    if (pattern.size() > longest || !exact || ambiguous(pattern))
        return fail(
            ErrorCode::Unsupported,
            sentence(MANTISSA_TR("core", "The tokenizer splits text by a pattern that is not understood: %1"),
                     pattern.substr(0, 200)));
    int error = 0;
    PCRE2_SIZE offset = 0;
    Code code(pcre2_compile(reinterpret_cast<PCRE2_SPTR>(exact->data()), exact->size(), PCRE2_UTF | PCRE2_UCP,
                            &error, &offset, nullptr));
    if (code)
        return code;
    std::array<char, 128> message{};
    pcre2_get_error_message(error, reinterpret_cast<PCRE2_UCHAR*>(message.data()), message.size());
    return fail(
        ErrorCode::Unsupported,
        sentence(MANTISSA_TR("core", "The tokenizer's pattern '%1' cannot be used: %2 at its character %3."),
                 pattern.substr(0, 200), message.data(), offset));
}

/// The first match at or after `start`; nothing if there is none.
Result<std::optional<Range>> nextMatch(const pcre2_code* code, pcre2_match_data* match, std::string_view text,
                                       std::size_t start) {
    const int found = pcre2_match(code, reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), start,
                                  PCRE2_NO_UTF_CHECK, match, nullptr);
    if (found == PCRE2_ERROR_NOMATCH)
        return std::optional<Range>();
    if (found < 0)
        return fail(
            ErrorCode::TooLarge,
            sentence(MANTISSA_TR("core", "The tokenizer's pattern needs too much work on this text (PCRE2 "
                                         "error %1)."),
                     found));
    const PCRE2_SIZE* ends = pcre2_get_ovector_pointer(match);
    // \K inside a lookahead may report a match that ends before it starts.
    return std::optional<Range>({std::max<std::size_t>(ends[0], start), std::max(ends[0], ends[1])});
}

std::size_t afterCharacter(std::string_view text, std::size_t position) {
    do
        ++position;
    while (position < text.size() && (static_cast<unsigned char>(text[position]) & 0xC0) == 0x80);
    return position;
}

/// Collects the pieces that one step makes of one text.
class Pieces {
public:
    Pieces(std::string_view text, SplitBehavior behavior, std::vector<std::string_view>& out)
        : text_(text), behavior_(behavior), out_(out) {}

    void match(Range range) {
        switch (behavior_) {
        case SplitBehavior::MergedWithPrevious:
            return put(range.end, true);
        case SplitBehavior::MergedWithNext:
            return put(range.begin, true);
        default:
            put(range.begin, behavior_ != SplitBehavior::Kept);
            put(range.end, behavior_ != SplitBehavior::Removed);
        }
    }
    void end() { put(text_.size(), behavior_ != SplitBehavior::Kept); }

private:
    void put(std::size_t end, bool keep) {
        if (keep && end > start_)
            out_.push_back(text_.substr(start_, end - start_));
        start_ = std::max(start_, end);
    }

    std::string_view text_;
    SplitBehavior behavior_;
    std::vector<std::string_view>& out_;
    std::size_t start_ = 0;
};

} // namespace

struct Splitter::Step {
    Code code;
    SplitBehavior behavior;
};

Splitter::Splitter(std::vector<Step> steps) : steps_(std::move(steps)) {}
Splitter::Splitter(Splitter&&) noexcept = default;
Splitter& Splitter::operator=(Splitter&&) noexcept = default;
Splitter::~Splitter() = default;

Result<Splitter> Splitter::create(const std::vector<SplitStep>& steps) {
    std::vector<Step> compiled;
    for (const SplitStep& step : steps) {
        MANTISSA_TRY(Code code, compile(step.pattern));
        compiled.push_back({std::move(code), step.behavior});
    }
    return Splitter(std::move(compiled));
}

Result<std::vector<std::string_view>> Splitter::split(std::string_view text) const {
    std::vector<std::string_view> pieces;
    if (!text.empty())
        pieces.push_back(text);
    for (const Step& step : steps_) {
        const Match match(pcre2_match_data_create_from_pattern(step.code.get(), nullptr));
        std::vector<std::string_view> cut;
        for (const std::string_view piece : pieces) {
            Pieces collected(piece, step.behavior, cut);
            for (std::size_t start = 0; start < piece.size();) {
                MANTISSA_TRY(const auto range, nextMatch(step.code.get(), match.get(), piece, start));
                if (!range)
                    break;
                collected.match(*range);
                start = range->end > start ? range->end : afterCharacter(piece, start);
            }
            collected.end();
        }
        pieces = std::move(cut);
    }
    return pieces;
}

} // namespace mantissa
