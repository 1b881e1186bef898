#pragma once
// A stretch of the text in tokens, with what happened to each token's probability: prepared for the coloured
// text and for the list of the worst.
#include "session/accuracy.h"

#include <vector>

namespace mantissa::ui {

struct TokenCell {
    std::int64_t chunk = 0;
    std::int64_t position = 0; ///< in its chunk
    std::int64_t index = -1;   ///< among all scored positions; -1: context only, not scored
    QString text;              ///< empty while a character is still incomplete
    double original = 0;       ///< probability of this token, 0..1
    double candidate = 0;
    double divergence = 0; ///< of the whole prediction, in nats

    bool scored() const { return index >= 0; }
    double change() const { return candidate - original; }
};

/// Whether the evaluation holds what cells need (a document keeps no lists of long texts).
bool hasTokens(const AccuracyGround& ground, const Evaluation& evaluation);

/// Chunks [first, first + count).
std::vector<TokenCell> tokenCells(const AccuracyGround& ground, const Evaluation& evaluation,
                                  std::int64_t first, std::int64_t count);
/// The one of that index among the scored positions; its text alone.
TokenCell tokenCell(const AccuracyGround& ground, const Evaluation& evaluation, std::int64_t index);

enum class TokenMeasure {
    Change,     ///< of the right token's probability: how much was lost
    Divergence, ///< of the whole prediction
};

/// Indices of the positions that suffered most, worst first; those that suffered not at all are left out.
std::vector<std::int64_t> worstTokens(const Evaluation& evaluation, TokenMeasure measure, std::size_t count);

/// Position, token and probabilities of the whole text, one token a line; for any locale.
QString tokensCsv(const AccuracyGround& ground, const Evaluation& evaluation);

/// Where a cell lies on the colour scale, -1 to 1: negative gained, positive lost. Square roots, so that a
/// change of 4 % can be seen beside one of 100 %.
double scalePlace(const TokenCell& cell, TokenMeasure measure);

} // namespace mantissa::ui
