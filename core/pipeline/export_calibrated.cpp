#include "pipeline/export_calibrated.h"

#include "pipeline/expert_stack.h"

#include <algorithm>

namespace mantissa {

std::shared_ptr<const QuantizedTensor> interleaved(const std::shared_ptr<const QuantizedTensor>& tensor,
                                                   std::int64_t head) {
    const std::uint64_t row = tensor->scheme().format->payloadBytes(1, tensor->columns());
    std::vector<std::byte> bytes(tensor->bytes().size());
    for (std::int64_t to = 0; to < tensor->rows(); ++to) {
        const auto from =
            tensor->bytes().subspan(static_cast<std::uint64_t>(interleavedRow(to, head)) * row, row);
        std::copy(from.begin(), from.end(), bytes.begin() + to * static_cast<std::ptrdiff_t>(row));
    }
    return std::make_shared<QuantizedTensor>(
        tensor->scheme(), tensor->rows(), tensor->columns(), tensor->parameters(), std::move(bytes),
        std::vector<float>(tensor->columnFactors().begin(), tensor->columnFactors().end()));
}

namespace {

/// Null where one of the experts has not been quantized.
std::shared_ptr<const QuantizedTensor> stacked(const CalibratedWeights& weights,
                                               const std::vector<std::shared_ptr<const Tensor>>& experts) {
    std::vector<std::byte> bytes;
    std::int64_t rows = 0;
    const QuantizedTensor* last = nullptr;
    for (const auto& expert : experts) {
        const auto found = weights.weights.find(expert->name);
        if (found == weights.weights.end())
            return nullptr;
        last = found->second.get();
        bytes.insert(bytes.end(), last->bytes().begin(), last->bytes().end());
        rows += last->rows();
    }
    return std::make_shared<QuantizedTensor>(last->scheme(), rows, last->columns(), last->parameters(),
                                             std::move(bytes));
}

std::shared_ptr<const QuantizedTensor> finishedOf(const CalibratedWeights& weights,
                                                  const GgufSourceTensor& source) {
    if (!source.experts.empty())
        return stacked(weights, source.experts);
    const auto found = weights.weights.find(source.tensor->name);
    if (found == weights.weights.end())
        return nullptr;
    return source.interleavedHead > 0 ? interleaved(found->second, source.interleavedHead) : found->second;
}

} // namespace

Result<void> calibrate(ExportPlan& plan, const ExportOptions& options, const Task& task) {
    std::vector<TensorPlan> plans;
    for (const StoredTensor& stored : plan.tensors) {
        for (TensorPlan& part : plansOfParts(stored.source, stored.plan))
            plans.push_back(std::move(part));
    }
    if (!options.calibration || !needsCalibration(plans))
        return {};
    CalibrationText text = *options.calibration;
    text.maxMemory = options.maxMemory;
    // Decoded weights are written with their factors; a GGUF's norms stay as they are.
    text.columnFactors = text.columnFactors && options.container == ExportContainer::Safetensors;
    MANTISSA_TRY(const CalibratedWeightsPtr weights,
                 quantizeCalibrated(text, plans, options.importance, task));
    if (options.tell)
        std::for_each(weights->notes.begin(), weights->notes.end(), options.tell);
    for (StoredTensor& stored : plan.tensors)
        stored.finished = finishedOf(*weights, stored.source);
    return {};
}

} // namespace mantissa
