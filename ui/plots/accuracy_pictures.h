#pragma once
// Pictures of evaluations. Pure functions of what they are given.
#include "evaluation/evaluation.h"
#include "plots/picture.h"

namespace mantissa::ui {

/// One line of the charts: a candidate, or the original (slot -1).
struct EvaluatedLine {
    int id = 0;
    int slot = -1;
    QString name;
    bool strong = false;
    const Evaluation* evaluation = nullptr;                ///< null while it runs
    const std::vector<RunningEvaluation>* steps = nullptr; ///< so far; used where there is no evaluation
};

enum class RunningCurve {
    Perplexity,
    Ratio, ///< to the original's, in percent: both see the same text, so much less of it is chance
};

/// The figure of the first n chunks over the positions scored in them, with a band of one standard error.
/// scored: positions in a chunk.
Picture runningPicture(const std::vector<EvaluatedLine>& lines, RunningCurve curve, std::int64_t scored);

/// How large the divergence is at most, at so many of the positions: median to maximum, on a log axis.
Picture divergencePicture(const std::vector<EvaluatedLine>& lines);

} // namespace mantissa::ui
