#include "dialogs/command_palette.h"

#include "theme/theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace mantissa::ui {

namespace {

// The text on the left; what it is, and its shortcut, quiet on the right.
class PaletteDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override {
        return {option.rect.width(), option.fontMetrics.height() + 12};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const ThemeColors& colors = themeColors(option.palette);
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        painter->save();
        painter->fillRect(option.rect, selected ? colors.selection : colors.base);
        const QRect inner = option.rect.adjusted(12, 0, -12, 0);
        const QString shortcut = index.data(PaletteModel::ShortcutRole).toString();
        const QString side = shortcut.isEmpty() ? index.data(PaletteModel::KindRole).toString() : shortcut;
        const int sideWidth = option.fontMetrics.horizontalAdvance(side) + 16;
        painter->setPen(colors.muted);
        painter->drawText(inner, Qt::AlignVCenter | Qt::AlignRight, side);
        painter->setPen(colors.text);
        const QRect left = inner.adjusted(0, 0, -sideWidth, 0);
        painter->drawText(
            left, Qt::AlignVCenter | Qt::AlignLeft,
            option.fontMetrics.elidedText(index.data().toString(), Qt::ElideMiddle, left.width()));
        painter->restore();
    }
};

} // namespace

CommandPalette::CommandPalette(std::vector<PaletteEntry> entries, QWidget* parent)
    : QDialog(parent, Qt::Popup), typed_(new QLineEdit(this)), list_(new QListView(this)) {
    setObjectName(QStringLiteral("commandPalette"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Go to anything"));
    model_.setEntries(std::move(entries));
    typed_->setObjectName(QStringLiteral("paletteTyped"));
    typed_->setPlaceholderText(tr("A command, tensor, scheme or handbook page"));
    typed_->setAccessibleName(tr("Go to anything"));
    typed_->installEventFilter(this);
    list_->setObjectName(QStringLiteral("paletteList"));
    list_->setAccessibleName(tr("What fits"));
    list_->setModel(&model_);
    list_->setItemDelegate(new PaletteDelegate(list_));
    list_->setUniformItemSizes(true);
    list_->setFrameShape(QFrame::NoFrame);
    list_->setFocusPolicy(Qt::NoFocus);
    list_->setCurrentIndex(model_.index(0));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(6);
    layout->addWidget(typed_);
    layout->addWidget(list_, 1);
    connect(typed_, &QLineEdit::textChanged, this, [this](const QString& letters) {
        model_.setTyped(letters);
        list_->setCurrentIndex(model_.index(0));
    });
    connect(list_, &QListView::clicked, this, &CommandPalette::runCurrent);
}

void CommandPalette::showEvent(QShowEvent* event) {
    QDialog::showEvent(event);
    const QRect window = parentWidget()->window()->geometry();
    const QSize size(std::min(620, window.width() - 40), std::min(420, window.height() - 120));
    setGeometry(QRect(QPoint(window.center().x() - size.width() / 2, window.top() + 60), size));
    typed_->setFocus();
}

// Arrows walk the list while the letters stay in the line.
bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (watched != typed_ || event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        QApplication::sendEvent(list_, event);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        runCurrent();
        return true;
    default:
        return false;
    }
}

// Closed first: what runs may open a dialog of its own.
void CommandPalette::runCurrent() {
    const QModelIndex current = list_->currentIndex();
    if (!current.isValid())
        return;
    hide();
    model_.run(current);
    close();
}

} // namespace mantissa::ui
