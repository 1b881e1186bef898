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
    /// All there is to know of the sums: to keep them in a file and go on from there.
    struct State {
        std::uint64_t count = 0;
        double sum = 0;
        double squares = 0;
    };
    MeanSums() = default;
    explicit MeanSums(const State& state) : state_(state) {}
    const State& state() const { return state_; }

    void add(double value) {
        ++state_.count;
        state_.sum += value;
        state_.squares += value * value;
    }
    std::uint64_t count() const { return state_.count; }
    /// Error: sqrt((mean of squares - square of mean) / (n - 1)), as llama-perplexity has it.
    Estimate mean() const;

private:
    State state_;
};

} // namespace mantissa
