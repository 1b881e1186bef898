#include "network/network.h"

namespace mantissa {

namespace {

Result<void> checkSize(const WeightSlot& slot, const RowSource& source) {
    if (source.rows() == slot.rows && source.columns() == slot.columns)
        return {};
    return fail(
        Error(ErrorCode::Mismatch,
              sentence(MANTISSA_TR("core", "The network needs %1 × %2 values here, but the weight has "
                                           "%3 × %4."),
                       slot.rows, slot.columns, source.rows(), source.columns()))
            .ofTensor(slot.name));
}

} // namespace

Result<Network> Network::create(std::shared_ptr<const Graph> graph, std::vector<WeightSource> weights) {
    const auto& slots = graph->weights();
    if (weights.size() != slots.size())
        return fail(ErrorCode::Mismatch,
                    sentence(MANTISSA_TR("core", "The network has %1 weights, but %2 were "
                                                 "given."),
                             slots.size(), weights.size()));
    for (std::size_t i = 0; i < slots.size(); ++i)
        MANTISSA_CHECK(checkSize(slots[i], *weights[i]));
    return Network(std::move(graph), std::move(weights));
}

Result<Network> Network::withWeight(WeightId id, WeightSource source) const {
    MANTISSA_CHECK(checkSize(graph_->weights()[id], *source));
    Network copy = *this;
    copy.weights_[id] = std::move(source);
    return copy;
}

} // namespace mantissa
