#pragma once
// Running a network of a file in a test.
#include "network/causal_network.h"

#include <QtGlobal>

#include <cmath>
#include <limits>

namespace mantissa::support {

inline CausalNetwork networkOf(const std::filesystem::path& path) {
    const auto model = openModel(path);
    if (!model)
        qFatal("%s", model.error().describe().c_str());
    auto network = buildNetwork(**model);
    if (!network)
        qFatal("%s", network.error().describe().c_str());
    return std::move(*network);
}

/// Ids below `vocabulary` in no simple order.
inline std::vector<std::int32_t> someIds(std::int32_t count, std::int32_t vocabulary) {
    std::vector<std::int32_t> ids;
    for (std::int32_t i = 0; i < count; ++i)
        ids.push_back(i * i * 7 % vocabulary);
    return ids;
}

/// Logits [sequences, length, vocabulary] of sequences of equal length.
inline std::vector<float> logits(const CausalNetwork& model, const std::vector<std::int32_t>& ids,
                                 std::int64_t length) {
    const Array input = Array::integers({static_cast<std::int64_t>(ids.size()) / length, length}, ids);
    const Feed feed{model.ids, &input};
    const auto result = run(model.network, {&feed, 1}, {&model.logits, 1}, Runtime(), Task());
    if (!result)
        qFatal("%s", result.error().describe().c_str());
    return {result->front().values().begin(), result->front().values().end()};
}

/// Root mean square of the difference over that of b; infinite if there are not as many.
inline double relativeDifference(std::span<const float> a, std::span<const float> b) {
    if (a.size() != b.size() || b.empty())
        return std::numeric_limits<double>::infinity();
    double error = 0;
    double square = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        error += std::pow(static_cast<double>(a[i]) - static_cast<double>(b[i]), 2);
        square += std::pow(static_cast<double>(b[i]), 2);
    }
    return std::sqrt(error / square);
}

} // namespace mantissa::support
