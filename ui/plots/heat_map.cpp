#include "plots/heat_map.h"

#include "theme/theme.h"

#include <QEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace mantissa::ui {

namespace {

constexpr double largestWeight = 48; ///< pixels; zooming in ends there
constexpr double step = 1.5;         ///< of one key or wheel notch

std::array<QRgb, 513> colorTable(const QPalette& palette) {
    std::array<QRgb, 513> table{};
    for (std::size_t i = 0; i < table.size(); ++i)
        table[i] = divergingColor(static_cast<double>(i) / 256 - 1, palette);
    return table;
}

QRgb faded(QRgb color, QRgb ground) {
    const auto mix = [](int a, int b) { return (a + 5 * b) / 6; };
    return qRgb(mix(qRed(color), qRed(ground)), mix(qGreen(color), qGreen(ground)),
                mix(qBlue(color), qBlue(ground)));
}

} // namespace

HeatMap::HeatMap(MapDriver& driver, QWidget* parent) : QWidget(parent), driver_(driver) {
    setObjectName(QStringLiteral("heatMap"));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&driver, &MapDriver::changed, this, &HeatMap::reset);
    connect(&driver, &MapDriver::tileReady, this, [this] { update(); });
    connect(&driver, &MapDriver::rangeChanged, this, [this] {
        ask();
        update();
    });
    connect(&driver, &MapDriver::regionChanged, this, [this] { update(); });
}

// Another tensor begins with all of it; another scheme keeps the place, so that schemes can be
// compared.
void HeatMap::reset() {
    if (images_.size() > 64)
        images_.clear();
    const QRectF all(0, 0, static_cast<double>(driver_.columns()), static_cast<double>(driver_.rows()));
    const void* tensor = driver_.tensor();
    if (driver_.ready() && (tensor != shown_ || view_.isEmpty())) {
        shown_ = tensor;
        view_ = all;
        block_.reset();
        emit viewChanged();
    }
    ask();
    update();
}

void HeatMap::setValue(MapValue value) {
    value_ = value;
    images_.clear();
    ask();
    update();
}

void HeatMap::setRule(CellRule rule) {
    rule_ = rule;
    images_.clear();
    ask();
    update();
}

void HeatMap::setLimit(double limit) {
    if (limit == limit_)
        return;
    limit_ = limit;
    images_.clear();
    update();
}

void HeatMap::setEmptyText(const QString& text) {
    emptyText_ = text;
    update();
}

void HeatMap::setBlock(std::optional<MapRegion> block) {
    block_ = block;
    update();
}

void HeatMap::showAll() {
    showWeights({0, 0, static_cast<double>(driver_.columns()), static_cast<double>(driver_.rows())});
}

void HeatMap::showWeights(const QRectF& columnsAndRows) {
    if (!driver_.ready())
        return;
    view_ = columnsAndRows;
    keepInside();
    ask();
    update();
    emit viewChanged();
}

void HeatMap::keepInside() {
    const auto columns = static_cast<double>(driver_.columns());
    const auto rows = static_cast<double>(driver_.rows());
    const double width = qBound(qMin(columns, map().width() / largestWeight), view_.width(), columns);
    const double height = qBound(qMin(rows, map().height() / largestWeight), view_.height(), rows);
    view_ = QRectF(qBound(0.0, view_.left(), columns - width), qBound(0.0, view_.top(), rows - height), width,
                   height);
}

void HeatMap::zoom(double factor, const QPointF& around) {
    const QPointF fixed = weightAt(around);
    const QSizeF size = view_.size() / factor;
    const double across = (around.x() - map().left()) / map().width();
    const double down = (around.y() - map().top()) / map().height();
    showWeights(
        {fixed.x() - across * size.width(), fixed.y() - down * size.height(), size.width(), size.height()});
}

void HeatMap::pan(double columns, double rows) {
    showWeights(view_.translated(columns, rows));
}

// The least level at which a cell is a pixel or more.
int HeatMap::columnLevel() const {
    return qMax(0, static_cast<int>(std::ceil(std::log2(qMax(1e-9, view_.width() / map().width())) - 1e-9)));
}

int HeatMap::rowLevel() const {
    return qMax(0,
                static_cast<int>(std::ceil(std::log2(qMax(1e-9, view_.height() / map().height())) - 1e-9)));
}

std::vector<TileKey> HeatMap::visibleTiles(int rowLevel, int columnLevel) const {
    std::vector<TileKey> keys;
    if (!driver_.ready() || view_.isEmpty())
        return keys;
    const double height = MapDriver::tileRows * std::ldexp(1.0, rowLevel);
    const double width = MapDriver::tileColumns * std::ldexp(1.0, columnLevel);
    for (auto row = static_cast<std::int64_t>(view_.top() / height);
         static_cast<double>(row) * height < view_.bottom(); ++row)
        for (auto column = static_cast<std::int64_t>(view_.left() / width);
             static_cast<double>(column) * width < view_.right(); ++column)
            keys.push_back({value_, rule_, rowLevel, columnLevel, row, column});
    return keys;
}

void HeatMap::ask() {
    driver_.want(visibleTiles(rowLevel(), columnLevel()));
}

bool HeatMap::complete() const {
    const auto keys = visibleTiles(rowLevel(), columnLevel());
    return !keys.empty() && std::all_of(keys.begin(), keys.end(),
                                        [this](const TileKey& key) { return driver_.tile(key) != nullptr; });
}

QRectF HeatMap::onScreen(const QRectF& weights) const {
    const double across = map().width() / view_.width();
    const double down = map().height() / view_.height();
    return {map().left() + (weights.left() - view_.left()) * across,
            map().top() + (weights.top() - view_.top()) * down, weights.width() * across,
            weights.height() * down};
}

QPointF HeatMap::weightAt(const QPointF& place) const {
    return {view_.left() + (place.x() - map().left()) / map().width() * view_.width(),
            view_.top() + (place.y() - map().top()) / map().height() * view_.height()};
}

QImage HeatMap::imageOf(const MapTile& tile) const {
    const auto table = colorTable(palette());
    const QRgb ground = palette().color(QPalette::Base).rgb();
    QImage image(tile.columns, tile.rows, QImage::Format_RGB32);
    const double unit = limit_ > 0 ? 256 / limit_ : 0;
    for (int row = 0; row < tile.rows; ++row) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(row));
        for (int column = 0; column < tile.columns; ++column) {
            const auto at = static_cast<std::size_t>(row) * static_cast<std::size_t>(tile.columns) +
                            static_cast<std::size_t>(column);
            const double place =
                qBound(0.0, std::round(static_cast<double>(tile.cells[at]) * unit) + 256, 512.0);
            const QRgb color = table[static_cast<std::size_t>(place)];
            line[column] = !tile.inRange.empty() && !(tile.inRange[at] > 0) ? faded(color, ground) : color;
        }
    }
    return image;
}

void HeatMap::drawTile(QPainter& painter, const TileKey& key) {
    TilePtr tile = driver_.tile(key);
    if (!tile)
        tile = driver_.tileBefore(key);
    if (!tile || tile->cells.empty())
        return;
    auto& [made, image] = images_[key];
    if (made != tile) {
        image = imageOf(*tile);
        made = tile;
    }
    const double height = std::ldexp(1.0, key.rowLevel);
    const double width = std::ldexp(1.0, key.columnLevel);
    const QRectF place = onScreen({static_cast<double>(key.column) * MapDriver::tileColumns * width,
                                   static_cast<double>(key.row) * MapDriver::tileRows * height,
                                   tile->columns * width, tile->rows * height});
    // Whole pixels, so that neighbours neither overlap nor leave a seam.
    painter.drawImage(QRect(QPoint(qRound(place.left()), qRound(place.top())),
                            QPoint(qRound(place.right()) - 1, qRound(place.bottom()) - 1)),
                      image);
}

void HeatMap::drawFrame(QPainter& painter, const MapRegion& region, bool dashed) {
    const QRectF frame =
        onScreen({static_cast<double>(region.firstColumn), static_cast<double>(region.firstRow),
                  static_cast<double>(region.columns), static_cast<double>(region.rows)})
            .adjusted(-0.5, -0.5, 0.5, 0.5);
    if (!dashed && frame.height() < 4)
        return; // nothing but a smear from so far away
    // Two lines, so that it is seen on every colour.
    painter.setPen(QPen(palette().color(QPalette::Base), 3));
    painter.drawRect(frame);
    painter.setPen(QPen(dashed ? themeColors(palette()).accent : palette().color(QPalette::Text), 1.4,
                        dashed ? Qt::DashLine : Qt::SolidLine));
    painter.drawRect(frame);
}

void HeatMap::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    if (!driver_.ready() || view_.isEmpty()) {
        painter.setPen(themeColors(palette()).muted);
        painter.drawText(rect().adjusted(12, 12, -12, -12), int(Qt::AlignCenter | Qt::TextWordWrap),
                         emptyText_);
        return;
    }
    const QRectF all(0, 0, static_cast<double>(driver_.columns()), static_cast<double>(driver_.rows()));
    painter.save();
    painter.setClipRect(onScreen(all).intersected(map()));
    // What is not there yet shows as it was from further away.
    for (int above = 3; above >= 0; --above)
        for (const TileKey& key : visibleTiles(rowLevel() + above, columnLevel() + above))
            drawTile(painter, key);
    painter.setRenderHint(QPainter::Antialiasing);
    if (block_)
        drawFrame(painter, *block_, false);
    if (driver_.region())
        drawFrame(painter, *driver_.region(), true);
    painter.restore();
    painter.setPen(hasFocus() ? themeColors(palette()).accent : themeColors(palette()).border);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void HeatMap::resizeEvent(QResizeEvent*) {
    if (driver_.ready() && !view_.isEmpty()) {
        keepInside();
        ask();
        emit viewChanged();
    }
}

void HeatMap::wheelEvent(QWheelEvent* event) {
    if (driver_.ready())
        zoom(std::pow(step, event->angleDelta().y() / 120.0), event->position());
    event->accept();
}

void HeatMap::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !driver_.ready())
        return;
    pressed_ = last_ = event->position();
    marking_ = event->modifiers().testFlag(Qt::ShiftModifier);
    dragging_ = false;
}

void HeatMap::mouseMoveEvent(QMouseEvent* event) {
    if (!driver_.ready())
        return;
    const QPointF place = event->position();
    if (pressed_ && (dragging_ || (place - *pressed_).manhattanLength() > 4)) {
        dragging_ = true;
        if (marking_) {
            const QRectF dragged =
                QRectF(weightAt(*pressed_), weightAt(place)).normalized() &
                QRectF(0, 0, static_cast<double>(driver_.columns()), static_cast<double>(driver_.rows()));
            const QRect whole = dragged.toAlignedRect();
            if (!whole.isEmpty())
                emit regionMarked({whole.top(), whole.height(), whole.left(), whole.width()});
        } else {
            pan((last_.x() - place.x()) / map().width() * view_.width(),
                (last_.y() - place.y()) / map().height() * view_.height());
        }
    }
    last_ = place;
    const QPointF weight = weightAt(place);
    const bool inside = map().contains(place);
    emit hovered(inside ? static_cast<qint64>(weight.y()) : -1,
                 inside ? static_cast<qint64>(weight.x()) : -1);
}

void HeatMap::mouseReleaseEvent(QMouseEvent* event) {
    const bool click = pressed_ && !dragging_;
    const bool marking = marking_;
    pressed_.reset();
    dragging_ = marking_ = false;
    if (!click || !driver_.ready() || event->button() != Qt::LeftButton)
        return;
    const QPointF weight = weightAt(event->position());
    if (marking)
        emit regionCleared();
    else
        emit picked(
            std::clamp<std::int64_t>(static_cast<std::int64_t>(weight.y()), 0, driver_.rows() - 1),
            std::clamp<std::int64_t>(static_cast<std::int64_t>(weight.x()), 0, driver_.columns() - 1));
}

void HeatMap::mouseDoubleClickEvent(QMouseEvent*) {
    showAll();
}

void HeatMap::leaveEvent(QEvent*) {
    emit hovered(-1, -1);
}

void HeatMap::keyPressEvent(QKeyEvent* event) {
    const double across = view_.width() / 8;
    const double down = view_.height() / 8;
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoom(step, map().center());
    case Qt::Key_Minus:
        return zoom(1 / step, map().center());
    case Qt::Key_Left:
        return pan(-across, 0);
    case Qt::Key_Right:
        return pan(across, 0);
    case Qt::Key_Up:
        return pan(0, -down);
    case Qt::Key_Down:
        return pan(0, down);
    case Qt::Key_Home:
        return showAll();
    case Qt::Key_Escape:
        if (driver_.region())
            return emit regionCleared();
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (driver_.ready())
            return emit picked(static_cast<qint64>(view_.center().y()),
                               static_cast<qint64>(view_.center().x()));
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void HeatMap::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        images_.clear();
        update();
    }
}

} // namespace mantissa::ui
