#pragma once
// A mean with its standard error, from sums that add up in any fixed order.
#include <cstdint>

namespace mantissa {

struct Estimate {
    double value = 0;
    double error = 0; ///< one standard error; 0 where it cannot be known (fewer than two values)
};

class MeanSums {
public:
    void add(double value) {
        ++count_;
        sum_ += value;
        squares_ += value * value;
    }
    std::uint64_t count() const { return count_; }
    /// Error: sqrt((mean of squares - square of mean) / (n - 1)), as llama-perplexity has it.
    Estimate mean() const;

private:
    std::uint64_t count_ = 0;
    double sum_ = 0;
    double squares_ = 0;
};

} // namespace mantissa
