#pragma once
// The look that all tables of the window share.
#include <QTableView>

namespace mantissa::ui {

/// No grid, rows of one line (`padding` pixels higher than the text) in turns of two grounds, chosen whole;
/// no row numbers; a heading that does not follow the selection. The tab key leaves the table, arrows walk in
/// it.
void styleTable(QTableView& view, int padding = 8);

} // namespace mantissa::ui
