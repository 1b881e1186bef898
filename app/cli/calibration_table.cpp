#include "cli/calibration_table.h"

#include "cli/table.h"
#include "report/calibration_json.h"
#include "report/number_text.h"

#include <ostream>

namespace mantissa::cli {

namespace {

/// Of all experts together.
ValueHistogram wholeHistogram(const LinearInput& input) {
    ValueHistogram all;
    for (const ValueHistogram& histogram : input.histograms)
        all.join(histogram);
    return all;
}

std::string readersText(const LinearInput& input) {
    const std::size_t more = input.weights.size() - 1;
    return input.weights.front() + (more > 0 ? " and " + std::to_string(more) + " more" : "");
}

} // namespace

void printCalibration(const SavedCalibration& saved, std::ostream& out) {
    const Calibration& calibration = saved.calibration;
    out << "  calibration on " << shortened(saved.source.text, 60) << ", " << calibration.chunks
        << " chunks of " << calibration.context << " tokens\n  of the model with SHA-256 "
        << shortened(saved.source.modelDigest, 64) << "\n\n";
    Table table({{"Input of", Align::Left, 40},
                 {"Columns", Align::Right},
                 {"Experts", Align::Right},
                 {"Tokens", Align::Right},
                 {"Least", Align::Right},
                 {"Greatest", Align::Right},
                 {"|x| 50 %", Align::Right},
                 {"99 %", Align::Right},
                 {"99.9 %", Align::Right},
                 {"X\u1d40X"}});
    for (const LinearInput& input : calibration.inputs) {
        const auto [low, high] = rangeOf(input);
        const ValueHistogram histogram = wholeHistogram(input);
        const auto share = [&](double value) {
            return input.histograms.empty() ? std::string("–") : shortText(histogram.magnitude(value));
        };
        table.add({readersText(input), std::to_string(input.columns()),
                   input.experts() > 1 ? std::to_string(input.experts()) : "", std::to_string(input.tokens),
                   shortText(static_cast<double>(low)), shortText(static_cast<double>(high)), share(0.5),
                   share(0.99), share(0.999), input.hessian.empty() ? "" : "yes"});
    }
    table.print(out);
}

} // namespace mantissa::cli
