#pragma once
// Names of tensors shortened where their place says the rest; tooltips have them whole.
#include "tensor/tensor.h"

#include <QString>

namespace mantissa::ui {

/// "model.layers.3.mlp.up_proj.weight" -> "mlp.up_proj": what is left below "Layer 3".
QString nameInLayer(const Tensor& tensor);
/// -> "3 · mlp.up_proj": in narrow tables of many layers.
QString nameWithLayer(const Tensor& tensor);
/// -> "layers.3.mlp.up_proj": where there is room.
QString compactName(const Tensor& tensor);

} // namespace mantissa::ui
