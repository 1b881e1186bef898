#include "text/number_text.h"

#include <QLocale>

#include <array>
#include <cmath>

namespace mantissa::ui {

namespace {

QString notFinite(double value) {
    if (std::isnan(value))
        return QStringLiteral("–");
    return value > 0 ? QStringLiteral("∞") : QStringLiteral("−∞");
}

} // namespace

QString numberText(double value, int digits) {
    if (!std::isfinite(value))
        return notFinite(value);
    if (value == 0)
        return QStringLiteral("0");
    const double magnitude = std::abs(value);
    if (magnitude < 1e-4 || magnitude >= 1e7)
        return QLocale().toString(value, 'e', qMax(0, digits - 1));
    const int whole = static_cast<int>(std::floor(std::log10(magnitude))) + 1;
    return QLocale().toString(value, 'f', qMax(0, digits - whole));
}

QString bytesText(std::uint64_t bytes) {
    static constexpr std::array<const char*, 5> units{"bytes", "KiB", "MiB", "GiB", "TiB"};
    double value = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (value >= 1024 && unit + 1 < units.size()) {
        value /= 1024;
        ++unit;
    }
    if (unit == 0)
        return exactBytesText(bytes);
    return numberText(value, 3) + QStringLiteral(" ") + QLatin1String(units.at(unit));
}

QString exactBytesText(std::uint64_t bytes) {
    return QCoreApplication::translate("Numbers", "%1 bytes").arg(countText(bytes));
}

QString percentText(double ratio) {
    if (!std::isfinite(ratio))
        return notFinite(ratio);
    return numberText(100 * ratio, 3) + QStringLiteral(" %");
}

QString decibelText(double decibel) {
    if (!std::isfinite(decibel))
        return notFinite(decibel);
    return QLocale().toString(decibel, 'f', 1) + QStringLiteral(" dB");
}

QString bitsText(double bitsPerWeight) {
    return QLocale().toString(bitsPerWeight, 'f', 2);
}

QString countText(std::uint64_t count) {
    return QLocale().toString(static_cast<qulonglong>(count));
}

} // namespace mantissa::ui
