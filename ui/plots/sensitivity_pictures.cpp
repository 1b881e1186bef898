#include "plots/sensitivity_pictures.h"

#include "text/number_text.h"
#include "text/tensor_name.h"

#include <limits>
#include <numeric>

namespace mantissa::ui {

namespace {

QString estimateText(const Estimate& estimate) {
    return numberText(estimate.value, 3) + QStringLiteral(" ± ") + numberText(estimate.error, 2);
}

/// Not measured yet, without figures, or the divergence; what stands in for another scheme has a star.
QString cellText(const GroupMeasurement& cell) {
    if (cell.cell.failure)
        return QStringLiteral("✕");
    if (!cell.measured())
        return {};
    const QString star = cell.fallback.source[0] != '\0' ? QStringLiteral("*") : QString();
    return numberText(cell.cell.figures.divergence.value, 2) + star;
}

} // namespace

std::vector<std::size_t> sensitivityOrder(const ModelSensitivity& sensitivity, SensitivityOrder order) {
    std::vector<std::size_t> result(sensitivity.groups.size());
    std::iota(result.begin(), result.end(), std::size_t{0});
    const auto place = [&](std::size_t group) {
        const int layer = sensitivity.groups[group].layer;
        return layer < 0 ? std::numeric_limits<int>::max() : layer;
    };
    if (order == SensitivityOrder::Worst)
        std::stable_sort(result.begin(), result.end(), [&](std::size_t a, std::size_t b) {
            return sensitivity.worst(a) > sensitivity.worst(b);
        });
    else // files list layers in any order
        std::stable_sort(result.begin(), result.end(),
                         [&](std::size_t a, std::size_t b) { return place(a) < place(b); });
    return result;
}

QString SensitivityPictures::nameOf(const ModelSensitivity& sensitivity, std::size_t group) {
    const TensorGroup& one = sensitivity.groups[group];
    if (sensitivity.grouping == mantissa::Grouping::Tensor)
        return nameWithLayer(*one.tensors.front());
    return one.layer >= 0 ? tr("Layer %1").arg(one.layer) : text(one.name);
}

QString SensitivityPictures::tip(const ModelSensitivity& sensitivity, std::size_t group, std::size_t scheme) {
    const GroupMeasurement& cell = sensitivity.at(group, scheme);
    const TensorGroup& one = sensitivity.groups[group];
    QStringList lines{
        (sensitivity.grouping == mantissa::Grouping::Tensor ? text(one.name) : nameOf(sensitivity, group)) +
        QStringLiteral("  ·  ") + text(sensitivity.schemes[scheme])};
    if (cell.fallback.source[0] != '\0')
        lines << text(translated(cell.fallback));
    if (cell.cell.failure)
        return (lines << text(cell.cell.failure->describe())).join(QLatin1Char('\n'));
    if (!cell.measured())
        return (lines << tr("Not measured yet")).join(QLatin1Char('\n'));
    const SensitivityFigures& figures = cell.cell.figures;
    lines << tr("KL divergence: %1").arg(estimateText(figures.divergence))
          << tr("Perplexity: %1")
                 .arg((figures.deltaPerplexity.value > 0 ? QStringLiteral("+") : QString()) +
                      estimateText(figures.deltaPerplexity))
          << tr("Same most likely token: %1").arg(percentText(figures.sameTop.value))
          << tr("%1 instead of %2").arg(bytesText(cell.bytes), bytesText(one.bytes));
    return lines.join(QLatin1Char('\n'));
}

MatrixPicture SensitivityPictures::picture(const ModelSensitivity& sensitivity,
                                           const std::vector<std::size_t>& order,
                                           const std::vector<int>& slots_) {
    MatrixPicture picture;
    picture.legend = tr("KL divergence in nats, logarithmic");
    for (const std::string& scheme : sensitivity.schemes)
        picture.columns << text(scheme);
    picture.slots_ = slots_;
    for (const std::size_t group : order) {
        picture.rows << nameOf(sensitivity, group);
        for (std::size_t scheme = 0; scheme < sensitivity.schemes.size(); ++scheme) {
            const GroupMeasurement& cell = sensitivity.at(group, scheme);
            const bool there = cell.measured() && !cell.cell.failure;
            picture.values.push_back(there ? cell.cell.figures.divergence.value
                                           : std::numeric_limits<double>::quiet_NaN());
            picture.texts << cellText(cell);
            picture.tips << tip(sensitivity, group, scheme);
        }
    }
    return picture;
}

} // namespace mantissa::ui
