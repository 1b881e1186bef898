#include "views/sensitivity_panel.h"

#include "dialogs/file_dialogs.h"
#include "report/sensitivity_csv.h"
#include "text/breakable.h"
#include "text/number_text.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSaveFile>

namespace mantissa::ui {

namespace {

constexpr mantissa::Grouping groupings[] = {mantissa::Grouping::Tensor, mantissa::Grouping::Layer,
                                            mantissa::Grouping::Role};
constexpr SensitivityOrder orders[] = {SensitivityOrder::Network, SensitivityOrder::Worst};
constexpr int progressSteps = 1000;

} // namespace

SensitivityPanel::SensitivityPanel(Workbench& workbench, AccuracyDriver& accuracy, SensitivityDriver& driver,
                                   Settings& settings, QWidget* parent)
    : Page(QStringLiteral("sensitivityPanel"), parent), workbench_(workbench), accuracy_(accuracy),
      driver_(driver), settings_(settings), grouping_(new QComboBox(this)), order_(new QComboBox(this)),
      measure_(new QPushButton(this)), copy_(new QPushButton(this)), save_(new QPushButton(this)),
      progress_(new QProgressBar(this)), status_(new QLabel(this)), readOut_(new QLabel(this)),
      map_(new MatrixMap(QStringLiteral("sensitivityMap"), this)), command_(new QAction(this)) {
    build();
    retranslate();
    connect(grouping_, &QComboBox::activated, this,
            [this](int index) { driver_.setGrouping(groupings[index]); });
    connect(order_, &QComboBox::activated, this, &SensitivityPanel::showNow);
    connect(measure_, &QPushButton::clicked, this, [this] {
        if (driver_.busy())
            driver_.cancel();
        else
            driver_.run();
    });
    connect(copy_, &QPushButton::clicked, this,
            [this] { QApplication::clipboard()->setImage(map_->image(2)); });
    connect(save_, &QPushButton::clicked, this, &SensitivityPanel::savePicture);
    connect(command_, &QAction::triggered, this,
            [this] { QApplication::clipboard()->setText(driver_.command()); });
    connect(map_, &MatrixMap::picked, this, &SensitivityPanel::pick);
    connect(&driver, &SensitivityDriver::changed, this, &Page::showSoon);
    connect(&driver, &SensitivityDriver::progressed, this, &SensitivityPanel::showProgress);
    for (const auto change : {&Selection::tensorChanged, &Selection::schemeChanged})
        connect(&workbench.selection(), change, this, &SensitivityPanel::followSelection);
}

bool SensitivityPanel::demonstrated() {
    if (driver_.state() == SensitivityDriver::State::Idle && driver_.canRun())
        driver_.run();
    return !driver_.busy();
}

void SensitivityPanel::build() {
    grouping_->setObjectName(QStringLiteral("sensitivityGrouping"));
    order_->setObjectName(QStringLiteral("sensitivityOrder"));
    measure_->setObjectName(QStringLiteral("sensitivityMeasure"));
    copy_->setObjectName(QStringLiteral("sensitivityCopy"));
    save_->setObjectName(QStringLiteral("sensitivitySave"));
    progress_->setObjectName(QStringLiteral("sensitivityProgress"));
    progress_->setRange(0, progressSteps);
    progress_->setMaximumWidth(160);
    status_->setObjectName(QStringLiteral("sensitivityStatus"));
    status_->setWordWrap(true);
    readOut_->setObjectName(QStringLiteral("sensitivityReadOut"));
    readOut_->setWordWrap(true); // or it would make the window as wide as itself
    readOut_->setMinimumHeight(2 * readOut_->fontMetrics().lineSpacing());
    readOut_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    command_->setObjectName(QStringLiteral("sensitivityCommand"));
    map_->setContextMenuPolicy(Qt::ActionsContextMenu);
    map_->addAction(command_);
    for (QComboBox* box : {grouping_, order_})
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    auto* above = new QHBoxLayout;
    for (QWidget* widget : std::initializer_list<QWidget*>{grouping_, order_, measure_, progress_})
        above->addWidget(widget);
    above->addWidget(status_, 1);
    above->addWidget(copy_);
    above->addWidget(save_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->addLayout(above);
    layout->addWidget(map_, 1);
    layout->addWidget(readOut_);
}

QString SensitivityPanel::title() const {
    return tr("Sensitivity");
}

QString SensitivityPanel::explanation() const {
    return tr("One tensor at a time is quantized and everything else left as it is: how far do the "
              "predictions move? Bits are well spent where the colour is strong.");
}

void SensitivityPanel::retranslate() {
    const int grouping = qMax(0, grouping_->currentIndex());
    grouping_->clear();
    grouping_->addItems({tr("By tensor"), tr("By layer"), tr("By role")});
    grouping_->setCurrentIndex(grouping);
    grouping_->setAccessibleName(tr("What is quantized together"));
    grouping_->setToolTip(tr("What is quantized together while everything else stays"));
    const int order = qMax(0, order_->currentIndex());
    order_->clear();
    order_->addItems({tr("In the network's order"), tr("Most sensitive first")});
    order_->setCurrentIndex(order);
    order_->setAccessibleName(tr("Order of the rows"));
    copy_->setText(tr("Copy &picture"));
    save_->setText(tr("Sa&ve as …"));
    save_->setToolTip(tr("As a picture (PNG, SVG, PDF), or all figures as CSV"));
    progress_->setAccessibleName(tr("Progress of the measurement"));
    map_->setAccessibleName(tr("Heat map of the sensitivity"));
    command_->setText(tr("Copy as command &line"));
    showSoon();
}

QString SensitivityPanel::emptyText() const {
    if (driver_.busy())
        return tr("Measuring …");
    if (!accuracy_.ground())
        return accuracy_.state() == AccuracyDriver::State::Reading ? tr("Reading the text …")
                                                                   : tr("Choose a text above.");
    if (driver_.schemes().empty())
        return tr("Add a scheme on the right: it is tried on one tensor after the other.");
    return tr("Press Measure: each scheme is tried on one tensor after the other, and the model predicts the "
              "text each time.");
}

QString SensitivityPanel::statusText() const {
    if (driver_.busy()) {
        const double left = driver_.secondsLeft();
        return left < 0 ? tr("Measuring …") : tr("about %n second(s) left", nullptr, qMax(1, qRound(left)));
    }
    switch (driver_.state()) {
    case SensitivityDriver::State::Failed:
        return QStringLiteral("⚠ ") + breakable(driver_.problem());
    case SensitivityDriver::State::Cancelled:
        return tr("Stopped. What is done is kept: Measure goes on from there.");
    default:
        break;
    }
    const ModelSensitivity* result = driver_.result();
    if (!result)
        return {};
    QStringList now;
    for (const Scheme& scheme : driver_.schemes())
        now << text(scheme.text());
    QStringList then;
    for (const std::string& scheme : result->schemes)
        then << text(scheme);
    return now == then ? QString() : tr("The schemes have changed since: measure again to see them.");
}

void SensitivityPanel::showProgress() {
    progress_->setVisible(driver_.busy());
    const double fraction = driver_.fraction();
    progress_->setRange(0, fraction < 0 ? 0 : progressSteps);
    progress_->setValue(qRound(fraction * progressSteps));
    status_->setText(statusText());
}

void SensitivityPanel::showNow() {
    const ModelSensitivity* result = driver_.result();
    map_->setEmptyText(emptyText());
    measure_->setText(driver_.busy() ? tr("Sto&p") : tr("&Measure"));
    measure_->setToolTip(driver_.busy() ? tr("Stops; what is done is kept")
                                        : tr("Tries every scheme on one tensor after the other"));
    measure_->setEnabled(driver_.busy() || driver_.canRun());
    for (QWidget* widget : std::initializer_list<QWidget*>{copy_, save_})
        widget->setEnabled(result != nullptr);
    command_->setEnabled(driver_.canRun());
    if (result) {
        groups_ = sensitivityOrder(*result, orders[qMax(0, order_->currentIndex())]);
        std::vector<int> slots_;
        for (const std::string& scheme : result->schemes) {
            const Candidate* candidate = workbench_.candidateNamed(text(scheme));
            slots_.push_back(candidate ? candidate->slot : -1);
        }
        map_->setPicture(SensitivityPictures::picture(*result, groups_, slots_));
    } else {
        groups_.clear();
        map_->setPicture({});
    }
    showProgress();
    followSelection();
}

// The row of the selected tensor, the column of the selected scheme.
void SensitivityPanel::followSelection() {
    const ModelSensitivity* result = driver_.result();
    const auto& tensor = workbench_.selection().tensor();
    if (!picking_ && result && tensor && !groups_.empty()) {
        const auto holds = [&](std::size_t group) {
            const auto& tensors = result->groups[group].tensors;
            return std::any_of(tensors.begin(), tensors.end(),
                               [&](const auto& one) { return one->name == tensor->name; });
        };
        const auto row = std::find_if(groups_.begin(), groups_.end(), holds);
        const Candidate* candidate = workbench_.selectedCandidate();
        const auto column = candidate ? map_->picture().columns.indexOf(candidate->name) : -1;
        if (row != groups_.end())
            map_->setCurrent(QPoint(column >= 0 ? int(column) : map_->current().value_or(QPoint()).x(),
                                    int(row - groups_.begin())));
        else
            map_->setCurrent(std::nullopt);
    }
    showSelection();
}

void SensitivityPanel::showSelection() {
    const auto& cell = map_->current();
    QString said = cell ? map_->picture().tips[map_->picture().at(cell->y(), cell->x())] : QString();
    readOut_->setText(said.replace(QLatin1Char('\n'), QStringLiteral("   ·   ")));
}

void SensitivityPanel::pick(int row, int column) {
    const ModelSensitivity* result = driver_.result();
    if (!result)
        return;
    picking_ = true; // what follows comes back as two changes of the selection
    const TensorGroup& group = result->groups[groups_[static_cast<std::size_t>(row)]];
    const auto& now = workbench_.selection().tensor();
    const bool within = now && std::any_of(group.tensors.begin(), group.tensors.end(),
                                           [&](const auto& one) { return one->name == now->name; });
    if (!within)
        workbench_.selection().setTensor(workbench_.model()->tensor(group.tensors.front()->name));
    if (const Candidate* candidate = workbench_.candidateNamed(map_->picture().columns[column]))
        workbench_.select(candidate->id);
    picking_ = false;
    showSelection();
}

bool SensitivityPanel::write(const QString& path) const {
    if (!path.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive))
        return map_->save(path);
    QSaveFile file(path);
    const std::string csv = sensitivityCsv(*driver_.result());
    return file.open(QIODevice::WriteOnly) && file.write(csv.data(), qint64(csv.size())) >= 0 &&
           file.commit();
}

void SensitivityPanel::savePicture() {
    askToSave(this, QStringLiteral("saveSensitivityDialog"), tr("Save the sensitivity"),
              QDir(settings_.saveFolder()).filePath(QStringLiteral("sensitivity.png")),
              tr("Pictures (*.png *.svg *.pdf);;Data (*.csv)"), [this](const QString& path) {
                  if (driver_.result() && !write(path))
                      status_->setText(tr("%1 could not be written.").arg(path));
              });
}

} // namespace mantissa::ui
