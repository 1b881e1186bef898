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

void BarDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                        const QModelIndex& index) const {
    const QVariant fraction = index.data(FractionRole);
    QStyledItemDelegate::paint(painter, option, index);
    if (!fraction.isValid())
        return;
    // A thin bar along the foot of the cell leaves the number readable, selected or not.
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const ThemeColors& colors = themeColors(option.palette);
    const QRect cell = option.rect.adjusted(4, 0, -4, -2);
    const int width = qRound(qBound(0.0, fraction.toDouble(), 1.0) * cell.width());
    const QRect bar(cell.right() - width + 1, cell.bottom() - 2, width, 3);
    painter->fillRect(bar, selected ? option.palette.color(QPalette::HighlightedText) : colors.accent);
}

} // namespace mantissa::ui
