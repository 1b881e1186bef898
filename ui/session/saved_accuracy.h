#pragma once
// Figures of an evaluation as a workspace document keeps them.
#include "evaluation/evaluation.h"

#include <QJsonObject>

namespace mantissa::ui {

/// The lists (one figure a position) are left out for long texts, and the original's always: they are those
/// of the original's own evaluation.
QJsonObject toJson(const Evaluation& evaluation);
/// Nothing for what is no evaluation. original: that of the original, if there is one.
std::optional<Evaluation> evaluationFrom(const QJsonObject& json, const Evaluation* original);

} // namespace mantissa::ui
