#pragma once
// How every scheme compared fares from layer to layer, for all roles together or one of them.
#include "models/figure.h"
#include "plots/comparison_pictures.h"
#include "plots/plot_widget.h"
#include "session/workbench.h"
#include "settings/settings.h"
#include "views/view.h"

class QCheckBox;
class QComboBox;

namespace mantissa::ui {

class LayersView : public View {
    Q_OBJECT
public:
    LayersView(Workbench& workbench, Settings& settings, QWidget* parent = nullptr);

protected:
    void retranslate() override;
    void refresh() override;

private:
    void fillRoles();
    void clicked(int candidate, double place);

    Workbench& workbench_;
    Settings& settings_;
    QComboBox* figure_;
    QComboBox* role_;
    QCheckBox* logarithmic_;
    PlotWidget* plot_;
    LayerSums sums_;
};

} // namespace mantissa::ui
