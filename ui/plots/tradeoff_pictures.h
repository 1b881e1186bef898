#pragma once
// Size against what it costs in accuracy. Pure functions of what they are given.
#include "models/accuracy_figure.h"
#include "models/figure.h"
#include "plots/picture.h"
#include "session/candidate.h"

#include <functional>

namespace mantissa::ui {

struct AccuracyTradeoffRequest {
    Figure across = Figure::Bytes;
    AccuracyFigure up = AccuracyFigure::MeanDivergence;
    int selectedCandidate = 0;
    const Evaluation* original = nullptr; ///< where it is known; drawn as a level
    QString text;                         ///< that was predicted, for the axis
};

/// The evaluation of a candidate, or null.
using EvaluationOf = std::function<const Evaluation*(int id)>;

/// Every shown candidate that was measured and evaluated, with the error of its figure, and the Pareto front
/// of them.
Picture tradeoffPicture(const std::vector<Candidate>& candidates, const AccuracyTradeoffRequest& request,
                        const EvaluationOf& evaluationOf);

/// What is known of a candidate, in lines.
QString tradeoffNote(const Candidate& candidate, const Evaluation* evaluation);

} // namespace mantissa::ui
