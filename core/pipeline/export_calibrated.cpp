#include "pipeline/export_calibrated.h"

#include <algorithm>

namespace mantissa {

namespace {

/// The rows of each head interleaved, as llama.cpp's files have them (see openRows() in llama_conversion.h).
/// GGUF's blocks end with their row, so rows move as bytes.
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

} // namespace

Result<void> calibrate(ExportPlan& plan, const ExportOptions& options, const Task& task) {
    std::vector<TensorPlan> plans;
    for (const StoredTensor& stored : plan.tensors)
        plans.push_back(stored.plan);
    if (!options.calibration || !needsCalibration(plans))
        return {};
    CalibrationText text = *options.calibration;
    // Decoded weights are written with their factors; a GGUF's norms stay as they are.
    text.columnFactors = text.columnFactors && options.container == ExportContainer::Safetensors;
    MANTISSA_TRY(const CalibratedWeightsPtr weights,
                 quantizeCalibrated(text, plans, options.importance, task));
    if (options.tell)
        std::for_each(weights->notes.begin(), weights->notes.end(), options.tell);
    for (StoredTensor& stored : plan.tensors) {
        const auto found = weights->weights.find(stored.source.tensor->name);
        if (found == weights->weights.end())
            continue;
        const std::int64_t head = stored.source.interleavedHead;
        stored.finished = head > 0 ? interleaved(found->second, head) : found->second;
    }
    return {};
}

} // namespace mantissa
