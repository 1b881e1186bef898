#include "pipeline/certificate.h"

#include <algorithm>

namespace mantissa {

bool Certificate::valid() const {
    return bytes == planned && !sha256.empty() &&
           std::all_of(tensors.begin(), tensors.end(), [](const CertifiedTensor& tensor) {
               return tensor.bytesEqual && tensor.decodesEqual;
           });
}

} // namespace mantissa
