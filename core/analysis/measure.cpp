#include "analysis/measure.h"

#include "analysis/finite_energy.h"
#include "formats/decode.h"
#include "tensor/packed_weight.h"
#include "tensor/weight.h"

#include <algorithm>

namespace mantissa {

namespace {

// A plan without a scheme keeps plain numbers. Rounding to F16 or BF16 is a format like any other; keeping
// what is there, or widening it, loses nothing.
Result<std::optional<Scheme>> schemeOf(const TensorPlan& plan) {
    if (plan.scheme)
        return plan.scheme;
    const bool narrows =
        plan.dtype != plan.tensor->dtype && (plan.dtype == DType::F16 || plan.dtype == DType::BF16);
    if (!narrows)
        return std::nullopt;
    MANTISSA_TRY(Scheme scheme, parseScheme(info(plan.dtype).name));
    return scheme;
}

// Where nothing is encoded, "tiles" are those that F32 would have.
Tiling plainTiling(const RowSource& rows, Extent extent) {
    constexpr std::int64_t tileElements = 128 * 1024;
    Tiling tiles;
    tiles.rowsPerTile = std::max<std::int64_t>(1, tileElements / std::max<std::int64_t>(1, rows.columns()));
    std::uint64_t taken = 0;
    for (std::int64_t first = 0; first < rows.rows(); first += tiles.rowsPerTile) {
        if (extent.elements > 0 && taken >= extent.elements)
            break;
        tiles.firstRows.push_back(first);
        taken += static_cast<std::uint64_t>(tiles.rowsPerTile * rows.columns());
    }
    return tiles;
}

std::uint64_t elementsOf(const Tiling& tiles, const RowSource& rows) {
    std::uint64_t sum = 0;
    for (const std::int64_t first : tiles.firstRows)
        sum += static_cast<std::uint64_t>(std::min(tiles.rowsPerTile, rows.rows() - first) * rows.columns());
    return sum;
}

struct Sums {
    ErrorSums plain;
    WeightedSums weighted;
};

Sums joined(const std::vector<Sums>& tiles) {
    Sums sums;
    for (const Sums& tile : tiles) {
        sums.plain.add(tile.plain);
        sums.weighted.add(tile.weighted);
    }
    return sums;
}

Sums sumsOf(const MeasuredRows& rows, std::span<const float> original, std::span<const float> decoded,
            std::int64_t firstRow) {
    const std::int64_t columns = rows.rows->columns();
    Sums sums{errorSums(original, decoded, firstRow, columns), {}};
    if (rows.importance.empty() || columns == 0)
        return sums;
    const std::int64_t experts =
        std::max<std::int64_t>(1, static_cast<std::int64_t>(rows.importance.size()) / columns);
    sums.weighted =
        weightedSums(original, decoded, rows.importance, firstRow, rows.rows->rows() / experts, columns);
    return sums;
}

// Errors of values against the original where that is another file, of values against themselves where not.
Result<Sums> sumsAgainst(const MeasuredRows& rows, std::span<const float> original,
                         std::span<const float> decoded, std::int64_t firstRow, std::int64_t count) {
    const std::int64_t columns = rows.rows->columns();
    if (rows.original == rows.rows)
        return sumsOf(rows, original, decoded, firstRow);
    std::vector<float> reference(original.size());
    MANTISSA_CHECK(rows.original->read(firstRow, count, reference));
    MANTISSA_CHECK(requireFinite(reference, firstRow, columns));
    return sumsOf(rows, reference, decoded, firstRow);
}

Result<Sums> measurePlain(const MeasuredRows& rows, Extent extent, const Task& task) {
    const Tiling tiles = plainTiling(*rows.rows, extent);
    std::vector<Sums> parts;
    std::vector<float> values;
    for (const std::int64_t first : tiles.firstRows) {
        MANTISSA_CHECK(task.check());
        const std::int64_t count = std::min(tiles.rowsPerTile, rows.rows->rows() - first);
        values.resize(static_cast<std::size_t>(count * rows.rows->columns()));
        MANTISSA_CHECK(rows.rows->read(first, count, values));
        MANTISSA_CHECK(requireFinite(values, first, rows.rows->columns()));
        MANTISSA_TRY(parts.emplace_back(), sumsAgainst(rows, values, values, first, count));
        task.advance(values.size());
    }
    return joined(parts);
}

Result<Sums> measureScheme(const Scheme& scheme, const MeasuredRows& rows, Extent extent, const Task& task) {
    const Tiling tiles = tiling(*scheme.format, rows.rows->rows(), rows.rows->columns(), extent);
    std::vector<Sums> parts(tiles.firstRows.size());
    const auto sink = [&](std::size_t index, const QuantizedTile& tile) -> Result<void> {
        MANTISSA_TRY(parts[index], sumsAgainst(rows, tile.original, tile.decoded, tile.firstRow, tile.rows));
        return {};
    };
    MANTISSA_CHECK(
        quantizeTiles(scheme, {rows.rows, rows.importance, {}, rows.finished}, extent, task, sink));
    return joined(parts);
}

Error inTensor(Error error, const Tensor& tensor) {
    return std::move(error).inFile(tensor.file).ofTensor(tensor.name);
}

Result<std::shared_ptr<const RowSource>> openOriginal(const Tensor& tensor, const Model& original) {
    const auto counterpart = original.tensor(tensor.name);
    if (counterpart == nullptr) {
        return fail(Error(ErrorCode::NotFound,
                          sentence(MANTISSA_TR("core", "The original has no tensor of this name.")))
                        .inFile(original.path)
                        .ofTensor(tensor.name));
    }
    if (counterpart->shape != tensor.shape) {
        return fail(
            Error(ErrorCode::Mismatch,
                  sentence(MANTISSA_TR("core", "It is %1 in the original and %2 here: not the same model."),
                           describe(counterpart->shape), describe(tensor.shape)))
                .inFile(original.path)
                .ofTensor(tensor.name));
    }
    return openRows(withInputsFirst(counterpart, inputsFirst(tensor)));
}

} // namespace

OriginalRows originalByName(ModelPtr original) {
    return [original = std::move(original)](const Tensor& tensor) { return openOriginal(tensor, *original); };
}

Result<MeasuredRows> openMeasured(const std::shared_ptr<const Tensor>& tensor, const OriginalRows& original) {
    MeasuredRows result;
    MANTISSA_TRY(result.rows, openRows(tensor));
    result.original = result.rows;
    if (original) {
        MANTISSA_TRY(result.original, original(*tensor));
    }
    return result;
}

std::uint64_t measuredElements(const TensorPlan& plan, const RowSource& rows, Extent extent) {
    const auto scheme = schemeOf(plan);
    return elementsOf(scheme && *scheme ? tiling(*(*scheme)->format, rows.rows(), rows.columns(), extent)
                                        : plainTiling(rows, extent),
                      rows);
}

Result<Measurement> measure(const TensorPlan& plan, const MeasuredRows& rows, Extent extent,
                            const Task& task) {
    Measurement result;
    MANTISSA_TRY(const std::optional<Scheme> scheme, schemeOf(plan));
    result.used = plan.scheme ? plan.scheme->text() : storedType(plan);
    result.fallback = plan.fallback;
    result.bytes = plan.bytes;
    const std::uint64_t elements = rows.rows->elements();
    if (elements > 0)
        result.bitsPerWeight = 8.0 * static_cast<double>(plan.bytes) / static_cast<double>(elements);
    auto sums = scheme ? measureScheme(*scheme, rows, extent, task) : measurePlain(rows, extent, task);
    if (!sums)
        return fail(inTensor(std::move(sums).error(), *plan.tensor));
    result.sums = sums->plain;
    result.weighted = sums->weighted;
    result.exact = result.sums.count == elements;
    return result;
}

} // namespace mantissa
