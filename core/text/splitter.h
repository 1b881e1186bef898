#pragma once
// Cuts text into the pieces that byte-pair merges never cross, by the regular expressions of the model's
// tokenizer. They need Unicode categories (\p{L}, \p{N}), which PCRE2 brings.
#include "base/result.h"
#include "text/split_step.h"

#include <memory>
#include <string_view>
#include <vector>

namespace mantissa {

class Splitter {
public:
    /// Errors: Unsupported (a pattern that PCRE2 cannot compile, or would read otherwise than the model's
    /// author).
    static Result<Splitter> create(const std::vector<SplitStep>& steps);

    Splitter(Splitter&&) noexcept;
    Splitter& operator=(Splitter&&) noexcept;
    ~Splitter();

    /// The pieces of a valid UTF-8 text, in order; views into it. Error TooLarge when a pattern backtracks
    /// without end.
    Result<std::vector<std::string_view>> split(std::string_view text) const;

private:
    struct Step;
    explicit Splitter(std::vector<Step> steps);
    std::vector<Step> steps_;
};

} // namespace mantissa
