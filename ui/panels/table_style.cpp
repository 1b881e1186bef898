#include "panels/table_style.h"

#include <QHeaderView>

namespace mantissa::ui {

void styleTable(QTableView& view, int padding) {
    view.setShowGrid(false);
    view.setWordWrap(false);
    view.setAlternatingRowColors(true);
    view.setSelectionBehavior(QTableView::SelectRows);
    view.setTabKeyNavigation(false);
    view.horizontalHeader()->setHighlightSections(false);
    view.verticalHeader()->setDefaultSectionSize(view.fontMetrics().height() + padding);
    view.verticalHeader()->hide();
}

} // namespace mantissa::ui
