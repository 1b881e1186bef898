#include "plots/heat_strip.h"

#include "dialogs/file_dialogs.h"
#include "plots/picture_bytes.h"
#include "plots/picture_scale.h"
#include "text/number_text.h"
#include "text/tensor_name.h"
#include "theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace mantissa::ui {

namespace {
constexpr int gap = 6;
constexpr int markHeight = 10;
constexpr int legendHeight = 12;
} // namespace

HeatStrip::HeatStrip(const QString& name, QWidget* parent) : QWidget(parent) {
    setObjectName(name);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
}

void HeatStrip::setPicture(StripPicture picture) {
    picture_ = std::move(picture);
    image_ = {};
    setMarks(marked_);
}

void HeatStrip::setEmptyText(const QString& text) {
    emptyText_ = text;
    update();
}

void HeatStrip::setMarks(std::vector<std::shared_ptr<const Tensor>> marks) {
    marked_ = std::move(marks);
    marks_.clear();
    for (const auto& mark : marked_) {
        const auto found = std::find(picture_.tensors.begin(), picture_.tensors.end(), mark);
        if (found != picture_.tensors.end())
            marks_.push_back(static_cast<int>(found - picture_.tensors.begin()));
    }
    update();
}

void HeatStrip::setSelected(const std::shared_ptr<const Tensor>& tensor, int candidate) {
    const auto column = std::find(picture_.tensors.begin(), picture_.tensors.end(), tensor);
    selectedColumn_ =
        column == picture_.tensors.end() ? -1 : static_cast<int>(column - picture_.tensors.begin());
    const auto row = std::find_if(picture_.rows.begin(), picture_.rows.end(),
                                  [candidate](const StripRow& one) { return one.id == candidate; });
    selectedRow_ = row == picture_.rows.end() ? -1 : static_cast<int>(row - picture_.rows.begin());
    update();
}

int HeatStrip::labelWidth() const {
    int widest = 0;
    for (const StripRow& row : picture_.rows)
        widest = qMax(widest, fontMetrics().horizontalAdvance(row.title));
    return qMin(widest, 150) + 22;
}

QRect HeatStrip::cells(const QSize& size) const {
    const int line = fontMetrics().height();
    return {labelWidth(), markHeight + 2, qMax(1, size.width() - labelWidth() - 4),
            qMax(1, size.height() - markHeight - 2 - 2 * line - legendHeight - 2 * gap)};
}

double HeatStrip::place(float value) const {
    if (!std::isfinite(value) || (picture_.logarithmic && value <= 0))
        return std::nan("");
    const auto scale = [this](float x) { return picture_.logarithmic ? std::log(x) : x; };
    const double span = static_cast<double>(scale(picture_.high)) - static_cast<double>(scale(picture_.low));
    return span <= 0 ? 0.5
                     : (static_cast<double>(scale(value)) - static_cast<double>(scale(picture_.low))) / span;
}

// 1 - cosine is what is drawn of the cosine: less is better there as in most figures.
bool HeatStrip::worse(float a, float b) const {
    if (std::isnan(b))
        return !std::isnan(a);
    return picture_.figure == Figure::Sqnr ? a < b : a > b;
}

int HeatStrip::worstIn(int row, int first, int last) const {
    const std::vector<float>& values = *picture_.rows[static_cast<std::size_t>(row)].values;
    int worst = first;
    for (int column = first + 1; column < last; ++column)
        if (worse(values[static_cast<std::size_t>(column)], values[static_cast<std::size_t>(worst)]))
            worst = column;
    return worst;
}

// One pixel high a row; painting stretches it.
QImage HeatStrip::imageOf(int width) const {
    const auto columns = static_cast<int>(picture_.tensors.size());
    const auto rows = static_cast<int>(picture_.rows.size());
    const int pixels = qMin(width, columns);
    QImage image(qMax(1, pixels), qMax(1, rows), QImage::Format_RGB32);
    image.fill(palette().color(QPalette::Base));
    for (int row = 0; row < rows; ++row) {
        for (int x = 0; x < pixels; ++x) {
            const auto first = static_cast<int>(std::int64_t{x} * columns / pixels);
            const auto last = static_cast<int>(std::int64_t{x + 1} * columns / pixels);
            const float value = (*picture_.rows[static_cast<std::size_t>(row)]
                                      .values)[static_cast<std::size_t>(worstIn(row, first, last))];
            image.setPixel(x, row, sequentialColor(place(value), palette()));
        }
    }
    return image;
}

double HeatStrip::columnCentre(int column, const QRect& area) const {
    return area.left() +
           (column + 0.5) * area.width() / qMax(1.0, static_cast<double>(picture_.tensors.size()));
}

void HeatStrip::drawLabels(QPainter& painter, const QRect& area) const {
    const double height = static_cast<double>(area.height()) / static_cast<double>(picture_.rows.size());
    for (std::size_t row = 0; row < picture_.rows.size(); ++row) {
        const QRectF line(0, area.top() + static_cast<double>(row) * height, area.left() - gap, height);
        drawMarker(painter, QRectF(2, line.center().y() - 5, 10, 10), picture_.rows[row].slot, palette());
        QFont font = painter.font();
        font.setBold(static_cast<int>(row) == selectedRow_);
        painter.setFont(font);
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(line.adjusted(17, 0, 0, 0), int(Qt::AlignLeft | Qt::AlignVCenter),
                         QFontMetrics(font).elidedText(picture_.rows[row].title, Qt::ElideMiddle,
                                                       qRound(line.width()) - 17));
        font.setBold(false);
        painter.setFont(font);
    }
}

// A thin line where a layer begins; its number where there is room.
void HeatStrip::drawLayers(QPainter& painter, const QRect& area) const {
    const double width = static_cast<double>(area.width()) / static_cast<double>(picture_.tensors.size());
    double free = area.left();
    for (std::size_t i = 0; i < picture_.tensors.size(); ++i) {
        const int layer = picture_.tensors[i]->place.layer;
        if (i > 0 && picture_.tensors[i - 1]->place.layer == layer)
            continue;
        const double x = area.left() + static_cast<double>(i) * width;
        const QString label = layer < 0 ? tr("outside") : QString::number(layer);
        const int wide = painter.fontMetrics().horizontalAdvance(label);
        if (width > 2 && i > 0) {
            painter.setPen(QPen(palette().color(QPalette::Base), 1));
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom() + 1));
        }
        if (x < free || x + wide > area.right())
            continue;
        painter.setPen(themeColors(palette()).muted);
        painter.drawText(QPointF(x, area.bottom() + 2 + painter.fontMetrics().ascent()), label);
        free = x + wide + 8;
    }
}

void HeatStrip::drawMarks(QPainter& painter, const QRect& area) const {
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette().color(QPalette::WindowText));
    for (const int column : marks_) {
        const double x = columnCentre(column, area);
        painter.drawPolygon(QPolygonF{{x - 4, 1.0}, {x + 4, 1.0}, {x, 1.0 + markHeight - 2}});
    }
    if (selectedColumn_ < 0)
        return;
    const double width =
        qMax(3.0, static_cast<double>(area.width()) / static_cast<double>(picture_.tensors.size()));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(themeColors(palette()).accent, 2));
    QRectF frame(columnCentre(selectedColumn_, area) - width / 2, area.top(), width, area.height());
    painter.drawRect(frame);
    if (selectedRow_ < 0)
        return;
    const double height = static_cast<double>(area.height()) / static_cast<double>(picture_.rows.size());
    painter.setPen(QPen(palette().color(QPalette::WindowText), 2));
    painter.drawRect(QRectF(frame.left(), area.top() + selectedRow_ * height, width, height));
}

void HeatStrip::drawLegend(QPainter& painter, const QRect& area, const QSize& size) const {
    const int line = painter.fontMetrics().height();
    const QRect bar(area.left(), size.height() - line - legendHeight - 2, qMin(area.width(), 260),
                    legendHeight);
    for (int x = 0; x < bar.width(); ++x)
        painter.fillRect(bar.left() + x, bar.top(), 1, bar.height(),
                         QColor(sequentialColor(x / qMax(1.0, bar.width() - 1.0), palette())));
    painter.setPen(themeColors(palette()).border);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(bar.adjusted(0, 0, -1, -1));
    painter.setPen(themeColors(palette()).muted);
    const QRect below(bar.left(), bar.bottom() + 1, bar.width(), line);
    painter.drawText(below, int(Qt::AlignLeft | Qt::AlignVCenter),
                     numberText(static_cast<double>(picture_.low), 3));
    painter.drawText(below, int(Qt::AlignRight | Qt::AlignVCenter),
                     numberText(static_cast<double>(picture_.high), 3));
    painter.drawText(
        QRect(bar.right() + 10, bar.top() - 2, area.right() - bar.right() - 10, legendHeight + 4),
        int(Qt::AlignLeft | Qt::AlignVCenter), figureAxis(picture_.figure));
}

void HeatStrip::draw(QPainter& painter, const QSize& size) const {
    painter.fillRect(QRect(QPoint(), size), palette().color(QPalette::Base));
    painter.setFont(font());
    if (picture_.rows.empty() || picture_.tensors.empty()) {
        painter.setPen(themeColors(palette()).muted);
        painter.drawText(QRect(QPoint(), size), int(Qt::AlignCenter) | Qt::TextWordWrap, emptyText_);
        return;
    }
    const QRect area = cells(size);
    if (image_.isNull())
        image_ = imageOf(area.width());
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter.drawImage(area, image_);
    painter.setRenderHint(QPainter::Antialiasing);
    drawLabels(painter, area);
    drawLayers(painter, area);
    drawMarks(painter, area);
    drawLegend(painter, area, size);
}

void HeatStrip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    draw(painter, size());
    if (hasFocus()) {
        painter.setPen(themeColors(palette()).accent);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void HeatStrip::resizeEvent(QResizeEvent*) {
    image_ = {};
}

void HeatStrip::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        image_ = {};
        update();
    }
}

std::pair<int, int> HeatStrip::cellAt(const QPointF& at) const {
    const QRect area = cells(size());
    if (picture_.rows.empty() || picture_.tensors.empty() || !area.contains(at.toPoint()))
        return {-1, -1};
    const auto columns = static_cast<int>(picture_.tensors.size());
    const auto rows = static_cast<int>(picture_.rows.size());
    const int row = qBound(0, static_cast<int>((at.y() - area.top()) * rows / area.height()), rows - 1);
    const int pixels = qMin(area.width(), columns);
    const int x = qBound(0, static_cast<int>((at.x() - area.left()) * pixels / area.width()), pixels - 1);
    return {worstIn(row, static_cast<int>(std::int64_t{x} * columns / pixels),
                    static_cast<int>(std::int64_t{x + 1} * columns / pixels)),
            row};
}

QString HeatStrip::readOut(int column, int row) const {
    if (column < 0 || row < 0)
        return {};
    const StripRow& one = picture_.rows[static_cast<std::size_t>(row)];
    const double value = static_cast<double>((*one.values)[static_cast<std::size_t>(column)]);
    return QStringLiteral("%1  ·  %2  ·  %3 %4")
        .arg(compactName(*picture_.tensors[static_cast<std::size_t>(column)]), one.title,
             figureAxis(picture_.figure), numberText(value, 4));
}

void HeatStrip::pick(int column, int row) {
    if (column < 0 || row < 0)
        return;
    selectedColumn_ = column;
    selectedRow_ = row;
    setAccessibleDescription(readOut(column, row));
    emit hovered(readOut(column, row));
    emit picked(picture_.tensors[static_cast<std::size_t>(column)],
                picture_.rows[static_cast<std::size_t>(row)].id);
    update();
}

void HeatStrip::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return;
    const auto [column, row] = cellAt(event->position());
    pick(column, row);
}

void HeatStrip::mouseMoveEvent(QMouseEvent* event) {
    const auto [column, row] = cellAt(event->position());
    emit hovered(readOut(column, row));
}

void HeatStrip::leaveEvent(QEvent*) {
    emit hovered(QString());
}

void HeatStrip::keyPressEvent(QKeyEvent* event) {
    const auto columns = static_cast<int>(picture_.tensors.size());
    const auto rows = static_cast<int>(picture_.rows.size());
    int column = qMax(0, selectedColumn_);
    int row = qMax(0, selectedRow_);
    switch (event->key()) {
    case Qt::Key_Left:
        --column;
        break;
    case Qt::Key_Right:
        ++column;
        break;
    case Qt::Key_Up:
        --row;
        break;
    case Qt::Key_Down:
        ++row;
        break;
    case Qt::Key_Home:
        column = 0;
        break;
    case Qt::Key_End:
        column = columns - 1;
        break;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    if (columns > 0 && rows > 0)
        pick(qBound(0, column, columns - 1), qBound(0, row, rows - 1));
}

void HeatStrip::contextMenuEvent(QContextMenuEvent* event) {
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("stripMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("&Copy picture"), this, &HeatStrip::copyPicture);
    menu->addAction(tr("Copy &data"), this, &HeatStrip::copyData);
    menu->addAction(tr("&Save as …"), this, [this] {
        askToSave(this, QStringLiteral("saveStrip"), tr("Save picture"),
                  objectName() + QStringLiteral(".png"), tr("Pictures (*.png *.svg *.pdf);;Data (*.csv)"),
                  [this](const QString& path) {
                      writeFile(this, path, bytesFor(path), [this, path](const QString& problem) {
                          if (!problem.isEmpty())
                              emit hovered(tr("%1 could not be written.").arg(path));
                      });
                  });
    });
    menu->popup(event->globalPos());
}

QImage HeatStrip::imageOfAll() const {
    QImage image(size() * pictureScale(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(pictureScale());
    QPainter painter(&image);
    draw(painter, size());
    return image;
}

BytesMaker HeatStrip::bytesFor(const QString& path) const {
    if (path.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive))
        return [picture = picture_] { return csvOf(picture).toUtf8(); };
    const bool pdf = path.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive);
    if (!pdf && !path.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive))
        return pngOf(imageOfAll());
    return drawnOn(pdf, size(), [this](QPaintDevice& device) {
        QPainter painter(&device);
        draw(painter, size());
    });
}

bool HeatStrip::save(const QString& path) const {
    return writeFileNow(path, bytesFor(path)());
}

void HeatStrip::copyPicture() const {
    QApplication::clipboard()->setImage(imageOfAll());
}

void HeatStrip::copyData() const {
    QApplication::clipboard()->setText(csvOf(picture_));
}

} // namespace mantissa::ui
