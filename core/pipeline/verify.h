#pragma once
// Checks a file by itself (`mantissa-cli verify FILE`) and, given the original, measures each tensor against
// it.
#include "analysis/error_figures.h"
#include "analysis/forensics/finding.h"
#include "base/task.h"
#include "files/model.h"

namespace mantissa {

struct VerifiedTensor {
    std::string name;
    std::string sha256;
    std::optional<ErrorSums> sums; ///< against the original, where there is one
};

struct Verification {
    std::filesystem::path file;
    std::string sha256;
    std::vector<VerifiedTensor> tensors;
    std::vector<Finding>
        findings;       ///< the file's, the tensors', then what the original has and the file has not
    bool sound() const; ///< no Problem among the findings
};

Result<Verification> verify(const ModelPtr& model, const ModelPtr& original, const Task& task);

} // namespace mantissa
