#pragma once
// One kind of step in a graph. Operators are immutable, know nothing of each other, and find their inputs and
// weights by position; so the same few serve every architecture, and a graph read from ONNX.
#include "base/task.h"
#include "network/array.h"
#include "network/panel_cache.h"
#include "network/sequence_memory.h"

#include <string_view>

namespace mantissa {

using WeightSource = std::shared_ptr<const RowSource>;

/// What an operator is handed besides its inputs.
struct OperatorContext {
    std::span<const WeightSource> weights; ///< those of the node, in the order in which it names them
    PanelCache* panels = nullptr;          ///< decoded weights; never null
    std::shared_ptr<StoragePool> storage;  ///< for the output and for scratch
    const Task* task = nullptr;            ///< never null
    SequenceMemory* memory = nullptr; ///< of the one sequence that goes on; null: inputs are whole sequences
    std::size_t node = 0;             ///< of the graph, to find its own in the memory
};

using Inputs = std::span<const Array* const>;

/// The place of an input's first token in its sequence.
inline std::int64_t firstPosition(const OperatorContext& context) {
    return context.memory == nullptr ? 0 : context.memory->length();
}

class Operator {
public:
    virtual ~Operator() = default;

    /// "linear", "softmax": for messages and lists of nodes.
    virtual std::string_view kind() const = 0;
    /// A matrix product with a weight: the place where quantization acts and calibration looks. Its first
    /// input is what the weight's columns are multiplied with.
    virtual bool isLinear() const { return false; }
    /// Each position of the output depends on the same position of every input alone: others can be left out.
    virtual bool isPositionwise() const { return false; }
    /// NaN and infinity among the inputs leave NaN or infinity in the output, so that one look behind a few
    /// such steps is enough.
    virtual bool keepsNotFinite() const { return false; }

    /// Errors: Mismatch when the inputs' shapes do not fit each other or the weights; Malformed for
    /// an id outside the vocabulary.
    virtual Result<Array> forward(Inputs inputs, const OperatorContext& context) const = 0;

    /// The gradients of a scalar by each input (an empty array for an input of integers), given the gradient
    /// by the output. `output` is what forward() gave, from the same inputs. Error Unsupported in the middle
    /// of a sequence (context.memory) where earlier tokens would get a gradient, too.
    virtual Result<std::vector<Array>> backward(Inputs inputs, const Array& output,
                                                const Array& outputGradient,
                                                const OperatorContext& context) const = 0;

    /// Floating-point operations of the matrix products in forward(), for figures of speed.
    virtual std::uint64_t matrixOperations(Inputs inputs, const OperatorContext& context) const;
};

using OperatorPtr = std::shared_ptr<const Operator>;

/// What backward() gives for one input.
std::vector<Array> gradientList(Array only);

/// Error Mismatch "An operator of kind %1 got %2 inputs ..." unless the counts are as given.
Result<void> checkCounts(const Operator& op, Inputs inputs, std::size_t wantedInputs,
                         const OperatorContext& context, std::size_t wantedWeights);

/// Error Mismatch unless the array holds floats.
Result<void> checkFloats(const Operator& op, const Array& array);

} // namespace mantissa
