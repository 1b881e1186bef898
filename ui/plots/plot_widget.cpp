#include "plots/plot_widget.h"

#include "dialogs/file_dialogs.h"
#include "plots/picture_bytes.h"
#include "plots/picture_scale.h"
#include "plots/plot_style.h"
#include "text/number_text.h"
#include "theme/theme.h"

#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolTip>
#include <QVBoxLayout>
#include <qcustomplot.h>

#include <cmath>

namespace mantissa::ui {

PlotWidget::PlotWidget(const QString& name, QWidget* parent)
    : QWidget(parent), plot_(new QCustomPlot(this)), title_(new QLabel(this)), readOut_(new QLabel(this)),
      empty_(new QLabel(plot_)) {
    setObjectName(name);
    plot_->setObjectName(name + QStringLiteral("Plot"));
    plot_->setMinimumSize(120, 70);
    plot_->setFocusPolicy(Qt::StrongFocus);
    title_->setProperty("heading", true);
    readOut_->setObjectName(name + QStringLiteral("ReadOut"));
    readOut_->setProperty("muted", true);
    readOut_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    readOut_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    empty_->setAlignment(Qt::AlignCenter);
    empty_->setWordWrap(true);
    empty_->setProperty("muted", true);
    empty_->hide();

    auto* head = new QHBoxLayout;
    head->setContentsMargins(4, 0, 4, 0);
    head->addWidget(title_);
    head->addWidget(readOut_, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(plot_, 1);

    plot_->setInteractions(QCP::iRangeZoom | QCP::iRangeDrag);
    plot_->installEventFilter(this);
    plot_->setMouseTracking(true);
    connect(plot_, &QCustomPlot::mouseMove, this,
            [this](QMouseEvent* event) { showReadOut(event->position()); });
    connect(plot_, &QCustomPlot::mouseWheel, this, [this] { zoomed_ = true; });
    connect(plot_, &QCustomPlot::mouseDoubleClick, this, &PlotWidget::resetZoom);
    connect(plot_, &QCustomPlot::mousePress, this, [this](QMouseEvent* event) {
        if (event->button() == Qt::LeftButton)
            click(event->position());
    });
    connect(plot_, &QCustomPlot::afterLayout, this, &PlotWidget::placeLabels);
    stylePlot(*plot_, palette());
}

PlotWidget::~PlotWidget() = default;

void PlotWidget::setTitle(const QString& title) {
    title_->setText(title);
    title_->setVisible(!title.isEmpty());
    plot_->setAccessibleName(title);
}

void PlotWidget::setCompact() {
    compact_ = true;
}

void PlotWidget::setEmptyText(const QString& text) {
    empty_->setText(text);
}

bool PlotWidget::empty() const {
    return std::all_of(picture_.series.begin(), picture_.series.end(),
                       [](const Series& series) { return series.x.empty(); });
}

void PlotWidget::setPicture(const Picture& picture, bool keepZoom) {
    if (picture == picture_)
        return;
    picture_ = picture;
    redraw(keepZoom && zoomed_);
}

void PlotWidget::resetZoom() {
    zoomed_ = false;
    applyRanges();
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

void PlotWidget::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange ||
        event->type() == QEvent::FontChange)
        redraw(true);
}

// Some desktops turn these keys into context menu events, others do not, and some send both.
static bool isMenuKey(const QKeyEvent& event) {
    return event.key() == Qt::Key_Menu ||
           (event.key() == Qt::Key_F10 && event.modifiers() == Qt::ShiftModifier);
}

// Before QCustomPlot takes the drag for a pan.
bool PlotWidget::markRange(QEvent* event) {
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape &&
        picture_.band) {
        emit rangeForgotten();
        return true;
    }
    const auto type = event->type();
    if (type != QEvent::MouseButtonPress && type != QEvent::MouseMove && type != QEvent::MouseButtonRelease)
        return false;
    const auto& mouse = *static_cast<QMouseEvent*>(event);
    const double x = plot_->xAxis->pixelToCoord(mouse.position().x());
    if (type == QEvent::MouseButtonPress && mouse.modifiers().testFlag(Qt::ShiftModifier)) {
        markedFrom_ = x;
        return true;
    }
    if (!markedFrom_)
        return false;
    const double pixels = std::abs(plot_->xAxis->coordToPixel(*markedFrom_) - mouse.position().x());
    if (pixels > 3)
        emit rangeMarked(std::min(*markedFrom_, x), std::max(*markedFrom_, x));
    else if (type == QEvent::MouseButtonRelease)
        emit rangeForgotten();
    if (type == QEvent::MouseButtonRelease)
        markedFrom_.reset();
    return true;
}

bool PlotWidget::eventFilter(QObject* watched, QEvent* event) {
    if (marking_ && watched == plot_ && markRange(event))
        return true;
    if (event->type() == QEvent::Resize)
        empty_->setGeometry(plot_->rect());
    else if (event->type() == QEvent::Leave)
        showReadOut(QPointF(-1, -1));
    else if (event->type() == QEvent::ContextMenu)
        showMenu(static_cast<QContextMenuEvent*>(event)->reason() == QContextMenuEvent::Keyboard
                     ? plot_->mapToGlobal(plot_->rect().center())
                     : static_cast<QContextMenuEvent*>(event)->globalPos());
    else if (event->type() == QEvent::KeyPress && isMenuKey(*static_cast<QKeyEvent*>(event)))
        showMenu(plot_->mapToGlobal(plot_->rect().center()));
    return QWidget::eventFilter(watched, event);
}

void PlotWidget::showReadOut(const QPointF& place) {
    const bool inside = !empty() && plot_->axisRect()->rect().contains(place.toPoint());
    if (cursor_) {
        cursor_->setVisible(inside);
        const double x = plot_->xAxis->pixelToCoord(place.x());
        cursor_->point1->setCoords(x, 0);
        cursor_->point2->setCoords(x, 1);
        plot_->layer(QStringLiteral("overlay"))->replot();
    }
    readOut_->setText(
        inside ? readOut(plot_->xAxis->pixelToCoord(place.x()), plot_->yAxis->pixelToCoord(place.y()))
               : QString());
    showNote(place, inside);
}

// What hovering over a point explains.
void PlotWidget::showNote(const QPointF& place, bool inside) {
    const int hit =
        inside
            ? nearest(plot_->xAxis->pixelToCoord(place.x()), plot_->yAxis->pixelToCoord(place.y()), 14).first
            : -1;
    const QString note = hit < 0 ? QString() : picture_.series[static_cast<std::size_t>(hit)].note;
    if (!note.isEmpty())
        QToolTip::showText(plot_->mapToGlobal(place.toPoint() + QPoint(8, 8)), note, plot_);
    else if (noted_)
        QToolTip::hideText();
    noted_ = !note.isEmpty();
}

void PlotWidget::click(const QPointF& place) {
    const double x = plot_->xAxis->pixelToCoord(place.x());
    const auto [series, point] = nearest(x, plot_->yAxis->pixelToCoord(place.y()), 14);
    if (series >= 0) {
        const Series& hit = picture_.series[static_cast<std::size_t>(series)];
        emit clicked(hit.id, hit.x[static_cast<std::size_t>(point)]);
    } else if (!picture_.categories.empty() && plot_->axisRect()->rect().contains(place.toPoint())) {
        emit clicked(0, qBound(0.0, std::round(x), static_cast<double>(picture_.categories.size() - 1)));
    }
}

void PlotWidget::showMenu(const QPoint& place) {
    const QString name = QStringLiteral("plotMenu");
    if (findChild<QMenu*>(name))
        return; // key and event of one press
    auto* menu = new QMenu(this);
    menu->setObjectName(name);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("&Copy picture"), this, &PlotWidget::copyPicture);
    menu->addAction(tr("Copy &data"), this, &PlotWidget::copyData);
    menu->addAction(tr("&Save as …"), this, &PlotWidget::askAndSave);
    addScales(*menu);
    menu->addSeparator();
    menu->addAction(tr("&Reset zoom"), this, &PlotWidget::resetZoom);
    menu->popup(place);
}

void PlotWidget::addScales(QMenu& menu) {
    QMenu* scales = menu.addMenu(tr("Scale of &pictures"));
    auto* group = new QActionGroup(scales);
    for (const int scale : pictureScales) {
        QAction* action = scales->addAction(tr("%1 × the screen's").arg(scale), scales,
                                            [scale] { setPictureScale(scale); });
        action->setCheckable(true);
        action->setChecked(scale == pictureScale());
        group->addAction(action);
    }
}

void PlotWidget::askAndSave() {
    askToSave(this, QStringLiteral("savePlot"), tr("Save plot"), objectName() + QStringLiteral(".png"),
              tr("Pictures (*.png *.svg *.pdf);;Data (*.csv)"), [this](const QString& path) {
                  writeFile(this, path, bytesFor(path), [this, path](const QString& problem) {
                      if (!problem.isEmpty())
                          readOut_->setText(tr("%1 could not be written.").arg(path));
                  });
              });
}

// Widgets draw in the window's thread; what is left can be done elsewhere.
BytesMaker PlotWidget::bytesFor(const QString& path) {
    if (path.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive))
        return [picture = picture_] { return csvOf(picture).toUtf8(); };
    const bool pdf = path.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive);
    if (!pdf && !path.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive))
        return pngOf(plot_->toPixmap(plot_->width(), plot_->height(), pictureScale()).toImage());
    return drawnOn(pdf, plot_->size(), [this](QPaintDevice& device) {
        QCPPainter painter;
        painter.begin(&device);
        painter.setMode(QCPPainter::pmVectorized);
        plot_->toPainter(&painter, plot_->width(), plot_->height());
        painter.end();
    });
}

bool PlotWidget::save(const QString& path) {
    return writeFileNow(path, bytesFor(path)());
}

void PlotWidget::copyPicture() {
    QApplication::clipboard()->setPixmap(plot_->toPixmap(plot_->width(), plot_->height(), pictureScale()));
}

void PlotWidget::copyData() {
    QApplication::clipboard()->setText(csvOf(picture_));
}

} // namespace mantissa::ui
