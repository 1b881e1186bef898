#include "models/bar_delegate.h"

#include "models/roles.h"
#include "theme/finding_icon.h"
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
    if (const QVariant finding = index.data(FindingRole); finding.isValid()) {
        option->icon = findingIcon(static_cast<FindingKind>(finding.toInt()), option->palette);
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

// Fusion draws the box in a shade that a dark ground swallows; ours looks like the check boxes elsewhere.
void BarDelegate::paintCheck(QPainter* painter, const QStyleOptionViewItem& option, bool checked) const {
    const QStyle* style = option.widget ? option.widget->style() : QApplication::style();
    const QRect box = style->subElementRect(QStyle::SE_ItemViewItemCheckIndicator, &option, option.widget);
    const ThemeColors& colors = themeColors(option.palette);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool alternate = option.features.testFlag(QStyleOptionViewItem::Alternate);
    painter->save();
    // Fusion's own box peeps out from under ours.
    painter->fillRect(box.adjusted(-5, -2, 1, 2), selected    ? option.palette.highlight()
                                                  : alternate ? option.palette.alternateBase()
                                                              : option.palette.base());
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(checked ? colors.accent : colors.muted, 1));
    painter->setBrush(checked ? colors.accent : colors.base);
    painter->drawRoundedRect(QRectF(box).adjusted(-0.5, -0.5, 0.5, 0.5), 3, 3);
    if (checked) {
        painter->setPen(QPen(colors.base, 1.8));
        const QPointF corner = QRectF(box).topLeft();
        const double unit = box.width() / 12.0;
        painter->drawPolyline(QPolygonF{corner + QPointF(2.5, 6.2) * unit, corner + QPointF(5, 8.7) * unit,
                                        corner + QPointF(9.6, 3.4) * unit});
    }
    painter->restore();
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
            color = themeColors(option.palette).accent;
            color.setAlpha(70);
        }
        painter->fillRect(QRect(cell.right() - width + 1, cell.top(), width, cell.height()), color);
    };
    // The selection's ground would cover a bar drawn before it.
    if (fraction.isValid() && !selected)
        fillBar();
    QStyledItemDelegate::paint(painter, option, index);
    if (fraction.isValid() && selected)
        fillBar();
    const QVariant check = index.data(Qt::CheckStateRole);
    if (!check.isValid())
        return;
    QStyleOptionViewItem full = option;
    initStyleOption(&full, index);
    paintCheck(painter, full, check.toInt() == Qt::Checked);
}

} // namespace mantissa::ui
