#include "network/operator.h"

namespace mantissa {

std::uint64_t Operator::matrixOperations(Inputs, const OperatorContext&) const {
    return 0;
}

std::vector<Array> gradientList(Array only) {
    std::vector<Array> list;
    list.push_back(std::move(only));
    return list;
}

Result<void> checkCounts(const Operator& op, Inputs inputs, std::size_t wantedInputs,
                         const OperatorContext& context, std::size_t wantedWeights) {
    if (inputs.size() == wantedInputs && context.weights.size() == wantedWeights)
        return {};
    return fail(
        ErrorCode::Mismatch,
        sentence(MANTISSA_TR("core", "The operator “%1” takes %2 inputs and %3 weights, but the graph "
                                     "gives it %4 and %5."),
                 op.kind(), wantedInputs, wantedWeights, inputs.size(), context.weights.size()));
}

Result<void> checkFloats(const Operator& op, const Array& array) {
    if (!array.holdsIntegers())
        return {};
    return fail(ErrorCode::Mismatch,
                sentence(MANTISSA_TR("core", "The operator “%1” takes real numbers, but the graph gives it "
                                             "integers."),
                         op.kind()));
}

} // namespace mantissa
