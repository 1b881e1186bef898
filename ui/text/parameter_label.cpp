#include "text/parameter_label.h"

#include <QCoreApplication>

#include <utility>

namespace mantissa::ui {

QString parameterLabel(const std::string& key) {
    static constexpr std::pair<const char*, const char*> labels[] = {
        {"group", QT_TRANSLATE_NOOP("parameters", "Group size")},
        {"block", QT_TRANSLATE_NOOP("parameters", "Block size")},
        {"symmetric", QT_TRANSLATE_NOOP("parameters", "Symmetric")},
        {"scale", QT_TRANSLATE_NOOP("parameters", "Type of scales")},
        {"double", QT_TRANSLATE_NOOP("parameters", "Double quantization")},
    };
    for (const auto& [name, label] : labels)
        if (key == name)
            return QCoreApplication::translate("parameters", label);
    return QString::fromStdString(key);
}

} // namespace mantissa::ui
