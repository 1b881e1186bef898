#include "pipeline/expert_parts.h"

#include <algorithm>

namespace mantissa {

namespace {

class SomeRows final : public RowSource {
public:
    SomeRows(std::shared_ptr<const RowSource> all, std::int64_t first, std::int64_t count)
        : all_(std::move(all)), first_(first), count_(count) {}
    std::int64_t rows() const override { return count_; }
    std::int64_t columns() const override { return all_->columns(); }
    Result<void> read(std::int64_t first, std::int64_t count, std::span<float> out) const override {
        return all_->read(first_ + first, count, out);
    }

private:
    std::shared_ptr<const RowSource> all_;
    std::int64_t first_;
    std::int64_t count_;
};

struct Shares {
    std::uint64_t each; ///< second moments in double, their factor in float precision
    std::uint64_t once; ///< what is factored in place
};

Shares sharesOf(std::int64_t columns) {
    const auto square = static_cast<std::uint64_t>(columns) * static_cast<std::uint64_t>(columns);
    return {square * (sizeof(double) + sizeof(float)), square * sizeof(double)};
}

} // namespace

std::uint64_t momentBytes(std::int64_t experts, std::int64_t columns) {
    const Shares shares = sharesOf(columns);
    return static_cast<std::uint64_t>(experts) * shares.each + shares.once;
}

std::int64_t expertsWithin(std::uint64_t memory, std::int64_t experts, std::int64_t columns) {
    const Shares shares = sharesOf(std::max<std::int64_t>(1, columns));
    const std::uint64_t left = memory > shares.once ? memory - shares.once : 0;
    const std::uint64_t fit = std::min(left / shares.each, static_cast<std::uint64_t>(experts));
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(fit));
}

std::shared_ptr<const RowSource> someRows(std::shared_ptr<const RowSource> all, std::int64_t first,
                                          std::int64_t count) {
    return std::make_shared<SomeRows>(std::move(all), first, count);
}

bool canBeSplit(const Scheme& scheme) {
    return scheme.format->grid() != nullptr; // else plan() makes the grid, of all values
}

std::shared_ptr<const QuantizedTensor>
joined(const std::vector<std::shared_ptr<const QuantizedTensor>>& parts) {
    std::int64_t rows = 0;
    std::vector<std::byte> bytes;
    for (const auto& part : parts) {
        rows += part->rows();
        bytes.insert(bytes.end(), part->bytes().begin(), part->bytes().end());
    }
    return std::make_shared<QuantizedTensor>(parts.front()->scheme(), rows, parts.front()->columns(), nullptr,
                                             std::move(bytes));
}

} // namespace mantissa
