#pragma once
// The Model dock: the tensors as tree or table, filtered, sorted and grouped, and totals of what is shown.
#include "models/tensor_filter.h"
#include "models/tensor_model.h"
#include "session/workbench.h"
#include "settings/settings.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QTreeView;

namespace mantissa::ui {

class ModelPanel : public QWidget {
    Q_OBJECT
public:
    ModelPanel(Workbench& workbench, FindingsDriver& findings, Settings& settings, QWidget* parent = nullptr);

    void focusFilter();

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    void retranslate();
    void modelChanged();
    void showFittingColumns();
    void applyFilter();
    void setGrouping(int grouping);
    void followSelection();
    void showErrors();
    void showTotals();
    void currentChanged(const QModelIndex& index);

    Workbench& workbench_;
    Settings& settings_;
    TensorModel model_;
    TensorFilter filter_{model_};
    QLineEdit* text_;
    QCheckBox* regex_;
    QLabel* groupLabel_;
    QComboBox* group_;
    QTreeView* view_;
    QLabel* totals_;
};

} // namespace mantissa::ui
