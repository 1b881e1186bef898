#pragma once
// A table's content as text: for files and for the clipboard. Whole numbers, not rounded for the eye.
#include <QModelIndexList>
#include <QString>

class QAbstractItemModel;

namespace mantissa::ui {

/// Every row (of a tree: parents before children), comma-separated, heads in the first line. Numbers are
/// written with ".", whatever the locale.
QString csvOf(const QAbstractItemModel& model);

/// The same with tabs, as spreadsheets paste it; `rows` of the top level only, all of them if it is empty.
QString tabbedText(const QAbstractItemModel& model, const QModelIndexList& rows);

} // namespace mantissa::ui
