#pragma once
// Names of tensors shortened where their place says the rest; tooltips have them whole.
#include "tensor/tensor.h"

#include <QString>

namespace mantissa::ui {

/// "model.layers.3.mlp.up_proj.weight" -> "mlp.up_proj": what is left below "Layer 3".
QString nameInLayer(const Tensor& tensor);
/// -> "layers.3.mlp.up_proj": in tables of many layers.
QString compactName(const Tensor& tensor);

} // namespace mantissa::ui
