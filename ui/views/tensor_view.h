#pragma once
// One tensor under one scheme: its values before and after, the error, the codes, the scales, the rows.
#include "plots/plot_widget.h"
#include "session/map_driver.h"
#include "session/study_driver.h"
#include "views/view.h"

class QCheckBox;
class QLabel;
class QSplitter;
class QStackedWidget;
class QTabBar;

namespace mantissa::ui {

class BlockPanel;
class MapPanel;

class TensorView : public View {
    Q_OBJECT
public:
    TensorView(Workbench& workbench, StudyDriver& study, QWidget* parent = nullptr);

    /// Nothing is being computed for the pages below the histogram.
    bool settled() const { return driver_.settled(); }
    MapDriver& driver() { return driver_; }

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void retranslate() override;
    void refresh() override;

private:
    void build();
    void showFacts();
    QString coverageText(const StudyOutcome& outcome) const;
    void showPictures();
    void turnTo(int page);
    void link();
    std::optional<StudyOutcome> currentOutcome() const;
    QString emptyReason() const;

    Workbench& workbench_;
    StudyDriver& study_;
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
    QTabBar* tabs_;
    QStackedWidget* pages_;
    QSplitter* splitter_;
    MapPanel* map_;
    BlockPanel* block_;
};

} // namespace mantissa::ui
