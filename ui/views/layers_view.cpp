#include "views/layers_view.h"

#include "models/tensor_model.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>

#include <set>

namespace mantissa::ui {

LayersView::LayersView(Workbench& workbench, Settings& settings, QWidget* parent)
    : View(QStringLiteral("layersView"), parent), workbench_(workbench), settings_(settings),
      figure_(new QComboBox(this)), role_(new QComboBox(this)), logarithmic_(new QCheckBox(this)),
      plot_(new PlotWidget(QStringLiteral("layers"), this)) {
    figure_->setObjectName(QStringLiteral("layersFigure"));
    role_->setObjectName(QStringLiteral("layersRole"));
    role_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    logarithmic_->setObjectName(QStringLiteral("layersLogarithmic"));
    logarithmic_->setChecked(true);
    controls()->addWidget(figure_);
    controls()->addWidget(role_);
    controls()->addWidget(logarithmic_);
    body()->addWidget(plot_, 1);
    retranslate();
    connect(figure_, &QComboBox::activated, this, [this](int index) {
        settings_.set(Setting::LayersFigure, index);
        refresh();
    });
    connect(role_, &QComboBox::activated, this, &LayersView::refresh);
    connect(logarithmic_, &QCheckBox::toggled, this, &LayersView::refresh);
    connect(plot_, &PlotWidget::clicked, this, &LayersView::clicked);
    connect(&workbench, &Workbench::modelChanged, this, &LayersView::fillRoles);
    connect(&workbench, &Workbench::candidatesChanged, this, &View::refreshSoon);
    connect(&workbench, &Workbench::candidateMeasured, this, &View::refreshSoon);
    connect(&workbench.selection(), &Selection::tensorChanged, this, &View::refreshSoon);
    connect(&workbench.selection(), &Selection::schemeChanged, this, &View::refreshSoon);
}

void LayersView::retranslate() {
    setHeading(tr("Layers"));
    setExplanation(tr("One line a scheme: where in the network it hurts. Click a point to look at that "
                      "layer's weights."),
                   QStringLiteral("layers"));
    figure_->clear();
    for (const Figure figure : allFigures)
        figure_->addItem(figureName(figure));
    figure_->setCurrentIndex(qBound(0, settings_.value(Setting::LayersFigure).toInt(), figure_->count() - 1));
    figure_->setAccessibleName(tr("Figure"));
    figure_->setToolTip(tr("The figure that is drawn"));
    role_->setAccessibleName(tr("Role"));
    role_->setToolTip(tr("Only weights of this role"));
    logarithmic_->setText(tr("&Logarithmic"));
    plot_->setEmptyText(workbench_.model() ? tr("Measuring …")
                                           : tr("Open a model (Ctrl+O), or drop a file here."));
    fillRoles();
}

void LayersView::fillRoles() {
    const QVariant before = role_->currentData();
    role_->clear();
    role_->addItem(tr("All weights"), -1);
    std::set<int> roles;
    if (workbench_.model())
        for (const auto& tensor : workbench_.model()->tensors)
            if (quantizable(*tensor))
                roles.insert(static_cast<int>(tensor->place.role));
    for (const int role : roles)
        role_->addItem(roleText(static_cast<Role>(role)), role);
    role_->setCurrentIndex(qMax(0, role_->findData(before)));
    plot_->setEmptyText(workbench_.model() ? tr("Measuring …")
                                           : tr("Open a model (Ctrl+O), or drop a file here."));
    refresh();
}

void LayersView::refresh() {
    LayersRequest request;
    request.figure = allFigures.at(static_cast<std::size_t>(qMax(0, figure_->currentIndex())));
    const int role = role_->currentData().toInt();
    if (role_->currentIndex() > 0)
        request.role = static_cast<Role>(role);
    request.logarithmic = logarithmic_->isChecked();
    request.selectedCandidate = workbench_.selection().candidate();
    if (const auto& tensor = workbench_.selection().tensor())
        request.selectedLayer = tensor->place.layer;
    logarithmic_->setEnabled(spansDecades(request.figure));
    figure_->setToolTip(figureHelp(request.figure));
    plot_->setPicture(layersPicture(workbench_.candidates(), request, sums_), true);
}

void LayersView::clicked(int candidate, double place) {
    const std::vector<int> layers = measuredLayers(workbench_.candidates(), sums_);
    const auto index = static_cast<std::size_t>(place);
    if (!workbench_.model() || index >= layers.size())
        return;
    if (candidate > 0)
        workbench_.select(candidate);
    // The role that is drawn, else the one that is selected, else the first weight of the layer.
    const auto& now = workbench_.selection().tensor();
    const bool oneRole = role_->currentIndex() > 0;
    std::shared_ptr<const Tensor> best;
    for (const auto& tensor : workbench_.model()->tensors) {
        if (tensor->place.layer != layers[index] || !quantizable(*tensor))
            continue;
        const bool wanted = oneRole ? static_cast<int>(tensor->place.role) == role_->currentData().toInt()
                                    : now && tensor->place.role == now->place.role;
        if (!best || wanted)
            best = tensor;
        if (wanted)
            break;
    }
    if (best)
        workbench_.selection().setTensor(best);
}

} // namespace mantissa::ui
