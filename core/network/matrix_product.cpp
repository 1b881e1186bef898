#include "network/matrix_product.h"

#include <cblas.h>

namespace mantissa {

namespace {

blasint size(std::int64_t value) {
    return static_cast<blasint>(value);
}

} // namespace

void pinProductThreads() {
    static const bool once = [] {
        openblas_set_num_threads(1);
        return true;
    }();
    static_cast<void>(once);
}

void multiplyTransposed(std::int64_t m, std::int64_t n, std::int64_t k, float factor, MatrixView a,
                        MatrixView b, float* c, std::int64_t cStride) {
    pinProductThreads();
    if (m == 1) { // a product of matrices would first copy all of b
        cblas_sgemv(CblasRowMajor, CblasNoTrans, size(n), size(k), factor, b.data, size(b.stride), a.data, 1,
                    0.0F, c, 1);
        return;
    }
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, size(m), size(n), size(k), factor, a.data,
                size(a.stride), b.data, size(b.stride), 0.0F, c, size(cStride));
}

void multiplyPlain(std::int64_t m, std::int64_t n, std::int64_t k, MatrixView a, MatrixView b, float* c,
                   std::int64_t cStride) {
    pinProductThreads();
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, size(m), size(n), size(k), 1.0F, a.data,
                size(a.stride), b.data, size(b.stride), 0.0F, c, size(cStride));
}

void multiplyPlain(std::int64_t m, std::int64_t n, std::int64_t k, const double* a, const double* b,
                   double* c) {
    pinProductThreads();
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, size(m), size(n), size(k), 1.0, a, size(k), b,
                size(n), 0.0, c, size(n));
}

void multiplyTransposedLeft(std::int64_t m, std::int64_t n, std::int64_t k, MatrixView a, MatrixView b,
                            float* c, std::int64_t cStride) {
    pinProductThreads();
    cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, size(m), size(n), size(k), 1.0F, a.data,
                size(a.stride), b.data, size(b.stride), 0.0F, c, size(cStride));
}

void subtractProduct(std::int64_t m, std::int64_t n, std::int64_t k, MatrixView a, MatrixView b, float* c,
                     std::int64_t cStride) {
    pinProductThreads();
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, size(m), size(n), size(k), -1.0F, a.data,
                size(a.stride), b.data, size(b.stride), 1.0F, c, size(cStride));
}

} // namespace mantissa
