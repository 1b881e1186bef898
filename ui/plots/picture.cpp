#include "plots/picture.h"

#include <algorithm>
#include <cmath>

namespace mantissa::ui {

namespace {

QString quoted(QString field) {
    if (field.contains(QLatin1Char('"')) || field.contains(QLatin1Char(',')))
        field = QLatin1Char('"') + field.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
    return field;
}

QString plain(double value) {
    return std::isfinite(value) ? QString::number(value, 'g', 10) : QString();
}

} // namespace

QString csvOf(const Picture& picture) {
    const bool errors = std::any_of(picture.series.begin(), picture.series.end(),
                                    [](const Series& series) { return !series.low.empty(); });
    QString out = QStringLiteral("series,") + quoted(picture.xAxis) + QLatin1Char(',') +
                  quoted(picture.yAxis) + (errors ? QStringLiteral(",low,high\n") : QStringLiteral("\n"));
    for (const Series& series : picture.series) {
        for (std::size_t i = 0; i < series.x.size(); ++i) {
            const auto category = static_cast<std::size_t>(std::max(0.0, series.x[i]));
            const QString x = category < picture.categories.size() ? quoted(picture.categories[category])
                                                                   : plain(series.x[i]);
            out += quoted(series.name) + QLatin1Char(',') + x + QLatin1Char(',') + plain(series.y[i]);
            if (errors)
                out +=
                    i < series.low.size() && i < series.high.size()
                        ? QLatin1Char(',') + plain(series.low[i]) + QLatin1Char(',') + plain(series.high[i])
                        : QStringLiteral(",,");
            out += QLatin1Char('\n');
        }
    }
    for (const double mark : picture.marks)
        out += quoted(picture.marksName) + QLatin1Char(',') + plain(mark) + QStringLiteral(",\n");
    return out;
}

} // namespace mantissa::ui
