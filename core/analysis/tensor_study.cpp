#include "analysis/tensor_study.h"

#include "analysis/finite_energy.h"
#include "analysis/tile_tally.h"

#include <cmath>

namespace mantissa {

namespace {

Result<void> sameSize(const RowSource& original, const RowSource& rows) {
    if (original.rows() == rows.rows() && original.columns() == rows.columns())
        return {};
    return fail(ErrorCode::Mismatch,
                sentence(MANTISSA_TR("core", "The original has %1 rows of %2, this tensor %3 of %4: they "
                                             "cannot be compared."),
                         original.rows(), original.columns(), rows.rows(), rows.columns()));
}

} // namespace

Result<TensorStudyPtr> studyTensor(const Scheme& scheme, const MethodInput& input,
                                   const StudyOptions& options, const Task& task) {
    const RowSource& rows = *input.rows;
    const Format& format = *scheme.format;
    MANTISSA_CHECK(format.accepts(rows.rows(), rows.columns()));
    if (options.original)
        MANTISSA_CHECK(sameSize(*options.original, rows));
    const RowSource& reference = options.original ? *options.original : rows;

    auto study = std::make_shared<TensorStudy>();
    study->scheme = scheme.text();
    study->elements = rows.elements();
    study->bytes =
        format.payloadBytes(rows.rows(), rows.columns()) + format.parameterBytes(rows.rows(), rows.columns());
    study->bitsPerWeight = format.bitsPerWeight(rows.rows(), rows.columns());

    const Tiling tiles = tiling(format, rows.rows(), rows.columns(), options.extent);
    MANTISSA_TRY(const Energy energy, energyOf(reference, tiles, task));
    task.addTotal(energy.count);
    if (energy.count > 0)
        study->sigma = std::sqrt(energy.sum2 / static_cast<double>(energy.count));

    TileTally tally(scheme, options, tiles, rows.rows(), study->sigma);
    const auto sink = [&](std::size_t index, const QuantizedTile& tile) -> Result<void> {
        if (!options.original)
            return tally.add(index, tile, tile.original);
        std::vector<float> original(tile.original.size());
        MANTISSA_CHECK(reference.read(tile.firstRow, tile.rows, original));
        return tally.add(index, tile, original);
    };
    MANTISSA_CHECK(quantizeTiles(scheme, input, options.extent, task, sink));
    tally.finish(*study);
    study->exact = study->sums.count == study->elements;
    return study;
}

} // namespace mantissa
