#pragma once
// What commands that write a model say before and after.
#include "pipeline/export.h"

namespace mantissa::cli {

/// everyTensor: one line a tensor, however many there are.
void printPreflight(const Preflight& plan, bool everyTensor);
void printCertificate(const Preflight& plan, const Certificate& certificate, bool everyTensor);
/// On stderr.
void printWarnings(const Preflight& plan);

} // namespace mantissa::cli
