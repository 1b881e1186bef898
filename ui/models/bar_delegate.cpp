#include "models/bar_delegate.h"

#include "models/roles.h"
#include "theme/theme.h"

#include <QApplication>
#include <QPainter>

namespace mantissa::ui {

void BarDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
    QStyledItemDelegate::initStyleOption(option, index);
    const QVariant slot = index.data(SlotRole);
    if (slot.isValid()) {
        option->icon = schemeIcon(slot.toInt(), option->palette);
        option->decorationSize = QSize(14, 14);
        option->features |= QStyleOptionViewItem::HasDecoration;
    }
    const int best = index.data(BestRole).toInt();
    if (best > 0)
        option->font.setBold(true);
    if (best < 0)
        option->palette.setColor(QPalette::Text, themeColors(option->palette).muted);
}

QSize BarDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    return QStyledItemDelegate::sizeHint(option, index) + QSize(8, 4);
}

void BarDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                        const QModelIndex& index) const {
    const QVariant fraction = index.data(FractionRole);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const auto fillBar = [&] {
        // From the right edge, where the numbers stand, so that lengths and numbers are read together.
        const QRect cell = option.rect.adjusted(6, 2, -2, -2);
        const int width = qRound(qBound(0.0, fraction.toDouble(), 1.0) * cell.width());
        QColor color = themeColors(option.palette).bar;
        if (selected) {
            color = option.palette.color(QPalette::HighlightedText);
            color.setAlpha(60);
        }
        painter->fillRect(QRect(cell.right() - width + 1, cell.top(), width, cell.height()), color);
    };
    // The selection's ground would cover a bar drawn before it.
    if (fraction.isValid() && !selected)
        fillBar();
    QStyledItemDelegate::paint(painter, option, index);
    if (fraction.isValid() && selected)
        fillBar();
}

} // namespace mantissa::ui
