#include "report/exported_csv.h"

#include "report/csv_cells.h"
#include "tensor/packed_weight.h"

namespace mantissa {

using namespace csv;

namespace {

const char* yesOrNo(bool yes) {
    return yes ? "yes" : "no";
}

std::string line(const std::string& name, const TensorPlan& plan, const CertifiedTensor& tensor) {
    const std::uint64_t elements = plan.tensor->elements();
    const double bits =
        elements == 0 ? 0.0 : 8.0 * static_cast<double>(tensor.bytes) / static_cast<double>(elements);
    return cell(name) + "," + cell(plan.tensor->name) + "," + cell(describe(plan.tensor->shape)) + "," +
           storedType(*plan.tensor) + "," + cell(tensor.stored) + "," + cell(tensor.scheme) +
           figureCells(tensor.bytes, bits, tensor.sums) + "," + cell(translated(plan.fallback)) + "," +
           tensor.sha256 + "," + yesOrNo(tensor.bytesEqual) + "," + yesOrNo(tensor.decodesEqual) + "\r\n";
}

} // namespace

std::string exportedCsv(const Preflight& preflight, const Certificate& certificate) {
    std::string lines;
    ErrorSums sums;
    for (std::size_t i = 0; i < preflight.tensors.size() && i < certificate.tensors.size(); ++i) {
        lines += line(preflight.names[i], preflight.tensors[i], certificate.tensors[i]);
        sums.add(certificate.tensors[i].sums);
    }
    const char* verdict = yesOrNo(certificate.valid());
    const std::string head = "tensor,source,shape,from,stored,scheme,bytes,bitsPerWeight,rmse,relativeRmse,"
                             "sqnrDb,cosine,maxAbs,fallback,sha256,bytesEqual,decodesEqual\r\n";
    return head + "*," + cell(certificate.source.string()) + ",,,," + cell(certificate.recipe) +
           figureCells(certificate.bytes, preflight.bitsPerWeight, sums) + ",," + certificate.sha256 + "," +
           verdict + "," + verdict + "\r\n" + lines;
}

} // namespace mantissa
