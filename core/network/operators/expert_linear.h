#pragma once
// Linear layers of experts side by side, of which each token uses a few: y[t, k] = W[expert(t, k)] x. The
// place where the weights of a mixture of experts act, so calibration looks here expert by expert.
#include "network/operator.h"

namespace mantissa {

/// Inputs: x and the experts chosen, integers [..., count]. x is [..., inputs] when all choices of a token
/// look at the same row, [..., count, inputs] when each has its own. Result: [..., count, outputs]. Weights:
/// one source with all experts' rows one after another, or one source an expert.
class ExpertLinear final : public Operator {
public:
    explicit ExpertLinear(std::int64_t experts) : experts_(experts) {}
    std::string_view kind() const override { return "expert_linear"; }
    bool isPositionwise() const override { return true; }
    bool isLinear() const override { return true; }
    std::int64_t experts() const { return experts_; }

    Result<Array> forward(Inputs inputs, const OperatorContext& context) const override;
    /// By x only; the choice has no gradient.
    Result<std::vector<Array>> backward(Inputs inputs, const Array& output, const Array& outputGradient,
                                        const OperatorContext& context) const override;
    std::uint64_t matrixOperations(Inputs inputs, const OperatorContext& context) const override;

private:
    std::int64_t experts_;
};

/// A row of x and the place among all choices (token * count + k) where its product belongs.
struct ExpertRow {
    std::int64_t row;
    std::int64_t choice;
};

/// For each expert the rows it sees, in the order of the text. Error Mismatch when x and the choices do not
/// fit each other, or a choice is no expert.
Result<std::vector<std::vector<ExpertRow>>> rowsOfExperts(const Array& x, const Array& chosen,
                                                          std::int64_t experts);

/// The rows of x named, one after another.
std::vector<float> gatherRows(const Array& x, std::span<const ExpertRow> rows);

} // namespace mantissa
