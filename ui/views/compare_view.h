#pragma once
// The schemes compared: their totals above, every tensor under every scheme below.
#include "models/compare_model.h"
#include "models/scheme_model.h"
#include "settings/settings.h"
#include "views/view.h"

#include <QSortFilterProxyModel>

class QComboBox;
class QTableView;
class QPushButton;

namespace mantissa::ui {

class MarkHeader;

class CompareView : public View {
    Q_OBJECT
public:
    CompareView(Workbench& workbench, Settings& settings, QWidget* parent = nullptr);

    /// The tensor table as comma-separated values.
    QString csv() const;

protected:
    void retranslate() override;
    void refresh() override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    void fitColumns();
    void fitTotals();
    int numbersWidth(int column) const;
    void followSelection();
    void saveCsv();

    Workbench& workbench_;
    Settings& settings_;
    SchemeModel totals_;
    CompareModel tensors_;
    QSortFilterProxyModel sortedTotals_;
    QSortFilterProxyModel sortedTensors_;
    QComboBox* figure_;
    QPushButton* save_;
    QTableView* totalsView_;
    QTableView* tensorsView_;
    MarkHeader* header_ = nullptr;
    bool following_ = false;
};

} // namespace mantissa::ui
