#pragma once
// One tensor under one scheme: its values before and after, the error, the codes, the scales, the rows.
#include "plots/plot_widget.h"
#include "session/findings_driver.h"
#include "session/map_driver.h"
#include "session/study_driver.h"
#include "session/survey_driver.h"
#include "views/view.h"

class QCheckBox;
class QLabel;
class QSplitter;
class QStackedWidget;
class QTabBar;

namespace mantissa::ui {

class BlockPanel;
class FormatsPanel;
class MapPanel;

class TensorView : public View {
    Q_OBJECT
public:
    TensorView(Workbench& workbench, StudyDriver& study, FindingsDriver& findings, QWidget* parent = nullptr);

    /// Nothing is being computed for the pages below the histogram.
    bool settled() const { return driver_.settled() && survey_.settled(); }
    MapDriver& driver() { return driver_; }

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void retranslate() override;
    void refresh() override;

private:
    void build();
    void showFacts();
    void showNotes(const std::optional<StudyOutcome>& outcome);
    QString coverageText(const StudyOutcome& outcome) const;
    void showPictures();
    void turnTo(int page);
    void wakeDrivers();
    void link();
    std::optional<StudyOutcome> currentOutcome() const;
    QString emptyReason() const;

    Workbench& workbench_;
    StudyDriver& study_;
    FindingsDriver& findings_;
    QLabel* badge_;
    QLabel* facts_;
    QLabel* note_;
    QCheckBox* logarithmic_;
    PlotWidget* values_;
    PlotWidget* error_;
    PlotWidget* codes_;
    PlotWidget* scales_;
    PlotWidget* rows_;
    MapDriver driver_;
    SurveyDriver survey_;
    QTabBar* tabs_;
    QStackedWidget* pages_;
    QSplitter* splitter_;
    MapPanel* map_;
    BlockPanel* block_;
    FormatsPanel* formats_;
};

} // namespace mantissa::ui
