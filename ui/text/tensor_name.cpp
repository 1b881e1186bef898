#include "text/tensor_name.h"

namespace mantissa::ui {

QString compactName(const Tensor& tensor) {
    QString name = QString::fromStdString(tensor.name);
    if (name.endsWith(QLatin1String(".weight")))
        name.chop(7);
    if (name.startsWith(QLatin1String("model.")))
        name.remove(0, 6);
    return name;
}

QString nameInLayer(const Tensor& tensor) {
    const QString name = compactName(tensor);
    const QString layer = QStringLiteral(".%1.").arg(tensor.place.layer);
    const qsizetype place = tensor.place.layer < 0 ? -1 : name.indexOf(layer);
    return place < 0 ? name : name.mid(place + layer.size());
}

QString nameWithLayer(const Tensor& tensor) {
    const QString name = nameInLayer(tensor);
    return tensor.place.layer < 0 ? name : QStringLiteral("%1 · %2").arg(tensor.place.layer).arg(name);
}

} // namespace mantissa::ui
