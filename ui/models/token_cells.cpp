#include "models/token_cells.h"

#include "text/number_text.h"
#include "text/utf8.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mantissa::ui {

namespace {

/// Bytes of tokens into text: a character that several tokens make up belongs to the last of them.
class Characters {
public:
    QString add(const std::string& bytes) {
        pending_ += bytes;
        std::size_t whole = 0;
        while (whole < pending_.size()) {
            const Utf8Character character = utf8At(pending_, whole);
            const std::size_t length = utf8Length(static_cast<unsigned char>(pending_[whole]));
            if (!character.valid && length > 1 && whole + length > pending_.size())
                break; // the rest of it may come
            whole += character.bytes;
        }
        const QString text = QString::fromUtf8(pending_.data(), static_cast<qsizetype>(whole));
        pending_.erase(0, whole);
        return text;
    }

private:
    std::string pending_;
};

void score(TokenCell& cell, const TokenChunks& chunks, const Evaluation& evaluation) {
    if (cell.position <= chunks.firstScored())
        return;
    cell.index = cell.chunk * chunks.scored() + cell.position - 1 - chunks.firstScored();
    const auto at = static_cast<std::size_t>(cell.index);
    cell.original = std::exp(-static_cast<double>(evaluation.originalNll[at]));
    cell.candidate = std::exp(-static_cast<double>(evaluation.nll[at]));
    cell.divergence = static_cast<double>(evaluation.divergences[at]);
}

} // namespace

bool hasTokens(const AccuracyGround& ground, const Evaluation& evaluation) {
    const auto positions = static_cast<std::size_t>(ground.chunks.count() * ground.chunks.scored());
    return positions > 0 && evaluation.nll.size() == positions &&
           evaluation.originalNll.size() == positions && evaluation.divergences.size() == positions;
}

std::vector<TokenCell> tokenCells(const AccuracyGround& ground, const Evaluation& evaluation,
                                  std::int64_t first, std::int64_t count) {
    const TokenChunks& chunks = ground.chunks;
    std::vector<TokenCell> cells;
    cells.reserve(static_cast<std::size_t>(count * chunks.context()));
    for (std::int64_t chunk = first; chunk < first + count; ++chunk) {
        const Array ids = chunks.ids(chunk, 1);
        Characters characters;
        for (std::int64_t position = 0; position < chunks.context(); ++position) {
            TokenCell cell{.chunk = chunk, .position = position, .text = {}};
            cell.text = characters.add(
                ground.runnable->tokenizer->token(ids.ids()[static_cast<std::size_t>(position)]));
            score(cell, chunks, evaluation);
            cells.push_back(std::move(cell));
        }
    }
    return cells;
}

TokenCell tokenCell(const AccuracyGround& ground, const Evaluation& evaluation, std::int64_t index) {
    const TokenChunks& chunks = ground.chunks;
    const std::int64_t position = chunks.firstScored() + index % chunks.scored();
    TokenCell cell{.chunk = index / chunks.scored(), .position = position + 1, .text = {}};
    cell.text = text(validUtf8(ground.runnable->tokenizer->token(chunks.target(cell.chunk, position))));
    score(cell, chunks, evaluation);
    return cell;
}

std::vector<std::int64_t> worstTokens(const Evaluation& evaluation, TokenMeasure measure, std::size_t count) {
    const auto harm = [&](std::int64_t index) {
        const auto at = static_cast<std::size_t>(index);
        if (measure == TokenMeasure::Divergence)
            return static_cast<double>(evaluation.divergences[at]);
        return std::exp(-static_cast<double>(evaluation.originalNll[at])) -
               std::exp(-static_cast<double>(evaluation.nll[at]));
    };
    if (evaluation.originalNll.size() != evaluation.nll.size() ||
        evaluation.divergences.size() != evaluation.nll.size())
        return {};
    std::vector<std::int64_t> order(evaluation.nll.size());
    std::iota(order.begin(), order.end(), 0);
    std::erase_if(order, [&](std::int64_t index) { return !(harm(index) > 0); });
    const std::size_t wanted = std::min(count, order.size());
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(wanted), order.end(),
                      [&](std::int64_t a, std::int64_t b) {
                          const double left = harm(a);
                          const double right = harm(b);
                          return left != right ? left > right : a < b;
                      });
    order.resize(wanted);
    return order;
}

QString tokensCsv(const AccuracyGround& ground, const Evaluation& evaluation) {
    QString out = QStringLiteral("chunk,position,token,original,candidate,kl\n");
    for (const TokenCell& cell : tokenCells(ground, evaluation, 0, ground.chunks.count())) {
        QString token = cell.text;
        token.replace(QLatin1Char('"'), QLatin1String("\"\""));
        out += QStringLiteral("%1,%2,\"").arg(cell.chunk).arg(cell.position) + token + QLatin1Char('"');
        out += cell.scored() ? QStringLiteral(",%1,%2,%3\n")
                                   .arg(cell.original, 0, 'g', 7)
                                   .arg(cell.candidate, 0, 'g', 7)
                                   .arg(cell.divergence, 0, 'g', 7)
                             : QStringLiteral(",,,\n");
    }
    return out;
}

double scalePlace(const TokenCell& cell, TokenMeasure measure) {
    if (!cell.scored())
        return 0;
    if (measure == TokenMeasure::Divergence)
        return std::min(1.0, std::sqrt(std::max(0.0, cell.divergence)));
    const double lost = -cell.change();
    return std::copysign(std::sqrt(std::min(1.0, std::abs(lost))), lost);
}

} // namespace mantissa::ui
