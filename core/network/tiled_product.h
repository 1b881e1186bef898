#pragma once
// Products with weights that were laid out for the registers of this CPU beforehand. BLAS lays out both of
// its matrices again in every product; weights are used in many, so that this was a tenth of an evaluation's
// time. A row of a result depends on its own row and on the weights only, not on how many are multiplied
// together.
#include "network/matrix_product.h"

#include <cstddef>

namespace mantissa {

/// Weights side by side in one tile, the same on every CPU: panels are best cut at multiples of it.
constexpr std::int64_t tileOutputs = 32;

/// Floats that the tiles of so many rows of weights take: the last tile is filled up with zeros.
std::size_t tiledSize(std::int64_t outputs, std::int64_t width);

/// Lays out weights: `outputs` rows of `width`. Tiles follow each other; each has, for every column, its
/// outputs side by side. A run of rows that starts at a multiple of tileOutputs may be laid out by itself, at
/// tiles + tiledSize(its first row, width).
void tileRows(std::int64_t outputs, std::int64_t width, MatrixView weights, float* tiles);

/// The same from the transposed matrix: `width` rows of `outputs`.
void tileColumns(std::int64_t outputs, std::int64_t width, MatrixView weights, float* tiles);

struct Tiles {
    const float* data;
    std::int64_t width; ///< that they were laid out with
};

/// y (rows x outputs, row stride yStride) = x (rows x width) * weights^T + bias (null: none). `width` may
/// stop short of the tiles' own.
void multiplyTiled(std::int64_t rows, std::int64_t outputs, std::int64_t width, MatrixView x, Tiles weights,
                   const float* bias, float* y, std::int64_t yStride);

} // namespace mantissa
