#pragma once
// The Compare view's page about another file of the open model.
#include "models/diff_model.h"
#include "session/diff_driver.h"

#include <QSortFilterProxyModel>
#include <QWidget>

class QLabel;
class QPushButton;
class QTableView;

namespace mantissa::ui {

class DiffPanel : public QWidget {
    Q_OBJECT
public:
    DiffPanel(Workbench& workbench, DiffDriver& driver, QWidget* parent = nullptr);

    void retranslate();
    QTableView* table() { return table_; }
    /// The mantissa-cli line that makes the same comparison; empty without one.
    QString command() const;

signals:
    void openRequested(); ///< another file is to be chosen

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void fitColumns();
    QString summary() const;
    void followSelection();

    Workbench& workbench_;
    DiffDriver& driver_;
    DiffModel model_;
    QSortFilterProxyModel sorted_;
    QLabel* summary_;
    QPushButton* choose_;
    QTableView* table_;
    bool following_ = false;
};

} // namespace mantissa::ui
