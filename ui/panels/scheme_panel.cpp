#include "panels/scheme_panel.h"

#include "models/bar_delegate.h"
#include "models/figure.h"
#include "models/roles.h"
#include "text/breakable.h"
#include "text/number_text.h"

#include <QEvent>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QTreeView>
#include <QVBoxLayout>

namespace mantissa::ui {

SchemePanel::SchemePanel(Workbench& workbench, StudyDriver& study, QWidget* parent)
    : QWidget(parent), workbench_(workbench), study_(study), model_(workbench, SchemeModel::Size),
      listTitle_(new QLabel(this)), list_(new QTreeView(this)), add_(new QPushButton(this)),
      remove_(new QPushButton(this)), again_(new QPushButton(this)), draftNote_(new QLabel(this)),
      calibration_(new CalibrationNotice(workbench, this)), editor_(new SchemeEditor(this)) {
    setObjectName(QStringLiteral("schemePanel"));
    sorted_.setSourceModel(&model_);
    sorted_.setSortRole(SortRole);
    build();
    retranslate();
    connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& index) {
                if (const int id = model_.idAt(sorted_.mapToSource(index)))
                    workbench_.select(id);
            });
    connect(&workbench.selection(), &Selection::schemeChanged, this, &SchemePanel::followScheme);
    connect(&workbench, &Workbench::candidatesChanged, this, &SchemePanel::followScheme);
    connect(&study, &StudyDriver::changed, this, &SchemePanel::showFacts);
    connect(editor_, &SchemeEditor::edited, this, [this](const Scheme& scheme) {
        const Candidate* equal = workbench_.candidateNamed(text(scheme.text()));
        workbench_.selection().setScheme(scheme, equal ? equal->id : Selection::draft);
    });
    connect(calibration_, &CalibrationNotice::calibrationRequested, this, &SchemePanel::calibrationRequested);
    connect(calibration_, &CalibrationNotice::quantizeRequested, this, &SchemePanel::addDraft);
    connect(add_, &QPushButton::clicked, this, &SchemePanel::addDraft);
    connect(remove_, &QPushButton::clicked, this, &SchemePanel::removeSelected);
    connect(again_, &QPushButton::clicked, this, &SchemePanel::measureSelectedAgain);
    connect(&workbench, &Workbench::candidateMeasured, this, &SchemePanel::updateButtons);
}

void SchemePanel::build() {
    listTitle_->setProperty("muted", true);
    list_->setObjectName(QStringLiteral("schemeList"));
    list_->setModel(&sorted_);
    list_->setItemDelegate(new BarDelegate(list_));
    list_->setRootIsDecorated(false);
    list_->setSortingEnabled(true);
    list_->sortByColumn(-1, Qt::AscendingOrder);
    list_->setUniformRowHeights(true);
    list_->setAllColumnsShowFocus(true);
    list_->setTextElideMode(Qt::ElideRight);
    list_->header()->setStretchLastSection(false);
    list_->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    list_->header()->setSectionResizeMode(SchemeModel::Name, QHeaderView::Stretch);
    add_->setObjectName(QStringLiteral("addScheme"));
    remove_->setObjectName(QStringLiteral("removeScheme"));
    again_->setObjectName(QStringLiteral("measureSchemeAgain"));
    again_->hide();
    draftNote_->setObjectName(QStringLiteral("draftNote"));
    draftNote_->setWordWrap(true);
    draftNote_->setProperty("muted", true);

    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(10, 0, 10, 0);
    buttons->addWidget(add_, 1);
    buttons->addWidget(remove_);
    buttons->addWidget(again_);
    auto* inner = new QWidget(this);
    auto* column = new QVBoxLayout(inner);
    column->setContentsMargins(10, 4, 10, 10);
    column->setSpacing(10);
    column->addWidget(draftNote_);
    column->addWidget(calibration_);
    column->addWidget(buildFacts());
    column->addWidget(editor_);
    column->addStretch();
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(inner);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(list_, 2);
    layout->addLayout(buttons);
    layout->addWidget(scroll, 3);
    listTitle_->hide();
}

QWidget* SchemePanel::buildFacts() {
    auto* box = new QWidget(this);
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(0);
    const char* names[] = {"factBits", "factBytes", "factError"};
    for (int i = 0; i < 3; ++i) {
        facts_[i] = new QLabel(QStringLiteral("–"), box);
        facts_[i]->setObjectName(QLatin1String(names[i]));
        facts_[i]->setProperty("figure", true);
        factNames_[i] = new QLabel(box);
        factNames_[i]->setProperty("muted", true);
        grid->addWidget(facts_[i], 0, i);
        grid->addWidget(factNames_[i], 1, i);
        grid->setColumnStretch(i, 1);
    }
    factNote_ = new QLabel(box);
    factNote_->setObjectName(QStringLiteral("factNote"));
    factNote_->setProperty("muted", true);
    factNote_->setWordWrap(true);
    grid->addWidget(factNote_, 2, 0, 1, 3);
    return box;
}

void SchemePanel::addDraft() {
    if (const auto& scheme = workbench_.selection().scheme())
        workbench_.select(workbench_.add(*scheme));
}

void SchemePanel::removeSelected() {
    if (const Candidate* chosen = workbench_.selectedCandidate())
        workbench_.remove(chosen->id);
}

void SchemePanel::measureSelectedAgain() {
    if (const Candidate* chosen = workbench_.selectedCandidate())
        workbench_.measure(chosen->id);
}

void SchemePanel::setListActions(const QList<QAction*>& actions) {
    list_->addActions(actions); // the table menu shows them
}

void SchemePanel::followScheme() {
    const Selection& selection = workbench_.selection();
    const QModelIndex index = sorted_.mapFromSource(model_.indexOf(selection.candidate()));
    {
        const QSignalBlocker quiet(list_->selectionModel());
        if (index.isValid()) {
            list_->setCurrentIndex(index);
        } else {
            list_->selectionModel()->clear();
        }
    }
    list_->viewport()->update();
    if (selection.scheme())
        editor_->setScheme(*selection.scheme());
    updateButtons();
}

void SchemePanel::updateButtons() {
    const Candidate* chosen = workbench_.selectedCandidate();
    add_->setEnabled(!chosen && workbench_.selection().scheme());
    remove_->setEnabled(chosen);
    const bool again = chosen && Workbench::wantsMeasuring(*chosen);
    again_->setVisible(again);
    add_->setVisible(!again); // one place, one proposal
    if (!chosen)
        draftNote_->setText(tr("A draft: only the Tensor view shows it until you add it."));
    else if (chosen->state == MeasureState::Failed)
        draftNote_->setText(breakable(chosen->problem));
    else if (chosen->recipe)
        draftNote_->setText(
            tr("%1 is a recipe. Below is what it gives to the selected tensor.").arg(chosen->name));
    else
        draftNote_->setText(tr("Change anything below to try it on the selected tensor."));
}

void SchemePanel::showFacts() {
    const auto& outcome = study_.outcome();
    const bool known = outcome && outcome->study;
    facts_[0]->setText(known ? bitsText(outcome->study->bitsPerWeight) : QStringLiteral("–"));
    facts_[1]->setText(known ? bytesText(outcome->study->bytes) : QStringLiteral("–"));
    facts_[1]->setToolTip(known ? exactBytesText(outcome->study->bytes) : QString());
    const QString error =
        known ? percentText(figures(outcome->study->sums).relativeRmse) : QStringLiteral("–");
    facts_[2]->setText(known && !outcome->study->exact ? QStringLiteral("≈ ") + error : error);
    factNote_->setText(known ? tr("of the selected tensor, %1").arg(exactBytesText(outcome->study->bytes))
                             : QString());
}

void SchemePanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void SchemePanel::retranslate() {
    list_->setAccessibleName(tr("Schemes compared"));
    add_->setText(tr("&Add to comparison"));
    add_->setToolTip(tr("Measure this scheme on every weight and show it in all views (Ctrl+Return)"));
    again_->setText(tr("&Measure again"));
    remove_->setText(tr("&Remove"));
    remove_->setToolTip(tr("Take the selected scheme out of the comparison"));
    factNames_[0]->setText(tr("bits/weight"));
    factNames_[1]->setText(tr("size"));
    factNames_[2]->setText(tr("rel. RMSE"));
    factNames_[0]->setToolTip(figureHelp(Figure::BitsPerWeight));
    factNames_[2]->setToolTip(figureHelp(Figure::RelativeRmse));
    model_.retranslate();
    updateButtons();
    showFacts();
}

} // namespace mantissa::ui
