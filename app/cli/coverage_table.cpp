#include "cli/coverage_table.h"

#include "cli/table.h"
#include "report/number_text.h"

namespace mantissa::cli {

namespace {

std::string tokensText(const ImportanceCoverage& tensor) {
    const std::string most = std::to_string(tensor.tokens);
    if (tensor.countsChunks)
        return counted(tensor.tokens, "chunk");
    return tensor.fewestTokens == tensor.tokens ? most : std::to_string(tensor.fewestTokens) + "–" + most;
}

std::string silentText(std::int64_t silent, std::int64_t columns) {
    if (silent == 0)
        return "none";
    return std::to_string(silent) + " (" +
           percentText(static_cast<double>(silent) / static_cast<double>(columns)) + ")";
}

void addExperts(const ImportanceCoverage& tensor, Table& table) {
    for (std::size_t i = 0; i < tensor.each.size(); ++i) {
        const ExpertCoverage& expert = tensor.each[i];
        if (expert.tokens == 0)
            table.add({"  expert " + std::to_string(i), "", "", "0", "saw nothing", ""});
        else
            table.add({"  expert " + std::to_string(i), std::to_string(tensor.columns), "",
                       std::to_string(expert.tokens), silentText(expert.silentColumns, tensor.columns),
                       percentText(expert.heaviestShare)});
    }
}

} // namespace

void printCoverage(const std::vector<ImportanceCoverage>& tensors, bool experts, std::ostream& out) {
    Table table({{"Tensor", Align::Left, 38},
                 {"Columns", Align::Right},
                 {"Experts", Align::Right},
                 {"Tokens", Align::Right},
                 {"Silent columns", Align::Right},
                 {"In heaviest 1 %", Align::Right}});
    for (const ImportanceCoverage& tensor : tensors) {
        const std::string unseen =
            tensor.unseenExperts > 0 ? ", " + std::to_string(tensor.unseenExperts) + " unseen" : "";
        table.add(
            {tensor.tensor, std::to_string(tensor.columns),
             tensor.experts > 1 ? std::to_string(tensor.experts) + unseen : "", tokensText(tensor),
             silentText(tensor.silentColumns,
                        tensor.columns * std::max<std::int64_t>(1, tensor.experts - tensor.unseenExperts)),
             percentText(tensor.heaviestShare)});
        if (experts && tensor.experts > 1)
            addExperts(tensor, table);
    }
    table.print(out);
}

std::string chunkLengthText(const ImportanceMatrix& matrix) {
    return matrix.chunkTokens > 0 ? counted(matrix.chunkTokens, "token") : "unknown length";
}

} // namespace mantissa::cli
