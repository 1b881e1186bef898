#include "plots/method_picture.h"

#include "methods/registry.h"
#include "text/number_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace mantissa::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(MethodPicture)
};

/// Short, in two lines at most: names stand side by side.
QString formatName(const QString& format) {
    QString name = format;
    name.replace(QLatin1String("symmetric=false"), Words::tr("asym.", "with zero points"));
    name.replace(QLatin1Char(','), QLatin1Char('\n'));
    return name;
}

double shownValue(const ComparedMethod& row, MethodFigure figure, const std::string& tensor) {
    const double value = tensor.empty() ? valueOf(row, figure) : valueOf(row, figure, tensor);
    switch (figure) {
    case MethodFigure::WeightError:
    case MethodFigure::OutputError:
        return 100 * value;
    case MethodFigure::Memory:
        return value / (1024.0 * 1024.0);
    default:
        return value;
    }
}

} // namespace

QString methodFigureName(MethodFigure figure) {
    switch (figure) {
    case MethodFigure::Divergence:
        return Words::tr("KL divergence (nats)");
    case MethodFigure::Perplexity:
        return Words::tr("Perplexity");
    case MethodFigure::OutputError:
        return Words::tr("Output error (%)");
    case MethodFigure::WeightError:
        return Words::tr("Weight error (%)");
    case MethodFigure::Seconds:
        return Words::tr("Time to quantize (s)");
    case MethodFigure::Memory:
        return Words::tr("Memory (MiB)");
    }
    return {};
}

Picture methodPicture(const MethodComparison& comparison, MethodFigure figure, const std::string& tensor,
                      int selected) {
    Picture picture;
    picture.yAxis = methodFigureName(figure);
    picture.logY = figure != MethodFigure::Perplexity;
    picture.fromZero = false;
    const auto groups = formatGroups(comparison);
    for (const FormatGroup& group : groups)
        picture.categories.push_back(formatName(text(group.format)));
    const auto all = methods();
    for (std::size_t slot = 0; slot < all.size(); ++slot) {
        Series series{.name = text(all[slot]->info().id),
                      .slot = static_cast<int>(slot),
                      .style = SeriesStyle::Markers};
        series.id = static_cast<int>(slot) + 1;
        for (std::size_t place = 0; place < groups.size(); ++place) {
            for (const std::size_t row : groups[place].rows) {
                const ComparedMethod& one = comparison.methods[row];
                const double value = shownValue(one, figure, tensor);
                if (one.scheme.method != all[slot] || !std::isfinite(value) || (picture.logY && value <= 0))
                    continue;
                series.x.push_back(static_cast<double>(place));
                series.y.push_back(value);
                if (static_cast<int>(row) == selected) {
                    picture.highlight = static_cast<double>(place);
                    series.strong = true;
                }
            }
        }
        if (!series.x.empty())
            picture.series.push_back(std::move(series));
    }
    return picture;
}

int methodRowAt(const MethodComparison& comparison, int series, double x) {
    const auto groups = formatGroups(comparison);
    const auto place = static_cast<std::size_t>(std::max(0.0, std::round(x)));
    const auto slot = static_cast<std::size_t>(series - 1);
    if (series < 1 || slot >= methods().size() || place >= groups.size())
        return -1;
    for (const std::size_t row : groups[place].rows)
        if (comparison.methods[row].scheme.method == methods()[slot])
            return static_cast<int>(row);
    return -1;
}

} // namespace mantissa::ui
