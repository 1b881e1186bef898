#pragma once
// The schemes compared: their totals above, every tensor under every scheme below; the selected tensor's
// histograms side by side; the open model beside another file.
#include "models/compare_model.h"
#include "models/scheme_model.h"
#include "settings/settings.h"
#include "views/view.h"

#include <QSortFilterProxyModel>

class QComboBox;
class QPushButton;
class QStackedWidget;
class QTabBar;
class QTableView;

namespace mantissa::ui {

class DiffDriver;
class DiffPanel;
class HistogramPanel;
class MarkHeader;

class CompareView : public View {
    Q_OBJECT
public:
    CompareView(Workbench& workbench, Settings& settings, DiffDriver& diff, QWidget* parent = nullptr);

    enum Page { Tensors, Histograms, AnotherFile };
    void showPage(int page);
    /// What the menu of a scheme's head and row offers.
    void setSchemeActions(const QList<QAction*>& actions);
    /// The mantissa-cli line that prints the page in front; empty if there is none.
    QString command() const;
    bool settled() const;

signals:
    void otherFileRequested();

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
    void fillMenu();
    void headMenu(const QPoint& place);
    void headMoved(int logical, int from, int to);

    Workbench& workbench_;
    Settings& settings_;
    SchemeModel totals_;
    CompareModel tensors_;
    QSortFilterProxyModel sortedTotals_;
    QSortFilterProxyModel sortedTensors_;
    QComboBox* figure_;
    QComboBox* numbers_;
    QPushButton* save_;
    QTabBar* tabs_;
    QStackedWidget* pages_;
    HistogramPanel* histograms_;
    DiffPanel* diffPanel_;
    QList<QAction*> schemeActions_;
    QTableView* totalsView_;
    QTableView* tensorsView_;
    MarkHeader* header_ = nullptr;
    bool following_ = false;
};

} // namespace mantissa::ui
