#pragma once
// The Compare view's page of small multiples: the selected tensor's values before and after, once for every
// scheme that is shown.
#include "plots/plot_widget.h"
#include "session/histogram_driver.h"

class QCheckBox;
class QGridLayout;
class QLabel;
class QScrollArea;

namespace mantissa::ui {

class HistogramPanel : public QWidget {
    Q_OBJECT
public:
    HistogramPanel(Workbench& workbench, QWidget* parent = nullptr);

    void retranslate();
    bool settled() const { return driver_.settled(); }
    const std::vector<PlotWidget*>& plots() const { return plots_; }

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void show(PlotWidget& plot, const Candidate& candidate);
    void layOut();

    Workbench& workbench_;
    HistogramDriver driver_;
    QLabel* summary_;
    QCheckBox* logarithmic_;
    QScrollArea* scroll_;
    QGridLayout* grid_;
    std::vector<PlotWidget*> plots_; ///< one a shown candidate, in their order
    std::vector<int> ids_;           ///< whose they are
};

} // namespace mantissa::ui
