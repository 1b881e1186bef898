#pragma once
// Checks a file by itself (`mantissa-cli verify FILE`) and, given the original, measures each tensor against
// it.
#include "analysis/error_figures.h"
#include "base/task.h"
#include "files/model.h"

namespace mantissa {

enum class FindingKind { Note, Warning, Problem };

struct Finding {
    FindingKind kind = FindingKind::Note;
    std::string tensor; ///< empty: the file
    Text what;
};

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
        findings;       ///< NaN/Inf, zero scales, all codes equal, missing or misshapen tensors, ...
    bool sound() const; ///< no Problem among the findings
};

Result<Verification> verify(const ModelPtr& model, const ModelPtr& original, const Task& task);

} // namespace mantissa
