#pragma once
// The tables of `quantize`: what would be written, and what was.
#include "pipeline/export.h"

#include <iosfwd>

namespace mantissa::cli {

/// Tables longer than this show tensors that fared alike in different layers as one line.
constexpr std::size_t longTable = 60;

struct ExportTable {
    const Preflight& preflight;
    const Certificate* certificate = nullptr; ///< null: nothing was written yet
    bool everyTensor = false;                 ///< one line a tensor, however many there are
};

void printTable(const ExportTable& table, std::ostream& out);

} // namespace mantissa::cli
