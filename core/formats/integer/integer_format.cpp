#include "formats/integer/integer_format.h"

#include "formats/finite.h"
#include "formats/integer/tensor_step.h"

#include <algorithm>
#include <array>

namespace mantissa::integer {

struct IntegerFormat::Row {
    Row(const Layout& layout, std::int64_t width)
        : columns(width), group(layout.groupElements(width)), codes(static_cast<std::size_t>(width)),
          steps(static_cast<std::size_t>(layout.perTensor() ? 1 : layout.groups(width))) {}

    /// The part of a row that step i covers.
    template <class Values>
    auto part(Values&& values, std::size_t i) const {
        const std::size_t begin = i * static_cast<std::size_t>(group);
        return std::span(values).subspan(
            begin, std::min(static_cast<std::size_t>(group), static_cast<std::size_t>(columns) - begin));
    }

    std::int64_t columns;
    std::int64_t group;
    std::vector<std::uint8_t> codes;
    std::vector<Step> steps; ///< of the groups; or the tensor's, alone
};

namespace {

Layout layoutOf(const ParameterValues& values, int bits) {
    Layout layout;
    layout.grid = {bits, values.boolean("symmetric"), scaleTypeFromName(values.choice("scale"))};
    layout.group = values.integer("group");
    return layout;
}

const Step& tensorStep(const TensorParameters* parameters) {
    return static_cast<const TensorStep&>(*parameters).step;
}

} // namespace

IntegerFormat::IntegerFormat(const FormatEntry& entry, const ParameterValues& values, int bits)
    : entry_(entry), text_(entry.info.id + values.text(entry.info.parameters)),
      layout_(layoutOf(values, bits)), scalarGrid_(layout_) {}

std::uint64_t IntegerFormat::payloadBytes(std::int64_t rows, std::int64_t columns) const {
    return static_cast<std::uint64_t>(rows) * static_cast<std::uint64_t>(layout_.rowBytes(columns));
}

std::uint64_t IntegerFormat::parameterBytes(std::int64_t, std::int64_t) const {
    return static_cast<std::uint64_t>(layout_.parameterBytes());
}

std::span<const Encoder> IntegerFormat::encoders() const {
    static constexpr std::array all{Encoder::Rtn, Encoder::Search};
    return all;
}

Result<TensorParametersPtr> IntegerFormat::plan(const RowSource& rows, Encoder encoder,
                                                std::span<const float> importance, const Task& task) const {
    if (!layout_.perTensor())
        return nullptr;
    auto parameters = std::make_shared<TensorStep>();
    MANTISSA_TRY(parameters->step,
                 findTensorStep(layout_.grid, rows, encoder == Encoder::Search, importance, task));
    return parameters;
}

Result<void> IntegerFormat::encodeRow(Encoder encoder, const RowTile& tile, std::int64_t row,
                                      Row& buffers) const {
    const auto values = tile.values.subspan(static_cast<std::size_t>(row * tile.columns),
                                            static_cast<std::size_t>(tile.columns));
    const Grid& grid = layout_.grid;
    for (std::size_t i = 0; i < buffers.steps.size(); ++i) {
        const std::span<const float> group = buffers.part(values, i);
        Step& step = buffers.steps[i];
        if (!layout_.perTensor())
            step = rtnStep(grid, range(group));
        if (!representable(grid, step)) {
            return fail(
                ErrorCode::Numeric,
                sentence(MANTISSA_TR("core", "The weights in row %1 from column %2 on are too large for a "
                                             "scale of type %3. Choose scale=f32 or scale=bf16, or "
                                             "leave this tensor as it is."),
                         tile.firstRow + row, static_cast<std::int64_t>(i) * buffers.group,
                         scaleTypeNames()[static_cast<std::size_t>(grid.scaleType)]));
        }
        if (encoder == Encoder::Search && !layout_.perTensor()) {
            const auto importance =
                tile.importance.empty() ? tile.importance : buffers.part(tile.importance, i);
            step = searchStep(grid, step, group, importance);
        }
        quantize(group, step, grid.maxCode(), buffers.part(buffers.codes, i));
    }
    return {};
}

Result<void> IntegerFormat::encode(Encoder encoder, const TensorParameters* parameters, const RowTile& tile,
                                   std::span<std::byte> out) const {
    MANTISSA_CHECK(checkFinite(tile));
    Row buffers(layout_, tile.columns);
    if (layout_.perTensor())
        buffers.steps[0] = tensorStep(parameters);
    const auto stored = std::span(buffers.steps).first(layout_.perTensor() ? 0 : buffers.steps.size());
    for (std::int64_t row = 0; row < tile.rows; ++row) {
        MANTISSA_CHECK(encodeRow(encoder, tile, row, buffers));
        layout_.writeRow(buffers.codes, stored, out.data() + row * layout_.rowBytes(tile.columns));
    }
    return {};
}

void IntegerFormat::readRow(const TensorParameters* parameters, const std::byte* in, Row& buffers) const {
    if (!layout_.perTensor())
        return layout_.readRow(in, buffers.codes, buffers.steps);
    buffers.steps[0] = tensorStep(parameters);
    layout_.readRow(in, buffers.codes, {});
}

Result<void> IntegerFormat::decode(const TensorParameters* parameters, std::span<const std::byte> bytes,
                                   std::int64_t, std::int64_t rows, std::int64_t columns,
                                   std::span<float> out) const {
    Row buffers(layout_, columns);
    for (std::int64_t row = 0; row < rows; ++row) {
        readRow(parameters, bytes.data() + row * layout_.rowBytes(columns), buffers);
        const auto values =
            out.subspan(static_cast<std::size_t>(row * columns), static_cast<std::size_t>(columns));
        for (std::size_t i = 0; i < buffers.steps.size(); ++i)
            dequantize(buffers.part(buffers.codes, i), buffers.steps[i], buffers.part(values, i));
    }
    return {};
}

std::shared_ptr<const ScalarGrid> IntegerFormat::plannedGrid(const TensorParametersPtr& parameters) const {
    if (!layout_.perTensor() || !parameters)
        return nullptr;
    return std::make_shared<IntegerScalarGrid>(layout_, tensorStep(parameters.get()));
}

std::vector<float> IntegerFormat::levels() const {
    return {scalarGrid_.levels().begin(), scalarGrid_.levels().end()};
}

Result<Unpacked> IntegerFormat::unpack(const TensorParameters* parameters, std::span<const std::byte> bytes,
                                       std::int64_t, std::int64_t rows, std::int64_t columns) const {
    Unpacked result;
    Row buffers(layout_, columns);
    for (std::int64_t row = 0; row < rows; ++row) {
        readRow(parameters, bytes.data() + row * layout_.rowBytes(columns), buffers);
        result.codes.insert(result.codes.end(), buffers.codes.begin(), buffers.codes.end());
        if (layout_.perTensor() && row > 0)
            continue;
        for (const Step& step : buffers.steps) {
            const Affine affine = scalarGrid_.affineOf(step);
            result.scales.push_back(affine.scale);
            if (!layout_.grid.symmetric)
                result.offsets.push_back(affine.offset);
        }
    }
    return result;
}

} // namespace mantissa::integer
