#include "text/hurt_text.h"

#include "text/number_text.h"
#include "text/tensor_name.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace mantissa::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(HurtText)
};

// From where on a figure of the values is worth a word. A Gaussian has kurtosis 3 and, in a million weights,
// a peak of about 5 times the rms.
constexpr double telling = 1.1; ///< block peak over the Gaussian's
constexpr double tellingKurtosis = 5;
constexpr double tellingPeak = 12;
constexpr double tellingEnergy = 0.02; ///< of outlier columns

QString layerName(int layer) {
    return layer < 0 ? Words::tr("outside the layers") : QString::number(layer);
}

QString times(double ratio) {
    return QLocale().toString(ratio, 'f', ratio < 10 ? (ratio < 2 ? 2 : 1) : 0);
}

} // namespace

QString layersSentence(const HurtFindings& findings, const QString& scheme) {
    QStringList layers;
    QStringList errors;
    for (const HurtLayer& layer : findings.layers) {
        if (layer.layer < 0 || layers.size() == 3)
            continue;
        layers << layerName(layer.layer);
        errors << percentText(layer.error);
    }
    if (layers.isEmpty())
        return Words::tr("This model has no layers; below are the weights that %1 hurts most.").arg(scheme);
    return Words::tr("%1 hurts these layers most: %2 (relative RMSE %3; median layer %4).")
        .arg(QStringLiteral("<b>%1</b>").arg(scheme.toHtmlEscaped()),
             QStringLiteral("<b>%1</b>").arg(layers.join(QStringLiteral(", "))),
             errors.join(QStringLiteral(", ")), percentText(findings.medianLayer));
}

QString hurtSentence(const HurtWeight& weight, const QString& scheme) {
    const QString name = compactName(*weight.tensor);
    const QString error = (weight.exact ? QString() : QStringLiteral("≈ ")) + percentText(weight.hurt.error);
    return weight.hurt.ofItsRole ? Words::tr("%1 is %2 times its role's median under %3 (%4)")
                                       .arg(name, times(weight.hurt.ratio), scheme, error)
                                 : Words::tr("%1 is %2 times the median of all weights under %3 (%4)")
                                       .arg(name, times(weight.hurt.ratio), scheme, error);
}

QString reasonSentence(const HurtWeight& weight) {
    const WeightShape& shape = weight.shape;
    QStringList reasons;
    if (weight.fallback.source[0] != '\0')
        reasons << text(translated(weight.fallback));
    if (shape.outlierColumns > 0 && shape.outlierColumnEnergy > tellingEnergy)
        reasons << Words::tr("%n column(s) of %1 hold(s) %2 of its energy (the heaviest: %3)", nullptr,
                             static_cast<int>(shape.outlierColumns))
                       .arg(shape.columns)
                       .arg(percentText(shape.outlierColumnEnergy))
                       .arg(shape.heaviestColumn);
    if (shape.blockPeak > telling * gaussianBlockPeak)
        reasons << Words::tr("in 32 neighbours the largest is %1 times their root mean square "
                             "(Gaussian: %2), so most codes go to waste")
                       .arg(times(shape.blockPeak), times(gaussianBlockPeak));
    if (shape.kurtosis > tellingKurtosis)
        reasons << Words::tr("heavy tails: kurtosis %1 (Gaussian: 3)").arg(numberText(shape.kurtosis, 3));
    if (shape.peakOverRms > tellingPeak)
        reasons
            << Words::tr("its largest weight is %1 times its root mean square").arg(times(shape.peakOverRms));
    if (reasons.isEmpty())
        return Words::tr("No outliers: its values are near a Gaussian (kurtosis %1, peak %2 times the root "
                         "mean square). More bits would help, another method little.")
            .arg(numberText(shape.kurtosis, 3), times(shape.peakOverRms));
    return Words::tr("Why: %1.").arg(reasons.join(QStringLiteral("; ")));
}

} // namespace mantissa::ui
