#pragma once
// An importance matrix fitted to one model: the weights of columns for each of its tensors, checked for size.
#include "calibration/importance_matrix.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace mantissa {

struct TensorImportance {
    /// By the name the model gives the tensor; columns of one expert after another. Tensors that the matrix
    /// does not know are not in here.
    std::map<std::string, std::vector<float>> columns;
    /// How well the calibration covered each of them, by the same names.
    std::map<std::string, ImportanceCoverage> coverage;
    // Where it comes from, for the file that is made with it.
    std::string file;
    std::string dataset;
    std::uint32_t chunks = 0;

    /// Empty for a tensor that is not known.
    const std::vector<float>& of(const std::string& tensor) const {
        static const std::vector<float> none;
        const auto found = columns.find(tensor);
        return found == columns.end() ? none : found->second;
    }
};
using TensorImportancePtr = std::shared_ptr<const TensorImportance>;

} // namespace mantissa
