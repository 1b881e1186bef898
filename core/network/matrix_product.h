#pragma once
// Single-precision matrix products on OpenBLAS. Its own threads are switched off: callers run many products
// side by side on the one pool, over blocks that do not depend on the number of threads, so results are the
// same for every count on one CPU type.
#include <cstdint>

namespace mantissa {

/// Switches BLAS's own threads off; every function here does so first.
void pinProductThreads();

/// A row-major matrix inside a larger one: `stride` floats from row to row.
struct MatrixView {
    const float* data;
    std::int64_t stride;
};

/// c (m x n, row stride cStride) = factor * a (m x k) * b^T, b being n x k. Weights are stored like this.
void multiplyTransposed(std::int64_t m, std::int64_t n, std::int64_t k, float factor, MatrixView a,
                        MatrixView b, float* c, std::int64_t cStride);

/// c = a (m x k) * b (k x n).
void multiplyPlain(std::int64_t m, std::int64_t n, std::int64_t k, MatrixView a, MatrixView b, float* c,
                   std::int64_t cStride);

/// The same in double precision, all three dense.
void multiplyPlain(std::int64_t m, std::int64_t n, std::int64_t k, const double* a, const double* b,
                   double* c);

/// c = a^T b, a being k x m and b k x n: sums over rows, as second moments are.
void multiplyTransposedLeft(std::int64_t m, std::int64_t n, std::int64_t k, MatrixView a, MatrixView b,
                            float* c, std::int64_t cStride);

/// c (m x n) -= a (m x k) * b (k x n).
void subtractProduct(std::int64_t m, std::int64_t n, std::int64_t k, MatrixView a, MatrixView b, float* c,
                     std::int64_t cStride);

} // namespace mantissa
