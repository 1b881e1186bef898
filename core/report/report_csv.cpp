#include "report/report_csv.h"

#include "report/csv_cells.h"
#include "report/exported_csv.h"
#include "report/method_comparison_text.h"
#include "tensor/packed_weight.h"

namespace mantissa {

using namespace csv;

std::string renderCsv(const ReportContent& content) {
    if (content.preflight && content.certificate)
        return exportedCsv(*content.preflight, *content.certificate);
    if (content.methods && !content.comparison)
        return methodComparisonCsv(*content.methods);
    std::string text = "tensor,shape,dtype,scheme,used,bytes,bitsPerWeight,rmse,relativeRmse,sqnrDb,cosine,"
                       "maxAbs,fallback,gaussianBound,lloydMaxBound,bitsLeft\r\n";
    if (!content.comparison)
        return text;
    const Comparison& comparison = *content.comparison;
    for (const SchemeTotal& total : comparison.totals) {
        text += "*,,," + cell(total.scheme) + "," + cell(total.scheme) +
                figureCells(total.bytes, total.bitsPerWeight, total.sums) + "," + boundCells(total.bounds) +
                "\r\n";
    }
    for (const ComparedTensor& compared : comparison.tensors) {
        const Tensor& tensor = *compared.tensor;
        const std::string head =
            cell(tensor.name) + "," + cell(describe(tensor.shape)) + "," + storedType(tensor) + ",";
        for (std::size_t i = 0; i < compared.schemes.size(); ++i) {
            const Measurement& measured = compared.schemes[i];
            text += head + cell(comparison.totals[i].scheme) + "," + cell(measured.used) +
                    figureCells(measured.bytes, measured.bitsPerWeight, measured.sums) + "," +
                    cell(translated(measured.fallback)) +
                    boundCells(boundFigures(measured.bitsPerWeight, measured.sums)) + "\r\n";
        }
    }
    return text;
}

} // namespace mantissa
