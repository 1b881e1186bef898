#include "cli/export_table.h"

#include "cli/table.h"
#include "report/number_text.h"
#include "tensor/packed_weight.h"

#include <map>
#include <ostream>

namespace mantissa::cli {

namespace {

/// One line: a tensor, or those of several layers that are alike but for the layer's number.
struct Line {
    std::string name;
    std::string shape;
    std::string from;
    std::string to;
    std::string verdict;
    std::size_t count = 0;
    std::uint64_t bytes = 0;
    double leastError = 0;
    double mostError = 0;
    std::string fallback;
};

std::string becomes(const TensorPlan& plan) {
    const std::string stored = storedType(plan);
    if (!plan.scheme)
        return stored;
    return plan.scheme->text() + (holdsDecoded(plan) ? " as " + stored : "");
}

std::string verdictOf(const CertifiedTensor& tensor) {
    if (tensor.bytesEqual && tensor.decodesEqual)
        return "equal";
    return tensor.bytesEqual ? "VALUES DIFFER" : "BYTES DIFFER";
}

/// "blk.*.attn_q.weight": the layer's number, a part of its own between dots, becomes a star.
std::string withoutLayer(const std::string& name, int layer) {
    const std::string part = "." + std::to_string(layer) + ".";
    const std::size_t at = layer < 0 ? std::string::npos : name.find(part);
    return at == std::string::npos ? name : name.substr(0, at) + ".*." + name.substr(at + part.size());
}

Line lineOf(const ExportTable& table, std::size_t index, bool fold) {
    const TensorPlan& plan = table.preflight.tensors[index];
    const std::string& name = table.preflight.names[index];
    Line line;
    line.name = fold ? withoutLayer(name, plan.tensor->place.layer) : name;
    line.shape = describe(plan.tensor->shape);
    line.from = storedType(*plan.tensor);
    line.to = becomes(plan);
    line.count = 1;
    line.bytes = plan.bytes;
    if (plan.fellBack())
        line.fallback = translated(plan.fallback);
    if (table.certificate != nullptr) {
        const CertifiedTensor& tensor = table.certificate->tensors[index];
        line.verdict = verdictOf(tensor);
        line.leastError = line.mostError = tensor.relativeRmse;
    }
    return line;
}

void merge(Line& line, const Line& next) {
    line.count += next.count;
    line.bytes += next.bytes;
    line.leastError = std::min(line.leastError, next.leastError);
    line.mostError = std::max(line.mostError, next.mostError);
}

std::vector<Line> linesOf(const ExportTable& table, bool fold) {
    std::vector<Line> lines;
    std::map<std::string, std::size_t> known;
    for (std::size_t i = 0; i < table.preflight.tensors.size(); ++i) {
        Line line = lineOf(table, i, fold);
        const std::string key = line.name + '\n' + line.shape + '\n' + line.from + '\n' + line.to + '\n' +
                                line.verdict + '\n' + line.fallback;
        const auto [place, fresh] = known.emplace(key, lines.size());
        if (fresh)
            lines.push_back(std::move(line));
        else
            merge(lines[place->second], line);
    }
    return lines;
}

std::string errorText(const Line& line) {
    if (line.mostError == 0)
        return "exact";
    const std::string most = percentText(line.mostError);
    const std::string least = line.leastError == 0 ? "0 %" : percentText(line.leastError);
    return least == most ? most : least.substr(0, least.find(' ')) + "–" + most;
}

Table tableFor(bool results, bool folded) {
    std::vector<Table::Column> columns{{"Tensor", Align::Left, results ? 34U : 40U}};
    if (folded)
        columns.push_back({"Count", Align::Right});
    columns.insert(columns.end(),
                   {{"Shape", Align::Right}, {"From"}, {"To", Align::Left, 22}, {"Size", Align::Right}});
    if (results)
        columns.insert(columns.end(), {{"Rel. RMSE", Align::Right}, {"Read back"}});
    return Table(columns);
}

void printFallbacks(const std::vector<Line>& lines, std::ostream& out) {
    std::map<std::string, std::size_t> reasons;
    for (const Line& line : lines) {
        if (!line.fallback.empty())
            reasons[line.fallback] += line.count;
    }
    for (const auto& [reason, count] : reasons)
        out << "  * " << reason << " (" << count << (count == 1 ? " tensor)\n" : " tensors)\n");
}

} // namespace

void printTable(const ExportTable& given, std::ostream& out) {
    const bool results = given.certificate != nullptr;
    const bool fold = !given.everyTensor && given.preflight.tensors.size() > longTable;
    const std::vector<Line> lines = linesOf(given, fold);
    Table table = tableFor(results, fold);
    for (const Line& line : lines) {
        std::vector<std::string> row{line.name};
        if (fold)
            row.push_back(std::to_string(line.count));
        row.insert(row.end(), {line.shape, line.from, line.to + (line.fallback.empty() ? "" : " *"),
                               bytesText(line.bytes)});
        if (results)
            row.insert(row.end(), {errorText(line), line.verdict});
        table.add(std::move(row));
    }
    table.print(out);
    printFallbacks(lines, out);
    if (fold)
        out << "  A star in a name stands for the layers' numbers (--every-tensor: one line each).\n";
}

} // namespace mantissa::cli
