#include "formats/narrow/narrow_format.h"

#include "formats/finite.h"
#include "formats/narrow/narrow_tensor_scale.h"

#include <algorithm>
#include <array>

namespace mantissa::narrow {

struct NarrowFormat::Row {
    Row(const Layout& layout, std::int64_t width)
        : columns(width), group(layout.groupElements(width)), codes(static_cast<std::size_t>(width)),
          scales(static_cast<std::size_t>(layout.perTensor() ? 1 : layout.groups(width))) {}

    /// The part of a row that scale i covers.
    template <class Values>
    auto part(Values&& values, std::size_t i) const {
        const std::size_t begin = i * static_cast<std::size_t>(group);
        return std::span(values).subspan(
            begin, std::min(static_cast<std::size_t>(group), static_cast<std::size_t>(columns) - begin));
    }

    std::int64_t columns;
    std::int64_t group;
    std::vector<std::uint8_t> codes;
    std::vector<float> scales; ///< of the groups; or the tensor's, alone
};

namespace {

float tensorScale(const TensorParameters* parameters) {
    return static_cast<const TensorScale&>(*parameters).scale;
}

} // namespace

NarrowFormat::NarrowFormat(const FormatEntry& entry, std::string text, const Layout& layout)
    : entry_(entry), text_(std::move(text)), layout_(layout), grid_(layout) {
    for (int code = 0; code < layout.kind.codeCount(); ++code)
        numbers_.push_back(numberOf(layout.kind, code));
}

std::uint64_t NarrowFormat::payloadBytes(std::int64_t rows, std::int64_t columns) const {
    return static_cast<std::uint64_t>(rows) * static_cast<std::uint64_t>(layout_.rowBytes(columns));
}

std::uint64_t NarrowFormat::parameterBytes(std::int64_t, std::int64_t) const {
    return layout_.perTensor() ? static_cast<std::uint64_t>(layout_.store.bytes()) : 0;
}

std::span<const Encoder> NarrowFormat::encoders() const {
    static constexpr std::array all{Encoder::Rtn, Encoder::Search};
    return all;
}

Result<TensorParametersPtr> NarrowFormat::plan(const RowSource& rows, Encoder encoder,
                                               std::span<const float> importance, const Task& task) const {
    if (!layout_.perTensor())
        return nullptr;
    auto parameters = std::make_shared<TensorScale>();
    MANTISSA_TRY(parameters->scale,
                 findTensorScale(layout_, rows, encoder == Encoder::Search, importance, task));
    return parameters;
}

Result<void> NarrowFormat::encodeRow(Encoder encoder, const RowTile& tile, std::int64_t row,
                                     Row& buffers) const {
    const auto values = tile.values.subspan(static_cast<std::size_t>(row * tile.columns),
                                            static_cast<std::size_t>(tile.columns));
    for (std::size_t i = 0; i < buffers.scales.size(); ++i) {
        const std::span<const float> group = buffers.part(values, i);
        float& scale = buffers.scales[i];
        if (!layout_.perTensor())
            scale = scaleFor(layout_.kind, layout_.store, absmax(group));
        if (!representable(layout_.kind, scale)) {
            return fail(
                ErrorCode::Numeric,
                sentence(MANTISSA_TR("core", "The weights in row %1 from column %2 on are too large for a "
                                             "scale of type %3. Choose scale=f32 or scale=bf16, or "
                                             "leave this tensor as it is."),
                         tile.firstRow + row, static_cast<std::int64_t>(i) * buffers.group,
                         layout_.store.plain
                             ? scaleTypeNames()[static_cast<std::size_t>(*layout_.store.plain)]
                             : std::string("e8m0")));
        }
        if (encoder == Encoder::Search && !layout_.perTensor()) {
            const auto importance =
                tile.importance.empty() ? tile.importance : buffers.part(tile.importance, i);
            scale = searchScale(layout_.kind, layout_.store, scale, group, importance);
        }
        narrow::encode(layout_.kind, group, scale, buffers.part(buffers.codes, i));
    }
    return {};
}

Result<void> NarrowFormat::encode(Encoder encoder, const TensorParameters* parameters, const RowTile& tile,
                                  std::span<std::byte> out) const {
    MANTISSA_CHECK(checkFinite(tile));
    Row buffers(layout_, tile.columns);
    if (layout_.perTensor())
        buffers.scales[0] = tensorScale(parameters);
    const auto stored = std::span(buffers.scales).first(layout_.perTensor() ? 0 : buffers.scales.size());
    for (std::int64_t row = 0; row < tile.rows; ++row) {
        MANTISSA_CHECK(encodeRow(encoder, tile, row, buffers));
        layout_.writeRow(buffers.codes, stored, out.data() + row * layout_.rowBytes(tile.columns));
    }
    return {};
}

void NarrowFormat::readRow(const TensorParameters* parameters, const std::byte* in, Row& buffers) const {
    if (!layout_.perTensor())
        return layout_.readRow(in, buffers.codes, buffers.scales);
    buffers.scales[0] = tensorScale(parameters);
    layout_.readRow(in, buffers.codes, {});
}

Result<void> NarrowFormat::decode(const TensorParameters* parameters, std::span<const std::byte> bytes,
                                  std::int64_t, std::int64_t rows, std::int64_t columns,
                                  std::span<float> out) const {
    Row buffers(layout_, columns);
    for (std::int64_t row = 0; row < rows; ++row) {
        readRow(parameters, bytes.data() + row * layout_.rowBytes(columns), buffers);
        const auto values =
            out.subspan(static_cast<std::size_t>(row * columns), static_cast<std::size_t>(columns));
        for (std::size_t i = 0; i < buffers.scales.size(); ++i) {
            const auto codes = buffers.part(buffers.codes, i);
            const auto to = buffers.part(values, i);
            for (std::size_t j = 0; j < codes.size(); ++j)
                to[j] = numbers_[codes[j]] * buffers.scales[i];
        }
    }
    return {};
}

std::shared_ptr<const ScalarGrid> NarrowFormat::plannedGrid(const TensorParametersPtr& parameters) const {
    if (!layout_.perTensor() || !parameters)
        return nullptr;
    return std::make_shared<NarrowGrid>(layout_, tensorScale(parameters.get()));
}

Result<Unpacked> NarrowFormat::unpack(const TensorParameters* parameters, std::span<const std::byte> bytes,
                                      std::int64_t, std::int64_t rows, std::int64_t columns) const {
    Unpacked result;
    Row buffers(layout_, columns);
    for (std::int64_t row = 0; row < rows; ++row) {
        readRow(parameters, bytes.data() + row * layout_.rowBytes(columns), buffers);
        result.codes.insert(result.codes.end(), buffers.codes.begin(), buffers.codes.end());
        if (!layout_.perTensor() || row == 0)
            result.scales.insert(result.scales.end(), buffers.scales.begin(), buffers.scales.end());
    }
    return result;
}

} // namespace mantissa::narrow
