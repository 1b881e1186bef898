#pragma once
// Steps of a blocked Cholesky factorization on OpenBLAS, in double precision. Matrices are row-major with row
// strides; callers run steps side by side on the one pool, as those of matrix_product.h.
#include <cstdint>

namespace mantissa {

/// The lower factor of a symmetric matrix (n x n), of which only the lower half is read and written. False
/// where it is not positive definite.
bool choleskyInPlace(std::int64_t n, double* a, std::int64_t stride);
/// x (m x n) becomes x * inverse(l)^T, l being lower triangular (n x n).
void solveTransposedRight(std::int64_t m, std::int64_t n, const double* l, std::int64_t lStride, double* x,
                          std::int64_t xStride);
/// x (m x n) becomes inverse(l) * x, l being lower triangular (m x m).
void solveLower(std::int64_t m, std::int64_t n, const double* l, std::int64_t lStride, double* x,
                std::int64_t xStride);
/// c (m x n) -= a (m x k) * b^T, b being n x k.
void subtractTransposed(std::int64_t m, std::int64_t n, std::int64_t k, const double* a, std::int64_t aStride,
                        const double* b, std::int64_t bStride, double* c, std::int64_t cStride);

} // namespace mantissa
