#include "cli/imatrix_conversion.h"

#include "calibration/imatrix_file.h"
#include "cli/input.h"
#include "pipeline/model_importance.h"
#include "pipeline/target_check.h"

#include <iostream>

namespace mantissa::cli {

namespace {

/// Where a model is given: that the matrix is one of it, and that the output is none of its files.
Result<void> checkModel(const ImatrixConversion& conversion, const ImportanceMatrix& matrix) {
    if (conversion.model.empty())
        return {};
    MANTISSA_TRY(const ModelPtr model, openInput(conversion.model));
    MANTISSA_CHECK(checkTarget(conversion.output, *model, 0));
    if (auto fitted = fitImportance(model, matrix); !fitted)
        return fail(std::move(std::move(fitted).error().inFile(conversion.from)));
    return {};
}

/// Tokens a chunk: the file's word, else the user's, else llama.cpp's default, with a note.
Result<std::uint32_t> chunkTokens(const ImatrixConversion& conversion, const ImportanceMatrix& matrix) {
    const auto given = static_cast<std::uint32_t>(conversion.context);
    if (matrix.chunkTokens > 0) {
        if (given > 0 && given != matrix.chunkTokens)
            return fail(Error(ErrorCode::InvalidArgument,
                              sentence(MANTISSA_TR("core", "The file says that its chunks had %1 tokens, not "
                                                           "%2. Leave --context out."),
                                       matrix.chunkTokens, given))
                            .inFile(conversion.from));
        return matrix.chunkTokens;
    }
    if (given > 0)
        return given;
    std::cerr << "note: the file does not say how many tokens a chunk had; " << usualChunkTokens
              << ", llama.cpp's default, are taken. Columns weigh the same whatever the number; --context N "
                 "sets it.\n";
    return usualChunkTokens;
}

} // namespace

Result<ImportanceMatrix> convertImatrix(const ImatrixConversion& conversion) {
    MANTISSA_CHECK(checkNotInput(conversion.output, conversion.from));
    MANTISSA_TRY(ImportanceMatrix matrix, readImatrix(conversion.from));
    MANTISSA_CHECK(checkModel(conversion, matrix));
    const bool counted = conversion.legacy && matrix.countsChunks; // chunks are what that form counts
    if (!counted) {
        MANTISSA_TRY(const std::uint32_t tokens, chunkTokens(conversion, matrix));
        matrix = inTokens(std::move(matrix), tokens);
        matrix.chunkTokens = tokens;
    }
    MANTISSA_CHECK(conversion.legacy ? writeLegacyImatrix(conversion.output, matrix)
                                     : writeImatrix(conversion.output, matrix));
    return matrix;
}

} // namespace mantissa::cli
