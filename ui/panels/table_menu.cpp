#include "panels/table_menu.h"

#include "dialogs/file_dialogs.h"
#include "models/mark_header.h"
#include "models/table_text.h"
#include "plots/picture_bytes.h"
#include "plots/picture_scale.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QTableView>
#include <QToolTip>

#include <memory>

namespace mantissa::ui {

namespace {

constexpr int tallest = 12000; // device-independent pixels: what viewers and office programs still open

// The table a second time, as large as all it holds, so that nothing of the real one moves.
std::unique_ptr<QTableView> wholeTable(const QTableView& view) {
    auto whole = std::make_unique<QTableView>();
    whole->setModel(view.model());
    if (qobject_cast<const MarkHeader*>(view.horizontalHeader()))
        whole->setHorizontalHeader(new MarkHeader(whole.get()));
    whole->setItemDelegate(view.itemDelegate());
    whole->setShowGrid(view.showGrid());
    whole->setWordWrap(view.wordWrap());
    whole->setAlternatingRowColors(view.alternatingRowColors());
    whole->setTextElideMode(view.textElideMode());
    whole->setFrameShape(QFrame::NoFrame);
    whole->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    whole->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    whole->verticalHeader()->hide();
    whole->verticalHeader()->setDefaultSectionSize(view.verticalHeader()->defaultSectionSize());
    for (int column = 0; column < view.model()->columnCount(); ++column) {
        whole->setColumnHidden(column, view.isColumnHidden(column));
        if (!view.isColumnHidden(column))
            whole->setColumnWidth(column, view.columnWidth(column));
    }
    const int rows = view.model()->rowCount() * whole->verticalHeader()->defaultSectionSize();
    const int head = whole->horizontalHeader()->sizeHint().height();
    whole->resize(qMax(1, whole->horizontalHeader()->length()), qMin(tallest, head + rows));
    return whole;
}

} // namespace

TableMenu::TableMenu(QAbstractItemView* view) : QObject(view), view_(view) {
    setObjectName(view->objectName() + QStringLiteral("TableMenu"));
    view_->installEventFilter(this);
    view_->viewport()->installEventFilter(this);
}

QImage TableMenu::pictureOf(const QAbstractItemView& view, double scale) {
    const auto* table = qobject_cast<const QTableView*>(&view);
    const std::unique_ptr<QTableView> whole = table ? wholeTable(*table) : nullptr;
    const QWidget& subject = whole ? static_cast<const QWidget&>(*whole) : view;
    QImage image(subject.size() * scale, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(scale);
    image.fill(view.palette().color(QPalette::Base));
    const_cast<QWidget&>(subject).ensurePolished();
    const_cast<QWidget&>(subject).render(&image);
    return image;
}

void TableMenu::copy() {
    const QItemSelectionModel* selection = view_->selectionModel();
    // One row is selected because the person looks at it; several because they are wanted.
    QModelIndexList rows = selection ? selection->selectedRows() : QModelIndexList();
    if (rows.size() < 2)
        rows.clear();
    QApplication::clipboard()->setText(tabbedText(*view_->model(), rows));
}

void TableMenu::copyPicture() {
    QApplication::clipboard()->setImage(pictureOf(*view_, pictureScale()));
}

BytesMaker TableMenu::bytesFor(const QString& path) const {
    if (path.endsWith(QLatin1String(".png"), Qt::CaseInsensitive))
        return pngOf(pictureOf(*view_, pictureScale()));
    return [bytes = csvOf(*view_->model()).toUtf8()] { return bytes; };
}

bool TableMenu::save(const QString& path) const {
    return writeFileNow(path, bytesFor(path)());
}

void TableMenu::askAndSave() {
    askToSave(view_, QStringLiteral("saveTable"), tr("Save table"),
              view_->objectName() + QStringLiteral(".csv"),
              tr("Comma-separated values (*.csv);;Picture (*.png)"), [this](const QString& path) {
                  writeFile(this, path, bytesFor(path), [this, path](const QString& problem) {
                      if (!problem.isEmpty())
                          QToolTip::showText(view_->mapToGlobal(QPoint(8, 8)),
                                             tr("%1 could not be written.").arg(path), view_);
                      emit saved(path, problem.isEmpty());
                  });
              });
}

void TableMenu::addTo(QMenu& menu) {
    menu.addAction(tr("&Copy table"), this, &TableMenu::copy)->setObjectName(QStringLiteral("tableCopy"));
    menu.addAction(tr("Copy table as &picture"), this, &TableMenu::copyPicture)
        ->setObjectName(QStringLiteral("tableCopyPicture"));
    menu.addAction(tr("&Save table …"), this, &TableMenu::askAndSave)
        ->setObjectName(QStringLiteral("tableSave"));
}

void TableMenu::popUp(const QPoint& place) {
    auto* menu = new QMenu(view_);
    menu->setObjectName(QStringLiteral("tableMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (!view_->actions().isEmpty()) {
        menu->addActions(view_->actions());
        menu->addSeparator();
    }
    addTo(*menu);
    menu->popup(place);
}

bool TableMenu::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::ContextMenu && view_->contextMenuPolicy() != Qt::CustomContextMenu) {
        const auto* asked = static_cast<QContextMenuEvent*>(event);
        popUp(asked->reason() == QContextMenuEvent::Keyboard
                  ? view_->viewport()->mapToGlobal(view_->visualRect(view_->currentIndex()).bottomLeft())
                  : asked->globalPos());
        return true;
    }
    if (watched == view_ && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy)) {
        copy();
        return true;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace mantissa::ui
