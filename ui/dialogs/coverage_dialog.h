#pragma once
// What the importance matrix in use has seen of each weight.
#include "models/coverage_model.h"
#include "session/workbench.h"

#include <QDialog>
#include <QSortFilterProxyModel>

class QLabel;
class QTableView;

namespace mantissa::ui {

class CoverageDialog : public QDialog {
    Q_OBJECT
public:
    CoverageDialog(Workbench& workbench, QWidget* parent);

private:
    void refresh();

    Workbench& workbench_;
    CoverageModel model_;
    QSortFilterProxyModel sorted_;
    QLabel* summary_;
    QTableView* table_;
};

} // namespace mantissa::ui
