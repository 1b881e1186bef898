// What the tour of the main window shows, in the order in which a new person needs it.
#include "main_window.h"
#include "panels/model_panel.h"
#include "panels/scheme_panel.h"
#include "panels/tour.h"
#include "views/compare_view.h"
#include "views/layers_view.h"
#include "views/recipe_view.h"

#include <QDockWidget>
#include <QTabWidget>
#include <QToolBar>

namespace mantissa::ui {

void MainWindow::greet() {
    if (!settings_.value(Setting::TourSeen).toBool())
        startTour();
}

void MainWindow::startTour() {
    if (findChild<Tour*>())
        return;
    const int viewBefore = views_->currentIndex();
    const auto dock = [this](const char* name) {
        QDockWidget* wanted = docks_[QLatin1String(name)];
        wanted->show();
        wanted->raise();
        return wanted->widget();
    };
    const auto view = [this](QWidget* wanted) {
        views_->setCurrentWidget(wanted);
        return wanted;
    };
    std::vector<TourStep> steps{
        {tr("Welcome to Mantissa"),
         tr("See what quantization would do to every weight of a model: what it costs, what it breaks, and "
            "where. Nothing leaves this computer. This takes a minute; Esc skips it, and it is in the Help "
            "menu."),
         {}},
        {tr("The model"),
         tr("All tensors of the file that is open. At first that is a small demo; open your own with Ctrl+O "
            "or "
            "drop it here. The tensor chosen here is chosen everywhere."),
         [dock] { return dock("modelDock"); }},
        {tr("The schemes"),
         tr("What is compared: formats such as Q4_K and whole recipes such as Q4_K_M, each with its colour "
            "and mark. Shape one below and add it with Ctrl+Return."),
         [dock] { return dock("schemeDock"); }},
        {tr("One tensor"),
         tr("Its weights before and after, its codes and scales, a map of every weight, the bytes of a "
            "block. "
            "Drag a slider on the right: the answer follows."),
         [this, view] { return view(views_->widget(0)); }},
        {tr("Layers: where it hurts"),
         tr("Which layers the selected scheme hurts most, and why, in words below the chart. Click a line to "
            "look at that weight."),
         [this, view] { return view(layers_); }},
        {tr("Compare"),
         tr("Every tensor under every scheme. Right-click a head to pin, rename or move a scheme; look at "
            "histograms side by side, or at another file of the same model."),
         [this, view] { return view(compare_); }},
        {tr("Recipe"),
         tr("Give more bits to what needs them: rules from top to bottom, with the exact size as you type."),
         [this, view] { return view(recipe_); }},
        {tr("Take it along"),
         tr("Export writes the quantized file, reads it back and certifies it. Report makes pages to send. "
            "Everything has a command line to copy. Ctrl+K finds anything, F1 opens the handbook."),
         [this] { return findChild<QToolBar*>(QStringLiteral("toolBar")); }},
    };
    auto* tour = new Tour(std::move(steps), this);
    connect(tour, &Tour::ended, this, [this, viewBefore] {
        settings_.set(Setting::TourSeen, true);
        views_->setCurrentIndex(viewBefore);
    });
}

} // namespace mantissa::ui
