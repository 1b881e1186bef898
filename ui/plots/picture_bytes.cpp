#include "plots/picture_bytes.h"

#include <QBuffer>
#include <QPageSize>
#include <QPdfWriter>
#include <QSvgGenerator>

namespace mantissa::ui {

BytesMaker pngOf(const QImage& image) {
    return [image] {
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        return image.save(&buffer, "PNG") ? buffer.data() : QByteArray();
    };
}

BytesMaker drawnOn(bool pdf, const QSize& size, const std::function<void(QPaintDevice& device)>& draw) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    constexpr int resolution = 96; // of which `size` is counted
    if (pdf) {
        QPdfWriter writer(&buffer);
        writer.setResolution(resolution);
        writer.setPageSize(QPageSize(QSizeF(size) / resolution, QPageSize::Inch));
        writer.setPageMargins({});
        draw(writer);
    } else {
        QSvgGenerator generator;
        generator.setOutputDevice(&buffer);
        generator.setSize(size);
        generator.setViewBox(QRect(QPoint(), size));
        draw(generator);
    }
    return [bytes = buffer.data()] { return bytes; };
}

} // namespace mantissa::ui
