#pragma once
// The figures that views can show, told once: name, unit, how to read them off a measurement, which way is
// better.
#include "analysis/comparison.h"

#include <QString>

#include <array>
#include <optional>

namespace mantissa::ui {

enum class Figure {
    RelativeRmse,
    Sqnr,
    Cosine,
    Rmse,
    MaxAbs,
    BitsPerWeight,
    Bytes,
    BitsLeft,
    Bound,  ///< relative RMSE of the Gaussian bound; it says nothing of the scheme but by its size
    Scalar, ///< that of the best scalar quantizer; likewise
};

/// Those worth a picture of their own.
inline constexpr std::array allFigures{Figure::RelativeRmse, Figure::Sqnr,    Figure::Cosine,
                                       Figure::Rmse,         Figure::MaxAbs,  Figure::BitsPerWeight,
                                       Figure::Bytes,        Figure::BitsLeft};

QString figureName(Figure figure);
QString figureAxis(Figure figure); ///< with its unit, for an axis
QString figureHelp(Figure figure);
QString figureText(Figure figure, double value);
/// Without its unit, for narrow columns whose head says figureAxis; sizes keep theirs.
QString figureCell(Figure figure, double value);
/// The value in the unit of figureAxis (percent for ratios).
double axisValue(Figure figure, double value);
bool largerIsBetter(Figure figure);
bool spansDecades(Figure figure); ///< better on a log axis

double valueOf(Figure figure, const ErrorSums& sums, std::uint64_t bytes, double bitsPerWeight);
double valueOf(Figure figure, const Measurement& measurement);
double valueOf(Figure figure, const SchemeTotal& total);

} // namespace mantissa::ui
