#pragma once
// What a parameter is called beside its control. In schemes it keeps its key ("group=64"), which no language
// changes.
#include <QString>

#include <string>

namespace mantissa::ui {

/// A parameter that has no name here yet is called by its key.
QString parameterLabel(const std::string& key);

} // namespace mantissa::ui
