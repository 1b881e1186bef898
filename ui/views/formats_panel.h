#pragma once
// The selected tensor under all formats at once: a table to sort, a picture of size against error, and a way
// into the comparison.
#include "models/survey_model.h"
#include "plots/plot_widget.h"

#include <QSortFilterProxyModel>
#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;
class QSplitter;
class QTableView;

namespace mantissa::ui {

class FormatsPanel : public QWidget {
    Q_OBJECT
public:
    FormatsPanel(Workbench& workbench, SurveyDriver& driver, QWidget* parent = nullptr);

    void setEmptyText(const QString& text);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    int tableWidth() const; ///< that the table needs for whole names and figures
    void build();
    void retranslate();
    void showPicture();
    void showState();
    void choose(const QModelIndex& index);
    void add();
    void save();
    int currentRow() const; ///< of the model; -1 for none

    Workbench& workbench_;
    SurveyDriver& driver_;
    SurveyModel model_;
    QSortFilterProxyModel sorted_;
    QSplitter* splitter_;
    QTableView* table_;
    PlotWidget* plot_;
    QCheckBox* search_;
    QPushButton* add_;
    QPushButton* save_;
    QLabel* state_;
    QTimer redraw_; ///< one picture for several answers
};

} // namespace mantissa::ui
