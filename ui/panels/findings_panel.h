#pragma once
// What looking the file over found: a list, and the chosen finding in full with its reason and what to do.
// Choosing one chooses its tensor everywhere.
#include "models/finding_model.h"
#include "session/findings_driver.h"
#include "settings/settings.h"

#include <QSortFilterProxyModel>
#include <QWidget>

class QLabel;
class QPushButton;
class QTableView;

namespace mantissa::ui {

class FindingsPanel : public QWidget {
    Q_OBJECT
public:
    FindingsPanel(Workbench& workbench, FindingsDriver& driver, Settings& settings,
                  QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void retranslate();
    void refresh();
    void showCurrent();
    void followSelection();
    QString summaryText() const;
    const Finding* current() const;
    void copy();
    void save();

    Workbench& workbench_;
    FindingsDriver& driver_;
    Settings& settings_;
    FindingModel model_;
    QSortFilterProxyModel sorted_;
    QLabel* summary_;
    QTableView* table_;
    QLabel* detail_;
    QPushButton* copy_;
    QPushButton* save_;
    QPushButton* again_;
    bool following_ = false;
};

} // namespace mantissa::ui
