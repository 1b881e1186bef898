#include "network/matrix_factor.h"

#include "network/matrix_product.h"

#include <cblas.h>

// OpenBLAS brings LAPACK along, but this package has no header for it.
extern "C" void dpotrf_(const char* half, const blasint* n, double* a, const blasint* stride, blasint* info);

namespace mantissa {

namespace {

blasint size(std::int64_t value) {
    return static_cast<blasint>(value);
}

} // namespace

bool choleskyInPlace(std::int64_t n, double* a, std::int64_t stride) {
    pinProductThreads();
    // LAPACK counts columns first: our lower half is its upper one.
    const blasint order = size(n);
    const blasint lead = size(stride);
    blasint info = 0;
    dpotrf_("U", &order, a, &lead, &info);
    return info == 0;
}

void solveTransposedRight(std::int64_t m, std::int64_t n, const double* l, std::int64_t lStride, double* x,
                          std::int64_t xStride) {
    pinProductThreads();
    cblas_dtrsm(CblasRowMajor, CblasRight, CblasLower, CblasTrans, CblasNonUnit, size(m), size(n), 1.0, l,
                size(lStride), x, size(xStride));
}

void solveLower(std::int64_t m, std::int64_t n, const double* l, std::int64_t lStride, double* x,
                std::int64_t xStride) {
    pinProductThreads();
    cblas_dtrsm(CblasRowMajor, CblasLeft, CblasLower, CblasNoTrans, CblasNonUnit, size(m), size(n), 1.0, l,
                size(lStride), x, size(xStride));
}

void subtractTransposed(std::int64_t m, std::int64_t n, std::int64_t k, const double* a, std::int64_t aStride,
                        const double* b, std::int64_t bStride, double* c, std::int64_t cStride) {
    pinProductThreads();
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasTrans, size(m), size(n), size(k), -1.0, a, size(aStride), b,
                size(bStride), 1.0, c, size(cStride));
}

} // namespace mantissa
