#pragma once
// Short words for tests that export models.
#include "pipeline/export.h"

#include <QString>
#include <QtGlobal>

namespace mantissa::support {

inline ModelPtr open(const QString& path) {
    auto model = openModel(path.toStdString());
    if (!model)
        qFatal("%s", model.error().describe().c_str());
    return *model;
}

inline ExportOptions exportOptions(const QString& target, const std::string& recipe) {
    ExportOptions options;
    options.target = target.toStdString();
    options.container = *containerOf(options.target);
    auto parsed = parseRecipe(recipe);
    if (!parsed)
        qFatal("%s", parsed.error().describe().c_str());
    options.recipe = std::move(*parsed);
    return options;
}

inline Certificate exportTo(const QString& target, const QString& source, const std::string& recipe) {
    auto certificate = exportModel(open(source), exportOptions(target, recipe), Task());
    if (!certificate)
        qFatal("%s", certificate.error().describe().c_str());
    return std::move(*certificate);
}

} // namespace mantissa::support
