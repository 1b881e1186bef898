#include "base/name_pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <array>
#include <pcre2.h>

namespace mantissa {

namespace {

// Backtracking steps for one name: a fraction of a second at worst.
constexpr std::uint32_t mostSteps = 1'000'000;

struct FreeMatch {
    void operator()(pcre2_match_data* match) const { pcre2_match_data_free(match); }
};

} // namespace

struct NamePattern::Compiled {
    pcre2_code* code = nullptr;
    pcre2_match_context* limits = nullptr;

    Compiled() = default;
    Compiled(const Compiled&) = delete;
    Compiled& operator=(const Compiled&) = delete;
    ~Compiled() {
        pcre2_match_context_free(limits);
        pcre2_code_free(code);
    }
};

// Names are bytes to us: a file may hold some that are not UTF-8, so PCRE2_UTF stays off.
Result<NamePattern> NamePattern::compile(std::string_view expression) {
    int error = 0;
    PCRE2_SIZE at = 0;
    auto compiled = std::make_shared<Compiled>();
    compiled->code = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(expression.data()), expression.size(),
                                   PCRE2_CASELESS, &error, &at, nullptr);
    if (compiled->code == nullptr) {
        std::array<char, 256> message{};
        pcre2_get_error_message(error, reinterpret_cast<PCRE2_UCHAR*>(message.data()), message.size());
        return fail(ErrorCode::InvalidArgument,
                    sentence(MANTISSA_TR("core", "“%1” is not a regular expression: %2."), expression,
                             std::string_view(message.data())));
    }
    compiled->limits = pcre2_match_context_create(nullptr);
    pcre2_set_match_limit(compiled->limits, mostSteps);
    return NamePattern(std::string(expression), std::move(compiled));
}

Result<bool> NamePattern::occursIn(std::string_view name) const {
    const std::unique_ptr<pcre2_match_data, FreeMatch> match(
        pcre2_match_data_create_from_pattern(compiled_->code, nullptr));
    const int found = pcre2_match(compiled_->code, reinterpret_cast<PCRE2_SPTR>(name.data()), name.size(), 0,
                                  0, match.get(), compiled_->limits);
    if (found >= 0)
        return true;
    if (found == PCRE2_ERROR_NOMATCH)
        return false;
    return fail(ErrorCode::InvalidArgument,
                sentence(MANTISSA_TR("core", "“%1” is too complex a regular expression."), expression_));
}

} // namespace mantissa
