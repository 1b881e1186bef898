#pragma once
// One tensor under one scheme: its values before and after, the error, the codes, the scales, the rows.
#include "plots/plot_widget.h"
#include "session/study_driver.h"
#include "views/view.h"

class QCheckBox;
class QLabel;

namespace mantissa::ui {

class TensorView : public View {
    Q_OBJECT
public:
    TensorView(Workbench& workbench, StudyDriver& study, QWidget* parent = nullptr);

protected:
    void retranslate() override;
    void refresh() override;

private:
    void build();
    void showFacts();
    void showPictures();
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
};

} // namespace mantissa::ui
