#pragma once
// Numbers as people read them, in their locale and with their unit.
#include <QCoreApplication>
#include <QString>

#include <cstdint>

namespace mantissa::ui {

/// "3.66 MiB": binary units, three significant digits.
QString bytesText(std::uint64_t bytes);
/// "3,840,512 bytes"
QString exactBytesText(std::uint64_t bytes);
/// A ratio as "7.31 %" (or "0.0042 %"); infinite and NaN become "∞" and "–".
QString percentText(double ratio);
/// `digits` significant digits.
QString numberText(double value, int digits = 4);
QString decibelText(double decibel);
/// "4.50 bits"
QString bitsText(double bitsPerWeight);
QString countText(std::uint64_t count);
/// std::string is UTF-8 everywhere in core.
inline QString text(const std::string& value) {
    return QString::fromStdString(value);
}

} // namespace mantissa::ui
