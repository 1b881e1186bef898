#pragma once
// The Scheme inspector dock: the candidates (colour, marker, figures; the legend of every view) and, below,
// the editor of the selected scheme with what it costs and breaks on the selected tensor.
#include "models/scheme_model.h"
#include "panels/calibration_notice.h"
#include "panels/scheme_editor.h"
#include "session/study_driver.h"

#include <QSortFilterProxyModel>
#include <QWidget>

class QLabel;
class QPushButton;
class QTreeView;

namespace mantissa::ui {

class SchemePanel : public QWidget {
    Q_OBJECT
public:
    SchemePanel(Workbench& workbench, StudyDriver& study, QWidget* parent = nullptr);

    void addDraft();
    void removeSelected();
    void measureSelectedAgain();
    /// What the list's context menu offers.
    void setListActions(const QList<QAction*>& actions);

signals:
    void calibrationRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    QWidget* buildFacts();
    void retranslate();
    void followScheme();
    void showFacts();
    void updateButtons();

    Workbench& workbench_;
    StudyDriver& study_;
    SchemeModel model_;
    QSortFilterProxyModel sorted_;
    QLabel* listTitle_;
    QTreeView* list_;
    QPushButton* add_;
    QPushButton* remove_;
    QPushButton* again_;
    QLabel* draftNote_;
    CalibrationNotice* calibration_;
    SchemeEditor* editor_;
    QLabel* factNames_[3];
    QLabel* facts_[3];
    QLabel* factNote_;
};

} // namespace mantissa::ui
