#pragma once
// Cells with a bar behind their number (FractionRole), a scheme's marker or a finding's sign before their
// text (SlotRole, FindingRole), and a mark on the best and worst of a row (BestRole: bold or faint, beside
// the ▲ or ▼ in the text).
#include <QStyledItemDelegate>

namespace mantissa::ui {

class BarDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;

private:
    void paintCheck(QPainter* painter, const QStyleOptionViewItem& option, bool checked) const;
};

} // namespace mantissa::ui
