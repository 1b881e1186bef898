#pragma once
// What a model can be exported to: a GGUF or safetensors file, or a folder in a packing.
#include "files/model.h"
#include "pipeline/export.h"

#include <QComboBox>

namespace mantissa::ui {

/// A line for each; packings where the model's folder has what a folder needs.
void fillTargets(QComboBox& box, const Model& model);

/// The line that is chosen.
struct ExportTarget {
    ExportContainer container = ExportContainer::Gguf;
    const Packing* packing = nullptr;

    /// "model.gguf" for "model"; folders are named after their packing.
    QString named(const QString& base) const;
};

ExportTarget chosenTarget(const QComboBox& box);

} // namespace mantissa::ui
