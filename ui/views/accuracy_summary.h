#pragma once
// The figures of all evaluations: the running perplexity, the tail of the divergence, and a table.
#include "models/accuracy_model.h"
#include "plots/accuracy_pictures.h"
#include "plots/plot_widget.h"
#include "settings/settings.h"
#include "views/page.h"

#include <QSortFilterProxyModel>

class QComboBox;
class QPushButton;
class QTableView;

namespace mantissa::ui {

class AccuracySummary : public Page {
    Q_OBJECT
public:
    AccuracySummary(Workbench& workbench, AccuracyDriver& driver, Settings& settings,
                    QWidget* parent = nullptr);

    QString title() const override;
    QString explanation() const override;
    QString handbookPage() const override { return QStringLiteral("accuracy"); }

protected:
    void showNow() override;
    void retranslate() override;

private:
    void build();
    void followSelection();
    int currentId() const; ///< of the table's current row; -1: none
    std::vector<EvaluatedLine> lines() const;
    QString emptyText() const;
    void saveTable();

    Workbench& workbench_;
    AccuracyDriver& driver_;
    Settings& settings_;
    AccuracyModel model_;
    QSortFilterProxyModel sorted_;
    QComboBox* curve_;
    PlotWidget* running_;
    PlotWidget* divergence_;
    QTableView* table_;
    QPushButton* copy_;
    QPushButton* save_;
    QAction* again_;
    QAction* command_;
    bool following_ = false;
};

} // namespace mantissa::ui
