#include "views/layers_view.h"

#include "models/tensor_model.h"
#include "text/hurt_text.h"
#include "text/number_text.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>

#include <set>

namespace mantissa::ui {

LayersView::LayersView(Workbench& workbench, Settings& settings, QWidget* parent)
    : View(QStringLiteral("layersView"), parent), workbench_(workbench), settings_(settings),
      figure_(new QComboBox(this)), role_(new QComboBox(this)), logarithmic_(new QCheckBox(this)),
      plot_(new PlotWidget(QStringLiteral("layers"), this)), tabs_(new QTabBar(this)),
      pages_(new QStackedWidget(this)), strip_(new HeatStrip(QStringLiteral("layersStrip"), this)),
      stripReadOut_(new QLabel(this)), hurt_(workbench, this), hurtLayers_(new QLabel(this)),
      hurtList_(new QListWidget(this)) {
    build();
    retranslate();
    connect(figure_, &QComboBox::activated, this, [this](int index) {
        settings_.set(Setting::LayersFigure, index);
        refresh();
    });
    connect(role_, &QComboBox::activated, this, &LayersView::refresh);
    connect(logarithmic_, &QCheckBox::toggled, this, &LayersView::refresh);
    connect(plot_, &PlotWidget::clicked, this, &LayersView::clicked);
    connect(tabs_, &QTabBar::currentChanged, this, &LayersView::turnTo);
    connect(strip_, &HeatStrip::hovered, stripReadOut_, &QLabel::setText);
    connect(strip_, &HeatStrip::picked, this, [this](const std::shared_ptr<const Tensor>& tensor, int id) {
        workbench_.select(id);
        workbench_.selection().setTensor(tensor);
    });
    connect(&hurt_, &HurtDriver::changed, this, &LayersView::showFindings);
    const auto lookAt = [this](int row) {
        const auto& findings = hurt_.findings();
        if (findings && row >= 0 && row < static_cast<int>(findings->weights.size()))
            workbench_.selection().setTensor(findings->weights[static_cast<std::size_t>(row)].tensor);
    };
    connect(hurtList_, &QListWidget::currentRowChanged, this, lookAt);
    connect(hurtList_, &QListWidget::itemClicked, this, [this, lookAt] { lookAt(hurtList_->currentRow()); });
    connect(&workbench, &Workbench::modelChanged, this, &LayersView::fillRoles);
    connect(&workbench, &Workbench::candidatesChanged, this, &View::refreshSoon);
    connect(&workbench, &Workbench::candidateMeasured, this, &View::refreshSoon);
    connect(&workbench.selection(), &Selection::tensorChanged, this, &View::refreshSoon);
    connect(&workbench.selection(), &Selection::schemeChanged, this, &View::refreshSoon);
}

void LayersView::build() {
    figure_->setObjectName(QStringLiteral("layersFigure"));
    role_->setObjectName(QStringLiteral("layersRole"));
    role_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    logarithmic_->setObjectName(QStringLiteral("layersLogarithmic"));
    logarithmic_->setChecked(true);
    controls()->addWidget(figure_);
    controls()->addWidget(role_);
    controls()->addWidget(logarithmic_);
    auto* strip = new QWidget(this);
    auto* stripColumn = new QVBoxLayout(strip);
    stripColumn->setContentsMargins(0, 0, 0, 0);
    stripReadOut_->setObjectName(QStringLiteral("layersStripReadOut"));
    stripReadOut_->setProperty("muted", true);
    stripReadOut_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    stripColumn->addWidget(strip_, 1);
    stripColumn->addWidget(stripReadOut_);
    tabs_->setObjectName(QStringLiteral("layersPages"));
    tabs_->setDrawBase(false);
    tabs_->setExpanding(false);
    for (QWidget* page : std::initializer_list<QWidget*>{plot_, strip}) {
        tabs_->addTab(QString());
        pages_->addWidget(page);
    }
    hurtLayers_->setObjectName(QStringLiteral("hurtLayers"));
    hurtLayers_->setWordWrap(true);
    hurtList_->setObjectName(QStringLiteral("hurtWeights"));
    hurtList_->setWordWrap(true);
    hurtList_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    hurtList_->setVerticalScrollMode(QListWidget::ScrollPerPixel);
    hurtList_->setAlternatingRowColors(true);
    hurtList_->setSpacing(2);
    auto* findings = new QWidget(this);
    auto* column = new QVBoxLayout(findings);
    column->setContentsMargins(0, 6, 0, 0);
    column->setSpacing(4);
    column->addWidget(hurtLayers_);
    column->addWidget(hurtList_, 1);
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(pages_);
    splitter->addWidget(findings);
    splitter->setStretchFactor(0, 5);
    splitter->setStretchFactor(1, 2);
    splitter->setSizes({14000, 6000});
    splitter->setChildrenCollapsible(false);
    body()->addWidget(tabs_);
    body()->addWidget(splitter, 1);
}

void LayersView::showEvent(QShowEvent* event) {
    View::showEvent(event);
    hurt_.setActive(true);
}

void LayersView::hideEvent(QHideEvent* event) {
    View::hideEvent(event);
    hurt_.setActive(false);
}

void LayersView::turnTo(int page) {
    pages_->setCurrentIndex(page);
    role_->setEnabled(page == Lines);
    logarithmic_->setVisible(page == Lines);
    refresh();
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
    tabs_->setTabText(Lines, tr("Lines"));
    tabs_->setTabText(Strip, tr("Every tensor"));
    tabs_->setAccessibleName(tr("Pages of the layers"));
    strip_->setAccessibleName(tr("Every tensor under every scheme, as colours"));
    hurtList_->setAccessibleName(tr("Weights that suffer most"));
    fillRoles();
    showFindings();
}

void LayersView::fillRoles() {
    const QVariant before = role_->currentData();
    role_->clear();
    role_->addItem(tr("All weights"), -1);
    std::set<int> roles;
    if (workbench_.model())
        for (const auto& tensor : workbench_.model()->tensors)
            if (const int role = static_cast<int>(tensor->place.role);
                !roles.contains(role) && quantizable(*tensor))
                roles.insert(role);
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
    showStrip();
}

void LayersView::showStrip() {
    if (tabs_->currentIndex() != Strip)
        return;
    strip_->setEmptyText(workbench_.model() ? tr("Measuring …")
                                            : tr("Open a model (Ctrl+O), or drop a file here."));
    strip_->setPicture(strips_.of(workbench_.candidates(),
                                  allFigures.at(static_cast<std::size_t>(qMax(0, figure_->currentIndex())))));
    strip_->setSelected(workbench_.selection().tensor(), workbench_.selection().candidate());
}

void LayersView::showFindings() {
    const auto& findings = hurt_.findings();
    const Candidate* candidate = findings ? workbench_.candidate(findings->candidate) : nullptr;
    const QSignalBlocker quiet(hurtList_);
    hurtList_->clear();
    std::vector<std::shared_ptr<const Tensor>> outliers;
    if (!candidate) {
        hurtLayers_->setText(hurt_.subject() ? tr("Measuring …")
                                             : tr("Here it will say which layers suffer most, and why."));
        strip_->setMarks({});
        return;
    }
    const QString scheme = titleOf(*candidate);
    QString words = layersSentence(*findings, scheme);
    words += QLatin1Char(' ') + (findings->outliers > 0
                                     ? tr("%n weight(s) stand(s) out from their kind:", nullptr,
                                          static_cast<int>(findings->outliers))
                                     : tr("No weight stands out from its kind; the worst are:"));
    hurtLayers_->setText(words);
    for (const HurtWeight& weight : findings->weights) {
        auto* item = new QListWidgetItem((weight.hurt.outlier ? QStringLiteral("▼ ") : QString()) +
                                             hurtSentence(weight, scheme) + QStringLiteral(". ") +
                                             reasonSentence(weight),
                                         hurtList_);
        item->setToolTip(text(weight.tensor->name));
        if (weight.hurt.outlier)
            outliers.push_back(weight.tensor);
    }
    strip_->setMarks(std::move(outliers));
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
