#pragma once
// Where two grids coincide, codes and scales move from one to the other as they are: no value changes. INT4
// g32 symmetric is Q4_0 and INT8 g32 symmetric is Q8_0; a scale may be repeated for the parts of its group, a
// code moved into more bits.
#include "methods/quantize.h"
#include "packings/packing.h"
#include "tensor/tensor.h"
#include "tradeoff/recipe.h"

namespace mantissa {

/// The format whose codes and scales the tensor is stored as. Errors: Unsupported for plain numbers, and for
/// what no format holds (act-order).
Result<FormatPtr> storedFormat(const Tensor& tensor);

/// Whether every value of `from`, in rows of this length, is a value of `to` that its code and scale can be
/// taken for.
bool coincide(const Format& from, const Format& to, std::int64_t columns);

/// The tensor's codes and scales as the scheme's format codes them. Errors: as storedFormat; Unsupported
/// unless they coincide.
Result<std::shared_ptr<const QuantizedTensor>> takenOver(const Tensor& tensor, const Scheme& scheme,
                                                         const Task& task);

/// What becomes of one tensor.
struct Transcoded {
    std::shared_ptr<const Tensor> tensor;
    std::optional<Scheme> scheme; ///< none: it stays as it is
    Text loss;                    ///< why values change; an empty source where none does
    bool lossless() const { return loss.source[0] == '\0'; }
};

struct Transcoding {
    std::vector<Transcoded> tensors; ///< in the model's order
    Recipe recipe;                   ///< which an export with takeOver follows
    bool lossless() const;
};

/// Where weights go: into GGUF where no packing is named. A scheme is for every weight that is quantized;
/// without one each gets the smallest format there that holds all its values, its own before others.
struct TranscodingTarget {
    const Packing* packing = nullptr;
    std::optional<Scheme> scheme = {};
};

/// Weights that are plain numbers stay. Errors: InvalidArgument where nothing is quantized, or where no
/// format of the target holds a weight's values and none is named.
Result<Transcoding> planTranscoding(const Model& model, const TranscodingTarget& target);

} // namespace mantissa
