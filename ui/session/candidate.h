#pragma once
// One plan that is being compared: a scheme for every weight, or a recipe. Its slot gives colour and marker.
#include "analysis/comparison.h"
#include "tradeoff/recipe.h"

#include <QString>

#include <optional>

namespace mantissa::ui {

enum class MeasureState {
    Waiting, ///< no figures yet
    Sample,  ///< figures of a sample
    Exact,   ///< figures of every weight
    Failed,
    Cancelled,        ///< by the person; figures of a sample may be there
    NeedsCalibration, ///< its method must know what comes into each weight, and nobody collected that
};

struct Candidate {
    int id = 0;
    int slot = 0;
    QString name;       ///< canonical text of the scheme, or the recipe's base; tells equal ones apart
    QString label = {}; ///< what the person calls it; empty: its name
    std::optional<Scheme> scheme;
    std::optional<Recipe> recipe; ///< exactly one of the two is set
    bool shown = true;            ///< drawn in the views
    MeasureState state = MeasureState::Waiting;
    int job = 0;          ///< that measures it, so that a replaced one is told from a cancelled one
    QString problem;      ///< why it failed
    ComparisonPtr result; ///< of this candidate alone: index 0 of every list
};

/// Whether a method it names must know what comes into each weight (gptq and its like).
bool wantsCalibration(const Candidate& candidate);
bool wantsCalibration(const Scheme& scheme);
/// The recipe that a candidate stands for.
Recipe recipeOf(const Candidate& candidate);

/// What views call it.
QString titleOf(const Candidate& candidate);

/// The measurement of one tensor, or null.
const Measurement* measurementOf(const Candidate& candidate, const Tensor& tensor);
/// The totals, or null.
const SchemeTotal* totalOf(const Candidate& candidate);

/// The comparisons of several candidates of one model side by side, as reports want them. Null while one of
/// them has no result.
ComparisonPtr joined(const std::vector<const Candidate*>& candidates);

} // namespace mantissa::ui
