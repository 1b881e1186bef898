#include "models/figure.h"

#include "text/number_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>
#include <limits>

namespace mantissa::ui {

namespace {

QString words(const char* source) {
    return QCoreApplication::translate("Figure", source);
}

} // namespace

QString figureName(Figure figure) {
    switch (figure) {
    case Figure::RelativeRmse:
        return words(QT_TRANSLATE_NOOP("Figure", "Relative RMSE"));
    case Figure::Sqnr:
        return words(QT_TRANSLATE_NOOP("Figure", "SQNR"));
    case Figure::Cosine:
        return words(QT_TRANSLATE_NOOP("Figure", "Cosine"));
    case Figure::Rmse:
        return words(QT_TRANSLATE_NOOP("Figure", "RMSE"));
    case Figure::MaxAbs:
        return words(QT_TRANSLATE_NOOP("Figure", "Max. error"));
    case Figure::BitsPerWeight:
        return words(QT_TRANSLATE_NOOP("Figure", "Bits/weight"));
    case Figure::Bytes:
        return words(QT_TRANSLATE_NOOP("Figure", "Size"));
    case Figure::BitsLeft:
        return words(QT_TRANSLATE_NOOP("Figure", "Left to gain"));
    case Figure::Bound:
        return words(QT_TRANSLATE_NOOP("Figure", "Bound"));
    case Figure::Scalar:
        return words(QT_TRANSLATE_NOOP("Figure", "Best scalar"));
    }
    return {};
}

QString figureAxis(Figure figure) {
    switch (figure) {
    case Figure::RelativeRmse:
    case Figure::Bound:
    case Figure::Scalar:
        return words(QT_TRANSLATE_NOOP("Figure", "relative RMSE (%)"));
    case Figure::Sqnr:
        return words(QT_TRANSLATE_NOOP("Figure", "signal to quantization noise (dB)"));
    case Figure::Cosine:
        return words(QT_TRANSLATE_NOOP("Figure", "1 − cosine"));
    case Figure::Rmse:
        return words(QT_TRANSLATE_NOOP("Figure", "RMSE (weight units)"));
    case Figure::MaxAbs:
        return words(QT_TRANSLATE_NOOP("Figure", "largest |error| (weight units)"));
    case Figure::BitsPerWeight:
        return words(QT_TRANSLATE_NOOP("Figure", "bits per weight"));
    case Figure::Bytes:
        return words(QT_TRANSLATE_NOOP("Figure", "size (MiB)"));
    case Figure::BitsLeft:
        return words(QT_TRANSLATE_NOOP("Figure", "bits per weight above the Gaussian bound"));
    }
    return {};
}

QString figureHelp(Figure figure) {
    switch (figure) {
    case Figure::RelativeRmse:
        return words(QT_TRANSLATE_NOOP("Figure",
                                       "Root of (sum of squared errors / sum of squared weights). 0 % is an "
                                       "exact copy, 100 % as bad as all zeros. Smaller is better."));
    case Figure::Sqnr:
        return words(QT_TRANSLATE_NOOP("Figure",
                                       "Signal to quantization noise ratio: −20 log10 of the relative "
                                       "RMSE. 6 dB more halve the error. Larger is better."));
    case Figure::Cosine:
        return words(QT_TRANSLATE_NOOP("Figure", "Cosine of the angle between original and decoded weights, "
                                                 "seen as two long vectors. 1 is best."));
    case Figure::Rmse:
        return words(QT_TRANSLATE_NOOP(
            "Figure", "Root of the mean squared error, in the unit of the weights. Smaller is better."));
    case Figure::MaxAbs:
        return words(QT_TRANSLATE_NOOP(
            "Figure",
            "The single largest difference between an original and its decoded weight. Smaller is better."));
    case Figure::BitsPerWeight:
        return words(
            QT_TRANSLATE_NOOP("Figure", "Bits spent on one weight, scales and everything else included."));
    case Figure::Bytes:
        return words(QT_TRANSLATE_NOOP("Figure", "Bytes of the quantized weights in the file, to the byte."));
    case Figure::BitsLeft:
        return words(QT_TRANSLATE_NOOP(
            "Figure",
            "Bits per weight that the best possible code would save at the same error, if weights were "
            "draws from one Gaussian (relative RMSE 2^−bits). Below 0 where they are not: blocks of "
            "different size. Nothing where there is no error. Smaller is better."));
    case Figure::Bound:
        return words(QT_TRANSLATE_NOOP(
            "Figure", "The relative RMSE that no code of this size can beat if weights are draws from one "
                      "Gaussian: 2 to the power of −bits."));
    case Figure::Scalar:
        return words(QT_TRANSLATE_NOOP(
            "Figure", "The relative RMSE of the best scalar quantizer of this size (Lloyd and Max) for "
                      "draws from one Gaussian."));
    }
    return {};
}

QString figureText(Figure figure, double value) {
    switch (figure) {
    case Figure::RelativeRmse:
    case Figure::Bound:
    case Figure::Scalar:
        return percentText(value);
    case Figure::Sqnr:
        return decibelText(value);
    case Figure::Cosine:
        return numberText(value, 6);
    case Figure::Rmse:
    case Figure::MaxAbs:
        return numberText(value, 4);
    case Figure::BitsPerWeight:
    case Figure::BitsLeft:
        return std::isnan(value) ? QStringLiteral("–") : bitsText(value);
    case Figure::Bytes:
        return bytesText(static_cast<std::uint64_t>(value));
    }
    return {};
}

QString figureCell(Figure figure, double value) {
    if (figure == Figure::RelativeRmse)
        return numberText(100 * value, 3);
    if (figure == Figure::Sqnr && std::isfinite(value))
        return QLocale().toString(value, 'f', 1);
    return figureText(figure, value);
}

double axisValue(Figure figure, double value) {
    switch (figure) {
    case Figure::RelativeRmse:
        return 100 * value;
    case Figure::Cosine:
        return 1 - value; // so close to 1 that only the distance can be told apart
    case Figure::Bytes:
        return value / (1 << 20);
    default:
        return value;
    }
}

bool largerIsBetter(Figure figure) {
    return figure == Figure::Sqnr || figure == Figure::Cosine;
}

bool spansDecades(Figure figure) {
    return figure == Figure::RelativeRmse || figure == Figure::Cosine || figure == Figure::Rmse ||
           figure == Figure::MaxAbs;
}

namespace {

double boundValue(Figure figure, const BoundFigures& bounds) {
    if (figure == Figure::BitsLeft)
        return bounds.bitsLeft;
    return figure == Figure::Bound ? bounds.bound : bounds.lloydMax;
}

} // namespace

double valueOf(Figure figure, const ErrorSums& sums, std::uint64_t bytes, double bitsPerWeight) {
    if (figure == Figure::Bytes)
        return static_cast<double>(bytes);
    if (figure == Figure::BitsPerWeight)
        return bitsPerWeight;
    if (sums.count == 0)
        return std::numeric_limits<double>::quiet_NaN();
    if (figure == Figure::BitsLeft || figure == Figure::Bound || figure == Figure::Scalar)
        return boundValue(figure, boundFigures(bitsPerWeight, sums));
    const ErrorFigures all = figures(sums);
    switch (figure) {
    case Figure::RelativeRmse:
        return all.relativeRmse;
    case Figure::Sqnr:
        return all.sqnrDb;
    case Figure::Cosine:
        return all.cosine;
    case Figure::Rmse:
        return all.rmse;
    case Figure::MaxAbs:
        return all.maxAbs;
    default:
        return 0;
    }
}

double valueOf(Figure figure, const Measurement& m) {
    return valueOf(figure, m.sums, m.bytes, m.bitsPerWeight);
}

double valueOf(Figure figure, const SchemeTotal& total) {
    if (figure == Figure::BitsLeft || figure == Figure::Bound || figure == Figure::Scalar)
        return boundValue(figure, total.bounds); // each tensor by its own bits
    return valueOf(figure, total.sums, total.bytes, total.bitsPerWeight);
}

} // namespace mantissa::ui
