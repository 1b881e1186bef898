#include "network/causal_network.h"

namespace mantissa {

Result<std::vector<Array>> runModel(const CausalNetwork& model, std::span<const Feed> feeds,
                                    std::span<const ValueId> wanted, const Runtime& runtime, const Task& task,
                                    const RunOptions& options) {
    auto values = run(model.network, feeds, wanted, runtime, task, options);
    if (!values && values.error().file().empty() && values.error().code() != ErrorCode::Cancelled)
        return fail(std::move(values).error().inFile(model.file));
    return values;
}

Result<Array> hiddenStates(const CausalNetwork& model, const Array& ids, const Runtime& runtime,
                           const Task& task, const RunOptions& options) {
    const Feed feed{model.ids, &ids};
    MANTISSA_TRY(auto values, runModel(model, {&feed, 1}, {&model.hidden, 1}, runtime, task, options));
    return std::move(values.front());
}

Result<Array> logitsOf(const CausalNetwork& model, const Array& hidden, const Runtime& runtime,
                       const Task& task, const RunOptions& options) {
    const Feed feed{model.hidden, &hidden};
    MANTISSA_TRY(auto values, runModel(model, {&feed, 1}, {&model.logits, 1}, runtime, task, options));
    return std::move(values.front());
}

} // namespace mantissa
