#pragma once
// Which method is best at a size: formats and methods side by side, as a picture and a table, of the whole
// model or of the selected tensor. A row can be taken into the comparison.
#include "models/method_model.h"
#include "plots/plot_widget.h"
#include "session/methods_driver.h"
#include "views/page.h"

#include <QSortFilterProxyModel>

class QAction;
class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QTableView;

namespace mantissa::ui {

class MethodsPage : public Page {
    Q_OBJECT
public:
    MethodsPage(Workbench& workbench, AccuracyDriver& accuracy, MethodsDriver& driver,
                QWidget* parent = nullptr);

    QString title() const override;
    QString explanation() const override;
    QString handbookPage() const override { return QStringLiteral("methods"); }
    bool demonstrated() override;

signals:
    void calibrationRequested();

protected:
    void showNow() override;
    void retranslate() override;

private:
    void build();
    void connectAll();
    void runOrCancel();
    void addSelected();
    void choose(int row); ///< of the comparison
    int currentRow() const;
    std::string tensor() const; ///< that is shown; empty: the whole model
    void showPicture();
    void showProgress();
    QString emptyText() const;
    QString statusText() const;

    Workbench& workbench_;
    AccuracyDriver& accuracy_;
    MethodsDriver& driver_;
    MethodModel model_;
    QSortFilterProxyModel sorted_;
    QComboBox* size_;
    QComboBox* scope_;
    QComboBox* figure_;
    QPushButton* measure_;
    QPushButton* collect_;
    QPushButton* add_;
    QProgressBar* progress_;
    QLabel* status_;
    PlotWidget* plot_;
    QTableView* table_;
    QAction* command_;
};

} // namespace mantissa::ui
