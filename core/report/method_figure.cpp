#include "report/method_figure.h"

#include "methods/registry.h"
#include "report/number_text.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mantissa {

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

constexpr MethodFigureInfo all[] = {
    {MethodFigure::Divergence, "kl", MANTISSA_TR("core", "KL divergence from the original")},
    {MethodFigure::Perplexity, "ppl", MANTISSA_TR("core", "Perplexity")},
    {MethodFigure::OutputError, "output", MANTISSA_TR("core", "Relative error of the layers' outputs")},
    {MethodFigure::WeightError, "weight", MANTISSA_TR("core", "Relative error of the weights")},
    {MethodFigure::Seconds, "time", MANTISSA_TR("core", "Seconds to quantize")},
    {MethodFigure::Memory, "memory", MANTISSA_TR("core", "Memory while quantizing")},
};

} // namespace

std::span<const MethodFigureInfo> methodFigures() {
    return all;
}

const MethodFigureInfo& info(MethodFigure figure) {
    return *std::find_if(std::begin(all), std::end(all),
                         [figure](const MethodFigureInfo& one) { return one.figure == figure; });
}

double valueOf(const ComparedMethod& method, MethodFigure figure) {
    if (method.failure)
        return unknown;
    switch (figure) {
    case MethodFigure::Divergence:
        return method.divergence.mean.value;
    case MethodFigure::Perplexity:
        return method.perplexity.value;
    case MethodFigure::OutputError:
        return method.output.relative();
    case MethodFigure::WeightError:
        return method.weight.relative();
    case MethodFigure::Seconds:
        return method.seconds;
    case MethodFigure::Memory:
        return method.memory ? static_cast<double>(*method.memory) : unknown;
    }
    return unknown;
}

double valueOf(const ComparedMethod& method, MethodFigure figure, const std::string& tensor) {
    const auto layer = std::find_if(method.layers.begin(), method.layers.end(),
                                    [&](const LayerError& one) { return one.weight == tensor; });
    if (layer == method.layers.end())
        return unknown;
    if (figure == MethodFigure::OutputError)
        return layer->output.relative();
    return figure == MethodFigure::WeightError ? layer->stored.relative() : unknown;
}

std::string valueText(MethodFigure figure, double value) {
    if (!std::isfinite(value))
        return "–";
    switch (figure) {
    case MethodFigure::Divergence:
        return fixedText(value, 5);
    case MethodFigure::Perplexity:
        return fixedText(value, 4);
    case MethodFigure::OutputError:
    case MethodFigure::WeightError:
        return percentText(value);
    case MethodFigure::Seconds:
        return fixedText(value, 2) + " s";
    case MethodFigure::Memory:
        return bytesText(static_cast<std::uint64_t>(value));
    }
    return {};
}

std::size_t slotOf(const Method& method) {
    const auto list = methods();
    return static_cast<std::size_t>(std::find(list.begin(), list.end(), &method) - list.begin());
}

std::vector<FormatGroup> formatGroups(const MethodComparison& comparison) {
    std::vector<FormatGroup> groups;
    for (std::size_t i = 0; i < comparison.methods.size(); ++i) {
        const std::string format = comparison.methods[i].scheme.format->text();
        auto group = std::find_if(groups.begin(), groups.end(),
                                  [&](const FormatGroup& one) { return one.format == format; });
        if (group == groups.end())
            group = groups.insert(groups.end(), {format, {}});
        group->rows.push_back(i);
    }
    return groups;
}

} // namespace mantissa
