#include "analysis/hurt_tensors.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace mantissa {

namespace {

constexpr std::size_t fewestPeers = 4;
constexpr double scoreLimit = 3.5;
constexpr double ratioLimit = 1.1;
constexpr double madToSigma = 0.6745; // of a normal distribution

double median(std::vector<double> values) {
    if (values.empty())
        return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1)
        return *middle;
    return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

struct Spread {
    double median = 0; ///< of logarithms
    double mad = 0;
    std::size_t count = 0;
};

Spread spreadOf(const std::vector<double>& logs) {
    Spread spread{median(logs), 0, logs.size()};
    std::vector<double> distances;
    distances.reserve(logs.size());
    for (const double value : logs)
        distances.push_back(std::abs(value - spread.median));
    spread.mad = median(std::move(distances));
    return spread;
}

using Kind = std::pair<int, std::string_view>; ///< role (-1: any) and the scheme that was used

std::map<Kind, Spread> spreadsOf(const Comparison& comparison, std::size_t scheme) {
    std::map<Kind, std::vector<double>> logs;
    for (const ComparedTensor& compared : comparison.tensors) {
        const Measurement& one = compared.schemes[scheme];
        const double error = figures(one.sums).relativeRmse;
        if (!std::isfinite(error) || error <= 0)
            continue;
        for (const int role : {static_cast<int>(compared.tensor->place.role), -1})
            logs[{role, one.used}].push_back(std::log(error));
    }
    std::map<Kind, Spread> spreads;
    for (const auto& [kind, values] : logs)
        spreads.emplace(kind, spreadOf(values));
    return spreads;
}

HurtTensor judge(const ComparedTensor& compared, std::size_t index, std::size_t scheme,
                 const std::map<Kind, Spread>& spreads) {
    const Measurement& one = compared.schemes[scheme];
    HurtTensor hurt;
    hurt.index = index;
    hurt.error = figures(one.sums).relativeRmse;
    hurt.median = hurt.error;
    auto peers = spreads.find({static_cast<int>(compared.tensor->place.role), one.used});
    hurt.ofItsRole = peers != spreads.end() && peers->second.count >= fewestPeers;
    if (!hurt.ofItsRole)
        peers = spreads.find({-1, one.used});
    if (peers == spreads.end() || !std::isfinite(hurt.error) || hurt.error <= 0)
        return hurt;
    const Spread& spread = peers->second;
    hurt.median = std::exp(spread.median);
    hurt.ratio = hurt.error / hurt.median;
    if (spread.mad > 0)
        hurt.score = madToSigma * (std::log(hurt.error) - spread.median) / spread.mad;
    else if (hurt.ratio >= ratioLimit) // most peers agree to the last bit, this one does not
        hurt.score = std::numeric_limits<double>::infinity();
    hurt.outlier = spread.count >= fewestPeers && hurt.score > scoreLimit && hurt.ratio >= ratioLimit;
    return hurt;
}

void judgeLayers(const Comparison& comparison, std::size_t scheme, HurtReport& report) {
    std::map<int, ErrorSums> sums;
    for (const ComparedTensor& compared : comparison.tensors)
        sums[compared.tensor->place.layer].add(
            compared.schemes[scheme].sums.extrapolated(compared.tensor->elements()));
    std::vector<double> inside;
    for (const auto& [layer, sum] : sums) {
        const double error = figures(sum).relativeRmse;
        report.layers.push_back({layer, error});
        if (layer >= 0)
            inside.push_back(error);
    }
    report.medianLayer = median(std::move(inside));
    std::stable_sort(report.layers.begin(), report.layers.end(),
                     [](const HurtLayer& a, const HurtLayer& b) { return a.error > b.error; });
}

} // namespace

HurtReport hurtTensors(const Comparison& comparison, std::size_t scheme) {
    const auto spreads = spreadsOf(comparison, scheme);
    HurtReport report;
    for (std::size_t i = 0; i < comparison.tensors.size(); ++i)
        report.tensors.push_back(judge(comparison.tensors[i], i, scheme, spreads));
    // Against their peers first: what stands out can be helped by a rule, what is bad everywhere needs
    // another scheme.
    std::stable_sort(report.tensors.begin(), report.tensors.end(),
                     [](const HurtTensor& a, const HurtTensor& b) {
                         if (a.outlier != b.outlier)
                             return a.outlier;
                         return a.ratio != b.ratio ? a.ratio > b.ratio : a.error > b.error;
                     });
    judgeLayers(comparison, scheme, report);
    return report;
}

} // namespace mantissa
