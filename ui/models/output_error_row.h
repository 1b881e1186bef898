#pragma once
// One layer's errors as the window shows them: with its role, and the marker that the role has under a
// scheme's colour.
#include "evaluation/output_error.h"
#include "files/model.h"

#include <QString>

#include <vector>

namespace mantissa::ui {

struct OutputErrorRow {
    LayerError error;
    QString name; ///< short, where the layer is called as its weight is: "3 · mlp.up_proj"
    Role role = Role::Other;
    int slot = -1; ///< the scheme's colour, the role's marker

    double weight() const { return error.stored.relative(); }
    double output() const { return error.output.relative(); }
    /// Output error a weight error; NaN where neither has one.
    double ratio() const { return output() / weight(); }
};

/// In the order of the network. slot: the scheme's.
std::vector<OutputErrorRow> outputErrorRows(const std::vector<LayerError>& layers, const Model& model,
                                            int slot);

/// What a row says about its layer, in a few lines.
QString explained(const OutputErrorRow& row);

} // namespace mantissa::ui
