#pragma once
// How every scheme compared fares from layer to layer, for all roles together or one of them; tensor by
// tensor as a strip of colours; and in words which layers and weights the selected scheme hurts most, and
// why.
#include "models/figure.h"
#include "plots/comparison_pictures.h"
#include "plots/heat_strip.h"
#include "plots/plot_widget.h"
#include "session/hurt_driver.h"
#include "session/workbench.h"
#include "settings/settings.h"
#include "views/view.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QListWidget;
class QStackedWidget;
class QTabBar;

namespace mantissa::ui {

class LayersView : public View {
    Q_OBJECT
public:
    LayersView(Workbench& workbench, Settings& settings, QWidget* parent = nullptr);

    enum Page { Lines, Strip };
    bool settled() const { return hurt_.settled(); }

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void retranslate() override;
    void refresh() override;

private:
    void fillRoles();
    void build();
    void clicked(int candidate, double place);
    void showFindings();
    void showStrip();
    void turnTo(int page);

    Workbench& workbench_;
    Settings& settings_;
    QComboBox* figure_;
    QComboBox* role_;
    QCheckBox* logarithmic_;
    PlotWidget* plot_;
    LayerSums sums_;
    QTabBar* tabs_;
    QStackedWidget* pages_;
    HeatStrip* strip_;
    StripPictures strips_;
    QLabel* stripReadOut_;
    HurtDriver hurt_;
    QLabel* hurtLayers_;
    QListWidget* hurtList_;
};

} // namespace mantissa::ui
