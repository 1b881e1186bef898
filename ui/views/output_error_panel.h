#pragma once
// Which layers' outputs suffer under the selected scheme: a picture of weight error against output error and
// a table, both following the selection and choosing the tensor.
#include "models/output_error_model.h"
#include "plots/plot_widget.h"
#include "session/output_error_driver.h"
#include "settings/settings.h"
#include "views/page.h"

#include <QSortFilterProxyModel>

class QAction;
class QLabel;
class QProgressBar;
class QPushButton;
class QSplitter;
class QTableView;

namespace mantissa::ui {

class OutputErrorPanel : public Page {
    Q_OBJECT
public:
    OutputErrorPanel(Workbench& workbench, AccuracyDriver& accuracy, OutputErrorDriver& driver,
                     Settings& settings, QWidget* parent = nullptr);

    QString title() const override;
    QString explanation() const override;
    QString handbookPage() const override { return QStringLiteral("sensitivity"); }
    bool demonstrated() override;

protected:
    void showNow() override;
    void retranslate() override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void connectAll();
    void showProgress();
    void showPicture();
    void followSelection();
    void choose(int row); ///< of the model
    void runOrCancel();
    void save();
    void copyCommand();
    int currentRow() const; ///< of the model; -1 for none
    QString statusText() const;
    QString emptyText() const;

    Workbench& workbench_;
    AccuracyDriver& accuracy_;
    OutputErrorDriver& driver_;
    Settings& settings_;
    OutputErrorModel model_;
    QSortFilterProxyModel sorted_;
    LayerErrorsPtr shown_;
    int shownOf_ = 0; ///< candidate
    QPushButton* measure_;
    QProgressBar* progress_;
    QLabel* status_;
    QPushButton* copy_;
    QPushButton* save_;
    QSplitter* splitter_;
    PlotWidget* plot_;
    QTableView* table_;
    QAction* command_;
    bool following_ = false; ///< the table is set, not used
};

} // namespace mantissa::ui
