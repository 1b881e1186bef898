#pragma once
// Size against error of everything tried, and which of it nothing else beats.
#include "models/figure.h"
#include "plots/plot_widget.h"
#include "session/workbench.h"
#include "views/view.h"

class QComboBox;
class QPushButton;

namespace mantissa::ui {

class TradeoffView : public View {
    Q_OBJECT
public:
    explicit TradeoffView(Workbench& workbench, QWidget* parent = nullptr);

signals:
    void editRequested(int candidate);

protected:
    void retranslate() override;
    void refresh() override;

private:
    void addRecipe();

    Workbench& workbench_;
    QComboBox* across_;
    QComboBox* up_;
    QComboBox* recipe_;
    QPushButton* add_;
    QPushButton* edit_;
    PlotWidget* plot_;
};

} // namespace mantissa::ui
