#pragma once
// What an evaluation of a whole model tells, for tables and axes: name, unit, what it means, its text.
#include "evaluation/evaluation.h"

#include <QString>

namespace mantissa::ui {

enum class AccuracyFigure { Perplexity, PerplexityChange, MeanDivergence, SameTop, RmsDeltaP, RightTop };

QString figureName(AccuracyFigure figure);
QString figureAxis(AccuracyFigure figure); ///< with its unit, for an axis
QString figureHelp(AccuracyFigure figure);

/// Nothing where it is not known: figures against the original of the original itself.
std::optional<Estimate> estimateOf(AccuracyFigure figure, const Evaluation& evaluation);
/// "9.992 ± 0.31": as many digits of the value as its error leaves room for.
QString estimateText(AccuracyFigure figure, const Estimate& estimate);
/// The estimate in the unit of figureAxis (percent for shares).
Estimate axisEstimate(AccuracyFigure figure, const Estimate& estimate);
bool largerIsBetter(AccuracyFigure figure);
bool spansDecades(AccuracyFigure figure); ///< better on a log axis

} // namespace mantissa::ui
