#include "cli/exported_text.h"

#include "base/printable.h"
#include "cli/export_table.h"
#include "cli/table.h"
#include "report/number_text.h"

#include <iostream>

namespace mantissa::cli {

namespace {

/// All tensors together, and the one that fared worst.
void printErrors(const Certificate& certificate) {
    ErrorSums sums;
    const CertifiedTensor* worst = nullptr;
    std::size_t changed = 0;
    for (const CertifiedTensor& tensor : certificate.tensors) {
        sums.add(tensor.sums);
        changed += tensor.relativeRmse > 0 ? 1 : 0;
        if (tensor.relativeRmse > 0 && (worst == nullptr || tensor.relativeRmse > worst->relativeRmse))
            worst = &tensor;
    }
    const ErrorFigures errors = figures(sums);
    std::cout << "  Against the original: " << changed << " of " << certificate.tensors.size()
              << " tensors changed; relative RMSE " << percentText(errors.relativeRmse) << ", SQNR "
              << fixedText(errors.sqnrDb, 2) << " dB, largest error " << shortText(errors.maxAbs) << '\n';
    if (worst != nullptr)
        std::cout << "  Worst: " << printable(worst->name) << ", " << percentText(worst->relativeRmse)
                  << '\n';
}

} // namespace

void printPreflight(const Preflight& plan, bool everyTensor) {
    printTable({plan, nullptr, everyTensor}, std::cout);
    std::cout << "The file will have " << plan.fileBytes << " bytes (" << bytesText(plan.fileBytes) << "), "
              << fixedText(plan.bitsPerWeight, 3) << " bits a weight.\n";
    if (const auto& calibration = plan.calibration; calibration && calibration->weights > 0)
        std::cout << "Calibration: " << counted(calibration->weights, "weight") << " from "
                  << calibration->tokens << " tokens ("
                  << counted(static_cast<std::uint64_t>(calibration->chunks), "chunk") << " of "
                  << calibration->context << "), at most " << bytesText(calibration->memory)
                  << " at once for " << printable(calibration->largest) << ".\n";
}

void printCertificate(const Preflight& plan, const Certificate& certificate, bool everyTensor) {
    printTable({plan, &certificate, everyTensor}, std::cout);
    std::cout << "Wrote " << printable(certificate.file.string()) << ": " << certificate.bytes << " bytes ("
              << bytesText(certificate.bytes) << "), as planned; " << fixedText(plan.bitsPerWeight, 3)
              << " bits a weight\n"
              << "  sha256 " << certificate.sha256 << '\n';
    printErrors(certificate);
    std::cout << "  Took " << fixedText(certificate.writingSeconds, 2) << " s to quantize and write, "
              << fixedText(certificate.checkingSeconds, 2) << " s to read back and hash\n"
              << "  Read back: " << counted(certificate.tensors.size(), "tensor") << " "
              << (certificate.valid() ? "equal to what was encoded, bit for bit.\n"
                                      : "DIFFER from what was encoded.\n");
}

void printWarnings(const Preflight& plan) {
    for (const Text& warning : plan.warnings)
        std::cerr << "note: " << translated(warning) << '\n';
}

} // namespace mantissa::cli
