#pragma once
// Which input columns of each weight matter: the sums of squares of what came in on calibration text, as
// llama.cpp's "importance matrix" keeps them. Error in a column is weighted with the mean of its squares.
#include "base/result.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace mantissa {

/// What one tensor saw.
struct ImportanceEntry {
    std::vector<float> sums; ///< of squared inputs; experts one after another, each as long as a row
    std::vector<std::uint64_t> counts; ///< tokens (or chunks, see ImportanceMatrix::countsChunks) seen: one
                                       ///< an expert, or one for the whole tensor

    std::int64_t experts() const { return static_cast<std::int64_t>(counts.size()); }
    std::int64_t columns() const { return static_cast<std::int64_t>(sums.size() / counts.size()); }

    /// Means of squares, as many as sums. An expert that saw nothing gets 1 everywhere, as in llama.cpp.
    std::vector<float> means() const;
};

struct ImportanceMatrix {
    std::map<std::string, ImportanceEntry> entries; ///< by the tensor's name in GGUF
    std::vector<std::string> datasets;              ///< the texts it was made from, as their paths were given
    std::uint32_t chunks = 0;                       ///< of text
    std::uint32_t chunkTokens = 0;                  ///< the context it was made with; 0: not known
    bool countsChunks = false; ///< entries count chunks of unknown length instead of tokens

    /// The importance of a weight's columns: experts x columns means (all experts one after another), empty
    /// if the matrix does not know the tensor. Error Mismatch if it knows one of another shape.
    Result<std::vector<float>> importance(const std::string& tensor, std::int64_t experts,
                                          std::int64_t columns) const;
};

/// The same with tokens counted, for a matrix that counts chunks: each is taken for one of so many tokens.
/// The means stay what they are.
ImportanceMatrix inTokens(ImportanceMatrix matrix, std::uint32_t chunkTokens);

/// How well calibration covered one expert of a tensor (or all of a tensor without experts).
struct ExpertCoverage {
    std::uint64_t tokens = 0;
    std::int64_t silentColumns = 0; ///< where every input was zero; 0 for an expert that saw nothing
    double heaviestShare = 0;       ///< the part of its squares that its heaviest 1 % of columns hold
};

/// How well calibration covered one tensor.
struct ImportanceCoverage {
    std::string tensor;
    std::int64_t columns = 0;
    std::int64_t experts = 0;
    std::uint64_t tokens = 0;         ///< of the expert that saw most
    std::uint64_t fewestTokens = 0;   ///< of the expert that saw least
    std::int64_t unseenExperts = 0;   ///< saw no token at all
    std::int64_t silentColumns = 0;   ///< of experts that saw tokens: columns where every input was zero
    double heaviestShare = 0;         ///< the part of all squares that the heaviest 1 % of columns hold
    std::vector<ExpertCoverage> each; ///< one an expert
    bool countsChunks = false;        ///< `tokens` are chunks of unknown length, as the matrix counts

    /// Silent columns over all columns of the experts that saw something; 0 where none did.
    double silentShare() const;
};

ImportanceCoverage coverageOf(const std::string& tensor, const ImportanceEntry& entry,
                              bool countsChunks = false);

/// In the order of names.
std::vector<ImportanceCoverage> coverage(const ImportanceMatrix& matrix);

} // namespace mantissa
