// How long GPTQ takes for one layer, and where the time goes; collecting the second moments is not counted.
// Usage: bench_gptq [ROWS COLUMNS [SCHEME ...]]
#include "support/sample_weights.h"

#include "base/parallel.h"
#include "calibration/linear_inputs.h"
#include "methods/feedback_factor.h"
#include "methods/quantize.h"
#include "network/matrix_product.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

using namespace mantissa;

namespace {

using Clock = std::chrono::steady_clock;

double since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// X^T X of inputs that hang together: a few shared directions and noise.
std::shared_ptr<LinearInput> moments(std::int64_t columns) {
    constexpr std::int64_t directions = 64;
    const std::int64_t tokens = columns + columns / 2;
    const auto n = static_cast<std::size_t>(columns);
    const std::vector<float> mixing = sample::weights("normal", directions * n, 2);
    const std::vector<float> strength =
        sample::weights("normal", static_cast<std::size_t>(tokens * directions), 3);
    const std::vector<float> noise = sample::weights("normal", static_cast<std::size_t>(tokens) * n, 4);
    std::vector<float> x(noise.size());
    multiplyPlain(tokens, columns, directions, {strength.data(), directions}, {mixing.data(), columns},
                  x.data(), columns);
    for (std::size_t i = 0; i < x.size(); ++i)
        x[i] = 0.1F * x[i] + noise[i];
    std::vector<float> product(n * n);
    multiplyTransposedLeft(columns, columns, tokens, {x.data(), columns}, {x.data(), columns}, product.data(),
                           columns);
    auto input = std::make_shared<LinearInput>();
    input->weights = {"w"};
    input->hessian.resize(n * n);
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < n; ++j)
            input->hessian[i * n + j] =
                0.5 * (static_cast<double>(product[i * n + j]) + static_cast<double>(product[j * n + i]));
        input->squares.push_back(input->hessian[i * n + i]);
    }
    input->low.assign(n, -1.0F);
    input->high.assign(n, 1.0F);
    input->counts = {static_cast<std::uint64_t>(tokens)};
    input->tokens = static_cast<std::uint64_t>(tokens);
    return input;
}

template <class T>
T value(Result<T> result) {
    if (result)
        return std::move(*result);
    std::fprintf(stderr, "%s\n", result.error().describe().c_str());
    std::exit(1);
}

} // namespace

int main(int count, char** arguments) {
    const std::int64_t rows = count > 2 ? std::atoll(arguments[1]) : 4096;
    const std::int64_t columns = count > 2 ? std::atoll(arguments[2]) : 4096;
    std::vector<std::string> schemes(arguments + std::min(count, 3), arguments + count);
    if (schemes.empty())
        schemes = {"INT4,group=128/gptq",
                   "INT4,group=128/gptq,actorder=true",
                   "INT3,group=128,symmetric=false/gptq",
                   "Q4_K/gptq",
                   "NF4/gptq",
                   "INT4,group=128/awq"};
    const auto inputs = moments(columns);
    MethodInput input;
    input.rows = std::make_shared<MatrixRows>(
        rows, columns, sample::weights("small", static_cast<std::size_t>(rows * columns), 1));
    input.statistics = inputs;
    std::printf("%lld x %lld, %d threads; seconds\n%-46s %8s %8s %8s\n", static_cast<long long>(rows),
                static_cast<long long>(columns), threads(), "scheme", "factor", "rounding", "all");
    for (const std::string& text : schemes) {
        const Scheme scheme = value(parseScheme(text));
        const auto start = Clock::now();
        const bool feedsBack = text.find("gptq") != std::string::npos;
        if (feedsBack)
            value(feedbackFactor(inputs->hessian, columns, {}, Task()));
        const double factor = since(start);
        const auto again = Clock::now();
        value(quantize(scheme, input, Task()));
        const double all = since(again);
        std::printf("%-46s %8.2f %8.2f %8.2f\n", text.c_str(), factor, all - factor, all);
    }
    return 0;
}
