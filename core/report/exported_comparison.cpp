#include "report/exported_comparison.h"

namespace mantissa {

namespace {

Measurement measurementOf(const TensorPlan& plan, const CertifiedTensor& certified) {
    Measurement measurement;
    measurement.used = plan.scheme ? plan.scheme->text() : certified.stored;
    measurement.fallback = plan.fallback;
    measurement.bytes = certified.bytes;
    measurement.bitsPerWeight =
        8.0 * static_cast<double>(certified.bytes) / static_cast<double>(plan.tensor->elements());
    measurement.sums = certified.sums;
    return measurement;
}

} // namespace

ComparisonPtr exportedComparison(const ModelPtr& model, const std::string& recipe, const Preflight& preflight,
                                 const Certificate& certificate) {
    auto result = std::make_shared<Comparison>();
    result->model = model->path;
    SchemeTotal total;
    total.scheme = recipe;
    std::uint64_t elements = 0;
    BoundSums bounds;
    for (std::size_t i = 0; i < preflight.tensors.size() && i < certificate.tensors.size(); ++i) {
        const TensorPlan& plan = preflight.tensors[i];
        if (!quantizable(*plan.tensor))
            continue;
        Measurement measured = measurementOf(plan, certificate.tensors[i]);
        total.bytes += measured.bytes;
        total.sums.add(measured.sums);
        bounds.add(measured.bitsPerWeight, measured.sums);
        elements += plan.tensor->elements();
        result->tensors.push_back({plan.tensor, {std::move(measured)}});
    }
    if (result->tensors.empty())
        return nullptr;
    total.bitsPerWeight = 8.0 * static_cast<double>(total.bytes) / static_cast<double>(elements);
    total.bounds = bounds.figures();
    result->totals.push_back(std::move(total));
    return result;
}

} // namespace mantissa
