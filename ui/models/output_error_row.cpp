#include "models/output_error_row.h"

#include "models/tensor_model.h"
#include "text/number_text.h"
#include "text/tensor_name.h"
#include "theme/theme.h"

#include <cmath>

namespace mantissa::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(OutputErrorRow)
};

Marker markerOf(Role role) {
    switch (role) {
    case Role::AttentionQ:
    case Role::AttentionQKV:
        return Marker::Circle;
    case Role::AttentionK:
        return Marker::Square;
    case Role::AttentionV:
        return Marker::Triangle;
    case Role::AttentionOutput:
        return Marker::Diamond;
    case Role::FeedForwardGate:
    case Role::FeedForwardGateUp:
        return Marker::TriangleDown;
    case Role::FeedForwardUp:
        return Marker::Plus;
    case Role::FeedForwardDown:
        return Marker::Cross;
    default:
        return Marker::Star;
    }
}

// Every eight slots the colours come again with the markers shifted by one, so each pair has its slot.
int slotWith(int slot, Marker marker) {
    if (slot < 0)
        return slot;
    const int color = slot % schemeColors;
    const int shift = (static_cast<int>(marker) - color + schemeColors) % schemeColors;
    return schemeColors * shift + color;
}

// Layers that share a weight keep names of their own.
QString nameOf(const LayerError& layer, const Tensor* weight) {
    return weight && layer.weight == layer.layer + ".weight" ? nameWithLayer(*weight) : text(layer.layer);
}

// Where between the two it is worth a word.
constexpr double clearly = 1.25;

QString verdict(double ratio) {
    if (ratio >= clearly)
        return Words::tr("The output is hit harder than the weight: the columns that matter were rounded "
                         "badly. More bits, or a method that knows what comes in, help here.");
    if (ratio <= 1 / clearly)
        return Words::tr("The output is hit less than the weight: what was lost lies in columns that see "
                         "little.");
    return std::isnan(ratio) ? QString() : Words::tr("Output and weight are hit alike.");
}

} // namespace

std::vector<OutputErrorRow> outputErrorRows(const std::vector<LayerError>& layers, const Model& model,
                                            int slot) {
    std::vector<OutputErrorRow> rows;
    for (const LayerError& layer : layers) {
        const auto tensor = model.tensor(layer.weight);
        const Role role = tensor ? tensor->place.role : Role::Other;
        rows.push_back({layer, nameOf(layer, tensor.get()), role, slotWith(slot, markerOf(role))});
    }
    return rows;
}

QString explained(const OutputErrorRow& row) {
    const QStringList lines{text(row.error.layer) + QStringLiteral(" · ") + roleText(row.role),
                            Words::tr("Weight error %1, output error %2 (SQNR %3)")
                                .arg(percentText(row.weight()), percentText(row.output()),
                                     decibelText(row.error.output.sqnrDb())),
                            Words::tr("%1 tokens went through it").arg(countText(row.error.tokens)),
                            verdict(row.ratio())};
    return lines.join(QLatin1Char('\n')).trimmed();
}

} // namespace mantissa::ui
