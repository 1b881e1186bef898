#include "dialogs/export_target.h"

#include "files/hugging_face/folder.h"
#include "packings/registry.h"
#include "text/number_text.h"

#include <QCoreApplication>

namespace mantissa::ui {

void fillTargets(QComboBox& box, const Model& model) {
    box.addItem(QCoreApplication::translate("exportTarget", "GGUF: quantized, as llama.cpp loads it"),
                QStringLiteral("gguf"));
    box.addItem(QCoreApplication::translate("exportTarget", "safetensors: the decoded weights (simulated)"),
                QStringLiteral("safetensors"));
    if (folderFile(model, "config.json").empty())
        return;
    for (const Packing* packing : packings()) {
        const PackingInfo& info = packing->info();
        box.addItem(QCoreApplication::translate("exportTarget", "%1: a folder for %2")
                        .arg(text(info.name), text(info.engines)),
                    text(info.id));
        box.setItemData(box.count() - 1, text(translated(info.description)), Qt::ToolTipRole);
    }
}

QString ExportTarget::named(const QString& base) const {
    if (packing != nullptr)
        return base + QLatin1Char('-') + text(packing->info().id);
    return base +
           (container == ExportContainer::Gguf ? QStringLiteral(".gguf") : QStringLiteral(".safetensors"));
}

ExportTarget chosenTarget(const QComboBox& box) {
    const QString id = box.currentData().toString();
    if (const Packing* packing = findPacking(id.toStdString()))
        return {ExportContainer::HuggingFace, packing};
    return {id == QLatin1String("safetensors") ? ExportContainer::Safetensors : ExportContainer::Gguf,
            nullptr};
}

} // namespace mantissa::ui
