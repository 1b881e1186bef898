#include "models/completion_delegate.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QLineEdit>

namespace mantissa::ui {

QWidget* CompletionDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem&,
                                          const QModelIndex& index) const {
    auto* line = new QLineEdit(parent);
    line->setFrame(false);
    line->setAccessibleName(index.model()->headerData(index.column(), Qt::Horizontal).toString());
    auto* completer = new QCompleter(words_, line);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    completer->popup()->setAccessibleName(tr("Suggestions"));
    line->setCompleter(completer);
    return line;
}

} // namespace mantissa::ui
