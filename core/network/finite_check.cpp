#include "network/finite_check.h"

#include "base/checked.h"
#include "base/parallel.h"
#include "network/vector_math.h"
#include "network/weight_name.h"

#include <algorithm>

namespace mantissa {

namespace {

/// The name of the last weight that a value went through, itself included; empty where there is none.
std::string lastWeight(const Graph& graph, const Node& node) {
    if (!node.weights.empty())
        return weightName(graph, node);
    for (const ValueId input : node.inputs) {
        const auto& nodes = graph.nodes();
        const auto made = std::find_if(nodes.begin(), nodes.end(),
                                       [input](const Node& other) { return other.output == input; });
        std::string name = made == nodes.end() ? std::string() : lastWeight(graph, *made);
        if (!name.empty())
            return name;
    }
    return {};
}

/// Error Numeric for the first row of a weight that holds NaN or infinity; nothing where all is well.
Result<void> checkWeight(const WeightSlot& slot, const RowSource& source, const Task& task) {
    std::vector<float> row(static_cast<std::size_t>(source.columns()));
    for (std::int64_t i = 0; i < source.rows(); ++i) {
        MANTISSA_CHECK(task.check());
        MANTISSA_CHECK(source.read(i, 1, row));
        if (!vector_math::allFinite(row))
            return fail(
                Error(
                    ErrorCode::Numeric,
                    sentence(MANTISSA_TR("core", "Row %1 of this weight holds NaN or infinite values, so "
                                                 "nothing after it can be computed. Get the file again, or, "
                                                 "if a scheme made the weight, choose another for it."),
                             i))
                    .ofTensor(slot.name));
    }
    return {};
}

} // namespace

Result<bool> isFinite(const Array& array, const Task& task) {
    constexpr std::int64_t chunk = 1 << 16;
    const auto values = array.values();
    const auto size = static_cast<std::int64_t>(values.size());
    MANTISSA_TRY(const int finite, parallelReduce(
                                       ceilDivide(size, chunk), task, 1,
                                       [&](std::int64_t i) -> Result<int> {
                                           const auto part = values.subspan(
                                               static_cast<std::size_t>(i * chunk),
                                               static_cast<std::size_t>(std::min(chunk, size - i * chunk)));
                                           return vector_math::allFinite(part) ? 1 : 0;
                                       },
                                       [](int& all, int part) { all = std::min(all, part); }));
    return finite == 1;
}

Error notFinite(const Network& network, const Node& node, const Task& task) {
    const Graph& graph = network.graph();
    for (const WeightId id : node.weights) {
        auto sound = checkWeight(graph.weights()[id], *network.weight(id), task);
        if (!sound)
            return std::move(sound).error();
    }
    Error error(
        ErrorCode::Numeric,
        sentence(MANTISSA_TR("core", "The activation “%1” (%2), computed with this weight, grew beyond "
                                     "all numbers: NaN or infinite. The weights up to it are damaged "
                                     "or of another model, or a scheme is too coarse for them. Have "
                                     "the file verified, or choose finer schemes."),
                 node.name, node.op->kind()));
    return error.ofTensor(lastWeight(graph, node));
}

} // namespace mantissa
