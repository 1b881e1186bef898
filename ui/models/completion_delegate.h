#pragma once
// Edits a cell in a line that completes from a list of words, wherever in a word the typed letters are.
#include <QStringList>
#include <QStyledItemDelegate>

namespace mantissa::ui {

class CompletionDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void setWords(const QStringList& words) { words_ = words; }

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const override;

private:
    QStringList words_;
};

} // namespace mantissa::ui
