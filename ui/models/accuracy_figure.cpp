#include "models/accuracy_figure.h"

#include "evaluation/perplexity_change.h"
#include "text/number_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace mantissa::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(AccuracyFigure)
};

bool isShare(AccuracyFigure figure) {
    return figure == AccuracyFigure::SameTop || figure == AccuracyFigure::RmsDeltaP ||
           figure == AccuracyFigure::RightTop;
}

} // namespace

QString figureName(AccuracyFigure figure) {
    switch (figure) {
    case AccuracyFigure::Perplexity:
        return Words::tr("Perplexity");
    case AccuracyFigure::PerplexityChange:
        return Words::tr("Δ perplexity");
    case AccuracyFigure::MeanDivergence:
        return Words::tr("Mean KL");
    case AccuracyFigure::SameTop:
        return Words::tr("Same top-1");
    case AccuracyFigure::RmsDeltaP:
        return Words::tr("RMS Δp");
    case AccuracyFigure::RightTop:
        return Words::tr("Right top-1");
    }
    return {};
}

QString figureAxis(AccuracyFigure figure) {
    switch (figure) {
    case AccuracyFigure::Perplexity:
        return Words::tr("perplexity");
    case AccuracyFigure::PerplexityChange:
        return Words::tr("change of perplexity");
    case AccuracyFigure::MeanDivergence:
        return Words::tr("mean KL divergence (nats)");
    case AccuracyFigure::SameTop:
        return Words::tr("same most likely token (%)");
    case AccuracyFigure::RmsDeltaP:
        return Words::tr("RMS change of probability (%)");
    case AccuracyFigure::RightTop:
        return Words::tr("most likely token was right (%)");
    }
    return {};
}

QString figureHelp(AccuracyFigure figure) {
    switch (figure) {
    case AccuracyFigure::Perplexity:
        return Words::tr(
            "Between how many equally likely tokens the model hesitates, on average: e to the mean "
            "of −ln p(right token). The ± comes from the text being short, and moves all schemes "
            "alike. Smaller is better.");
    case AccuracyFigure::PerplexityChange:
        return Words::tr(
            "Perplexity less that of the original. Its ± is of the difference itself, position by "
            "position, and so much smaller than that of either. Near 0 is best.");
    case AccuracyFigure::MeanDivergence:
        return Words::tr(
            "Kullback-Leibler divergence of the predictions from the original's, averaged over "
            "all positions, in nats. It sees every token's probability, not only the right one's. "
            "0 is a model that answers alike. Smaller is better.");
    case AccuracyFigure::SameTop:
        return Words::tr("At how many positions the most likely token is still the original's: how often "
                         "greedy answers stay the same. Larger is better.");
    case AccuracyFigure::RmsDeltaP:
        return Words::tr("Root mean square of the change of the right token's probability, in percentage "
                         "points. Smaller is better.");
    case AccuracyFigure::RightTop:
        return Words::tr("At how many positions the most likely token is the one that came next. Larger is "
                         "better.");
    }
    return {};
}

std::optional<Estimate> estimateOf(AccuracyFigure figure, const Evaluation& evaluation) {
    const auto& divergence = evaluation.divergence;
    switch (figure) {
    case AccuracyFigure::Perplexity:
        return evaluation.perplexity;
    case AccuracyFigure::RightTop:
        return evaluation.top1;
    case AccuracyFigure::PerplexityChange:
        return perplexityChange(evaluation);
    case AccuracyFigure::MeanDivergence:
        return divergence ? std::optional(divergence->mean) : std::nullopt;
    case AccuracyFigure::SameTop:
        return divergence ? std::optional(divergence->sameTop) : std::nullopt;
    case AccuracyFigure::RmsDeltaP:
        return divergence ? std::optional(divergence->rmsDeltaP) : std::nullopt;
    }
    return std::nullopt;
}

Estimate axisEstimate(AccuracyFigure figure, const Estimate& estimate) {
    return isShare(figure) ? Estimate{100 * estimate.value, 100 * estimate.error} : estimate;
}

QString estimateText(AccuracyFigure figure, const Estimate& estimate) {
    const Estimate shown = axisEstimate(figure, estimate);
    if (!std::isfinite(shown.value))
        return numberText(shown.value);
    // Two digits of the error, and the value to the same place.
    const double error = std::isfinite(shown.error) ? shown.error : 0;
    const double finest = error > 0 ? error : std::max(std::abs(shown.value) / 100, 1e-9);
    const int places = qBound(0, 1 - static_cast<int>(std::floor(std::log10(finest))), 9);
    const QLocale locale;
    QString value = locale.toString(shown.value, 'f', places);
    if (figure == AccuracyFigure::PerplexityChange && shown.value > 0)
        value.prepend(QLatin1Char('+'));
    if (error > 0)
        value += QStringLiteral(" ± ") + locale.toString(error, 'f', places);
    return isShare(figure) ? value + QStringLiteral(" %") : value;
}

bool largerIsBetter(AccuracyFigure figure) {
    return figure == AccuracyFigure::SameTop || figure == AccuracyFigure::RightTop;
}

bool spansDecades(AccuracyFigure figure) {
    return figure == AccuracyFigure::MeanDivergence || figure == AccuracyFigure::RmsDeltaP;
}

} // namespace mantissa::ui
