#pragma once
// A folder in a packing made for a test: exported, read back by the program, and what the weights must be.
#include "formats/decode.h"
#include "methods/quantize.h"
#include "packings/registry.h"
#include "support/exporting.h"
#include "support/small_llama.h"
#include "tensor/weight.h"

#include <QDir>
#include <QTemporaryDir>
#include <cstring>

namespace mantissa::support {

inline Scheme schemeFrom(const std::string& text) {
    auto scheme = parseScheme(text);
    if (!scheme)
        qFatal("%s", scheme.error().describe().c_str());
    return std::move(*scheme);
}

inline ExportOptions packedOptions(const std::filesystem::path& target, const std::string& packing,
                                   const std::string& recipe) {
    ExportOptions options;
    options.target = target;
    options.container = ExportContainer::HuggingFace;
    options.packing = findPacking(packing);
    if (options.packing == nullptr)
        qFatal("no packing %s", packing.c_str());
    auto parsed = parseRecipe(recipe);
    if (!parsed)
        qFatal("%s", parsed.error().describe().c_str());
    options.recipe = std::move(*parsed);
    return options;
}

/// What preflight, or the export itself, says against it; empty if it is accepted or leaves anything behind.
inline QString refusal(const QString& source, const std::string& packing, const std::string& recipe,
                       bool exporting = false) {
    QTemporaryDir out;
    const auto options = packedOptions(out.filePath("packed").toStdString(), packing, recipe);
    std::string told;
    if (exporting) {
        if (const auto done = exportModel(open(source), options, Task()); !done)
            told = done.error().describe();
    } else {
        if (const auto plan = preflight(open(source), options); !plan)
            told = plan.error().describe();
    }
    const bool untouched = QDir(out.path()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    return untouched ? QString::fromStdString(told) : QString();
}

inline std::vector<float> rowsOf(const std::shared_ptr<const Tensor>& tensor) {
    const auto rows = openRows(weightOf(tensor));
    if (!rows)
        qFatal("%s", rows.error().describe().c_str());
    std::vector<float> values(tensor->elements());
    if (const auto read = (*rows)->read(0, (*rows)->rows(), values); !read)
        qFatal("%s", read.error().describe().c_str());
    return values;
}

/// What quantizing this tensor in memory gives.
inline std::vector<float> quantizedRows(const std::shared_ptr<const Tensor>& tensor,
                                        const std::string& scheme) {
    const auto rows = openRows(weightOf(tensor));
    const auto weight = quantize(schemeFrom(scheme), {*rows, {}, {}, {}}, Task());
    if (!weight)
        qFatal("%s", weight.error().describe().c_str());
    std::vector<float> values(tensor->elements());
    if (const auto read = (*weight)->read(0, (*weight)->rows(), values); !read)
        qFatal("%s", read.error().describe().c_str());
    return values;
}

inline bool sameBits(const std::vector<float>& a, const std::vector<float>& b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0;
}

} // namespace mantissa::support
