#pragma once
// What was drawn, as the bytes of a file.
#include "jobs/file_work.h"

#include <QImage>
#include <QPaintDevice>

namespace mantissa::ui {

BytesMaker pngOf(const QImage& image);

/// A page of PDF or an SVG of this size, in vectors; draws at once.
BytesMaker drawnOn(bool pdf, const QSize& size, const std::function<void(QPaintDevice& device)>& draw);

} // namespace mantissa::ui
