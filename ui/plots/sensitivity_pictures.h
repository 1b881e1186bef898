#pragma once
// Sensitivity prepared for drawing.
#include "pipeline/model_sensitivity.h"
#include "plots/matrix_picture.h"

#include <QCoreApplication>

namespace mantissa::ui {

enum class SensitivityOrder {
    Network, ///< as the model has them
    Worst,   ///< the most sensitive first
};

/// The groups in the order in which they are shown.
std::vector<std::size_t> sensitivityOrder(const ModelSensitivity& sensitivity, SensitivityOrder order);

class SensitivityPictures {
    Q_DECLARE_TR_FUNCTIONS(mantissa::ui::SensitivityPictures)
public:
    /// slots_: of the schemes. KL divergences; what is not measured is NaN.
    static MatrixPicture picture(const ModelSensitivity& sensitivity, const std::vector<std::size_t>& order,
                                 const std::vector<int>& slots_);
    /// "ffn_down · Q4_K": everything about one cell, in lines.
    static QString tip(const ModelSensitivity& sensitivity, std::size_t group, std::size_t scheme);
    static QString nameOf(const ModelSensitivity& sensitivity, std::size_t group);
};

} // namespace mantissa::ui
