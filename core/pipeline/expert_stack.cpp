#include "pipeline/expert_stack.h"

#include "files/naming.h"
#include "formats/decode.h"

#include <algorithm>

namespace mantissa {

namespace {

class StackedRows final : public RowSource {
public:
    explicit StackedRows(std::vector<std::shared_ptr<const RowSource>> experts)
        : experts_(std::move(experts)), each_(experts_.front()->rows()) {}

    std::int64_t rows() const override { return each_ * static_cast<std::int64_t>(experts_.size()); }
    std::int64_t columns() const override { return experts_.front()->columns(); }

    Result<void> read(std::int64_t first, std::int64_t count, std::span<float> out) const override {
        const auto width = static_cast<std::size_t>(columns());
        while (count > 0) {
            const std::int64_t row = first % each_;
            const std::int64_t some = std::min(count, each_ - row);
            const std::size_t values = static_cast<std::size_t>(some) * width;
            const auto& expert = experts_[static_cast<std::size_t>(first / each_)];
            MANTISSA_CHECK(expert->read(row, some, out.first(values)));
            out = out.subspan(values);
            first += some;
            count -= some;
        }
        return {};
    }

private:
    std::vector<std::shared_ptr<const RowSource>> experts_;
    std::int64_t each_;
};

} // namespace

GgufSourceTensor stackOf(std::string name, std::string gguf,
                         std::vector<std::shared_ptr<const Tensor>> experts) {
    const Tensor& first = *experts.front();
    const bool same = std::all_of(experts.begin(), experts.end(),
                                  [&](const auto& expert) { return expert->dtype == first.dtype; });
    auto stack = std::make_shared<Tensor>();
    stack->name = std::move(name);
    // A stack of packed weights is none itself.
    stack->dtype = same && first.dtype != DType::Packed ? first.dtype : DType::F32;
    stack->shape = first.shape;
    stack->shape.insert(stack->shape.begin(), static_cast<std::int64_t>(experts.size()));
    stack->file = first.file;
    stack->place = placeOf(gguf, stack->shape);
    return {std::move(gguf), stack, stack->shape, 0, std::move(experts)};
}

std::vector<std::shared_ptr<const Tensor>> partsOf(const GgufSourceTensor& tensor) {
    return tensor.experts.empty() ? std::vector{tensor.tensor} : tensor.experts;
}

Result<std::shared_ptr<const RowSource>> openStack(const GgufSourceTensor& stack) {
    std::vector<std::shared_ptr<const RowSource>> experts;
    for (const auto& expert : stack.experts) {
        auto rows = openRows(expert);
        if (!rows)
            return fail(std::move(std::move(rows).error().ofTensor(expert->name)));
        experts.push_back(std::move(*rows));
    }
    return std::shared_ptr<const RowSource>(std::make_shared<StackedRows>(std::move(experts)));
}

std::vector<TensorPlan> plansOfParts(const GgufSourceTensor& tensor, const TensorPlan& plan) {
    if (tensor.experts.empty())
        return {plan};
    std::vector<TensorPlan> plans(tensor.experts.size(), plan);
    for (std::size_t i = 0; i < plans.size(); ++i) {
        plans[i].tensor = tensor.experts[i];
        plans[i].bytes = plan.bytes / plans.size();
    }
    return plans;
}

} // namespace mantissa
