#include "views/recipe_view.h"

#include "dialogs/file_dialogs.h"
#include "formats/registry.h"
#include "jobs/file_work.h"
#include "methods/registry.h"
#include "models/completion_delegate.h"
#include "models/roles.h"
#include "panels/table_style.h"
#include "session/recipe_check.h"
#include "text/number_text.h"
#include "text/tensor_name.h"
#include "tradeoff/recipe_file.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QCompleter>
#include <QDir>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include <memory>

namespace mantissa::ui {

namespace {

constexpr int typingPause = 120; // milliseconds after the last change before the plan is made again
const QString lane = QStringLiteral("recipe");

QTableView* quietTable(const QString& name, QAbstractItemModel* model, QWidget* parent) {
    auto* view = new QTableView(parent);
    view->setObjectName(name);
    view->setModel(model);
    styleTable(*view);
    view->setSelectionMode(QTableView::SingleSelection);
    view->setTextElideMode(Qt::ElideMiddle);
    view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    return view;
}

Result<Recipe> readRecipe(const QString& path) {
    MANTISSA_TRY(const std::string lines, readRecipeFile(path.toStdString()));
    auto recipe = parseRecipe(lines);
    if (!recipe)
        return fail(std::move(recipe.error().inFile(path.toStdString())));
    return recipe;
}

// Every format with every method it takes, the format's own choice without one.
QStringList schemeWords() {
    QStringList words;
    for (const FormatEntry* entry : formats()) {
        const auto format = parseFormat(entry->info.id);
        if (!format)
            continue;
        words << text(entry->info.id);
        for (const Method* method : methods())
            if (method->accepts(**format) && method != defaultMethod(**format))
                words << text(entry->info.id) + QLatin1Char('/') + text(method->info().id);
    }
    return words << QStringLiteral("F32");
}

// What a rule may name: each weight below its layer, once.
QStringList patternWords(const Model& model) {
    QStringList names;
    for (const auto& tensor : model.tensors)
        if (quantizable(*tensor))
            names << (tensor->place.layer >= 0 ? nameInLayer(*tensor) : text(tensor->name));
    names.removeDuplicates();
    return names;
}

} // namespace

RecipeView::RecipeView(Workbench& workbench, Settings& settings, QWidget* parent)
    : View(QStringLiteral("recipeView"), parent), workbench_(workbench), settings_(settings),
      rules_(document_), base_(new QComboBox(this)), pure_(new QCheckBox(this)),
      baseLabel_(new QLabel(this)) {
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->setObjectName(QStringLiteral("recipeSplitter"));
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(buildRules());
    splitter->addWidget(buildPlan());
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    body()->addWidget(splitter, 1);
    pause_.setSingleShot(true);
    pause_.setInterval(typingPause);
    connect(&pause_, &QTimer::timeout, this, &RecipeView::check);
    connect(&document_, &RecipeDocument::changed, this, &RecipeView::showDocument);
    connect(&workbench_, &Workbench::modelChanged, this, [this] {
        fillCompletions();
        refreshSoon();
    });
    connect(&workbench_, &Workbench::importanceChanged, this, &View::refreshSoon);
    retranslate();
    fillCompletions();
    showDocument();
}

QWidget* RecipeView::buildRules() {
    auto* side = new QWidget(this);
    base_->setObjectName(QStringLiteral("recipeBase"));
    base_->setEditable(true);
    base_->setInsertPolicy(QComboBox::NoInsert);
    base_->setMaxVisibleItems(30);
    for (const MixtureInfo& mixture : mixtures()) {
        base_->addItem(text(mixture.id));
        base_->setItemData(base_->count() - 1, text(translated(mixture.description)), Qt::ToolTipRole);
    }
    base_->addItems(schemeWords());
    base_->completer()->setFilterMode(Qt::MatchContains);
    base_->completer()->setCompletionMode(QCompleter::PopupCompletion);
    baseLabel_->setBuddy(base_);
    pure_->setObjectName(QStringLiteral("recipePure"));
    auto* top = new QHBoxLayout;
    top->addWidget(baseLabel_);
    top->addWidget(base_, 1);
    top->addWidget(pure_);
    ruleTable_ = quietTable(QStringLiteral("recipeRules"), &rules_, side);
    ruleTable_->verticalHeader()->show(); // the number of a rule, and where it is taken hold of
    ruleTable_->setDragDropMode(QAbstractItemView::InternalMove);
    ruleTable_->setDragDropOverwriteMode(false);
    ruleTable_->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                                QAbstractItemView::AnyKeyPressed);
    ruleTable_->horizontalHeader()->setSectionResizeMode(RuleModel::Pattern, QHeaderView::Stretch);
    ruleTable_->horizontalHeader()->setSectionResizeMode(RuleModel::SchemeColumn, QHeaderView::Stretch);
    ruleTable_->horizontalHeader()->setSectionResizeMode(RuleModel::Reach, QHeaderView::ResizeToContents);
    // Its contents are a digit or two, and the heading of some scripts is wider than Qt makes room for.
    ruleTable_->horizontalHeader()->setMinimumSectionSize(ruleTable_->fontMetrics().averageCharWidth() * 10);
    for (const int column : {RuleModel::Pattern, RuleModel::SchemeColumn})
        ruleTable_->setItemDelegateForColumn(column, new CompletionDelegate(ruleTable_));
    hint_ = new QLabel(side);
    hint_->setObjectName(QStringLiteral("recipeHint"));
    hint_->setProperty("muted", true);
    hint_->setWordWrap(true);
    problem_ = new QLabel(side);
    problem_->setObjectName(QStringLiteral("recipeProblem"));
    problem_->setWordWrap(true);
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(top);
    layout->addWidget(ruleTable_, 1);
    layout->addWidget(hint_);
    layout->addWidget(problem_);
    auto* row = new QHBoxLayout;
    buildButtons(side, row);
    layout->addLayout(row);
    connect(base_, &QComboBox::currentTextChanged, this,
            [this](const QString& base) { document_.setBase(base.trimmed()); });
    connect(pure_, &QCheckBox::clicked, this, [this](bool pure) { document_.setPure(pure); });
    return side;
}

void RecipeView::buildButtons(QWidget* parent, QBoxLayout* into) {
    const auto add = [&](const QString& name, auto run) {
        auto* button = new QPushButton(parent);
        button->setObjectName(name);
        button->setAutoDefault(false);
        buttons_.insert(name, button);
        connect(button, &QPushButton::clicked, this, run);
        into->addWidget(button);
    };
    add(QStringLiteral("recipeAddRule"), [this] { addRule(); });
    add(QStringLiteral("recipeRemoveRule"), [this] { removeCurrent(); });
    add(QStringLiteral("recipeUp"), [this] { moveCurrent(-1); });
    add(QStringLiteral("recipeDown"), [this] { moveCurrent(1); });
    into->addStretch();
    add(QStringLiteral("recipeImport"), [this] { importText(); });
    add(QStringLiteral("recipeSave"), [this] { exportText(); });
}

QWidget* RecipeView::buildPlan() {
    auto* side = new QWidget(this);
    summary_ = new QLabel(side);
    summary_->setObjectName(QStringLiteral("recipeSummary"));
    summary_->setWordWrap(true);
    summary_->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    connect(summary_, &QLabel::linkActivated, this, &RecipeView::calibrationRequested);
    sortedPlan_.setSourceModel(&plan_);
    sortedPlan_.setSortRole(SortRole);
    planTable_ = quietTable(QStringLiteral("recipePlan"), &sortedPlan_, side);
    planTable_->setSortingEnabled(true);
    planTable_->sortByColumn(-1, Qt::AscendingOrder);
    planTable_->horizontalHeader()->setStretchLastSection(true);
    connect(planTable_, &QTableView::activated, this, [this](const QModelIndex& index) {
        const QModelIndex row = sortedPlan_.mapToSource(index);
        workbench_.selection().setTensor(plan_.plan(row.row()).tensor);
    });
    auto* compareButton = new QPushButton(side);
    compareButton->setObjectName(QStringLiteral("recipeCompare"));
    auto* exportButton = new QPushButton(side);
    exportButton->setObjectName(QStringLiteral("recipeExport"));
    buttons_.insert(compareButton->objectName(), compareButton);
    buttons_.insert(exportButton->objectName(), exportButton);
    connect(compareButton, &QPushButton::clicked, this, &RecipeView::compare);
    connect(exportButton, &QPushButton::clicked, this,
            [this] { emit exportRequested(document_.draft().text()); });
    auto* row = new QHBoxLayout;
    row->addWidget(summary_, 1);
    row->addWidget(compareButton);
    row->addWidget(exportButton);
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(row);
    layout->addWidget(planTable_, 1);
    return side;
}

// The names of 100,000 tensors take a while: on a worker. Until they are there, the old ones would be wrong.
void RecipeView::fillCompletions() {
    const auto set = [this](int column, const QStringList& words) {
        static_cast<CompletionDelegate*>(ruleTable_->itemDelegateForColumn(column))->setWords(words);
    };
    set(RuleModel::Pattern, {});
    set(RuleModel::SchemeColumn, schemeWords());
    const ModelPtr model = workbench_.model();
    if (!model)
        return;
    const auto names = std::make_shared<QStringList>();
    onFileThread(
        this, [model, names] { *names = patternWords(*model); },
        [this, asked = std::weak_ptr(model), names, set] {
            if (workbench_.model() == asked.lock())
                set(RuleModel::Pattern, *names);
        });
}

void RecipeView::showDocument() {
    const RecipeDraft& draft = document_.draft();
    if (base_->currentText().trimmed() != draft.base) {
        const QSignalBlocker quiet(base_);
        base_->setCurrentText(draft.base);
    }
    pure_->setChecked(draft.pure);
    hint_->setVisible(draft.rules.isEmpty());
    pause_.start();
}

void RecipeView::check() {
    const auto recipe = recipeFrom(document_.draft());
    const bool ready = recipe && workbench_.model();
    for (const char* name : {"recipeCompare", "recipeExport"})
        buttons_[QLatin1String(name)]->setEnabled(ready);
    problem_->setText(recipe ? QString() : QStringLiteral("✗ ") + text(recipe.error().describe()));
    problem_->setVisible(!recipe);
    if (!ready) {
        workbench_.jobs().cancelLane(lane);
        plan_.clear();
        summary_->setText(workbench_.model() ? QString()
                                             : tr("Open a model (Ctrl+O) to see what a recipe does to it."));
        return;
    }
    workbench_.jobs().start<RecipeCheck>(
        {.title = tr("Pre-flight"), .lane = lane, .visible = false},
        [context = workbench_.measureContext(), recipe = *recipe](const Task& task) {
            return checkRecipe(context, recipe, task);
        },
        [this](RecipeCheck result) {
            rules_.setReach(std::move(result.reach));
            const Preflight& flight = result.preflight;
            QStringList lines;
            lines << (result.cannotExport
                          ? tr("<b>%1</b> of tensors, %2 bits per weight")
                                .arg(exactBytesText(flight.dataBytes), bitsText(flight.bitsPerWeight))
                          : tr("<b>%1</b> as GGUF (%2), %3 bits per weight")
                                .arg(exactBytesText(flight.fileBytes), bytesText(flight.fileBytes),
                                     bitsText(flight.bitsPerWeight)));
            if (workbench_.importance())
                lines.last() += QStringLiteral(" · ") + tr("with the importance matrix %1")
                                                            .arg(text(workbench_.importance()->file))
                                                            .toHtmlEscaped();
            if (result.preflight.calibration)
                lines << calibrationText(*result.preflight.calibration);
            else if (!workbench_.calibrated() && needsCalibration(result.preflight.tensors))
                lines << QStringLiteral("⚠ ") +
                             tr("Some of these methods must see the model at work: %1.")
                                 .arg(QStringLiteral("<a href=\"collect\">%1</a>")
                                          .arg(tr("collect a calibration").toHtmlEscaped()));
            plan_.setPreflight(std::move(result.preflight));
            if (const int fallbacks = plan_.fallbacks(); fallbacks > 0)
                lines << QStringLiteral("⚠ ") +
                             tr("%n tensor(s) fall back to another type; sort by “Note” to see why.", nullptr,
                                fallbacks);
            if (result.cannotExport)
                lines << QStringLiteral("⚠ ") + text(translated(result.cannotExport->what())).toHtmlEscaped();
            summary_->setText(lines.join(QStringLiteral("<br>")));
            for (int column = 0; column < PreflightModel::Note; ++column)
                planTable_->resizeColumnToContents(column);
        },
        [this](const Error& error) {
            plan_.clear();
            problem_->setText(QStringLiteral("✗ ") + text(error.describe()));
            problem_->show();
        });
}

void RecipeView::edit(const Candidate& candidate) {
    document_.change(tr("recipe “%1”").arg(candidate.name),
                     RecipeDraft::of(candidate.recipe ? *candidate.recipe : recipeOf(*candidate.scheme)));
}

// Below the current one, ready to type; the selected tensor suggests what for.
void RecipeView::addRule() {
    const QModelIndex current = ruleTable_->currentIndex();
    const int row = current.isValid() ? current.row() + 1 : rules_.rowCount();
    document_.insertRule(row);
    const QModelIndex cell = rules_.index(row, RuleModel::Pattern);
    ruleTable_->setCurrentIndex(cell);
    ruleTable_->setFocus();
    ruleTable_->edit(cell);
}

void RecipeView::removeCurrent() {
    const QModelIndex current = ruleTable_->currentIndex();
    if (!current.isValid())
        return;
    document_.removeRule(current.row());
    ruleTable_->setCurrentIndex(
        rules_.index(std::min(current.row(), rules_.rowCount() - 1), current.column()));
}

void RecipeView::moveCurrent(int by) {
    const QModelIndex current = ruleTable_->currentIndex();
    const int to = current.row() + by;
    if (!current.isValid() || to < 0 || to >= rules_.rowCount())
        return;
    document_.moveRule(current.row(), by > 0 ? to + 1 : to);
    ruleTable_->setCurrentIndex(rules_.index(to, current.column()));
}

void RecipeView::importText() {
    askToOpenFile(this, QStringLiteral("recipeImportDialog"), tr("Read a recipe"), settings_.saveFolder(),
                  tr("Recipes (*.recipe *.txt);;All files (*)"), [this](const QString& path) {
                      const auto read = std::make_shared<std::optional<Result<Recipe>>>();
                      onFileThread(
                          this, [path, read] { *read = readRecipe(path); },
                          [this, read] { imported(**read); });
                  });
}

void RecipeView::imported(const Result<Recipe>& recipe) {
    if (recipe) {
        document_.change(tr("reading of a recipe"), RecipeDraft::of(*recipe));
        return;
    }
    problem_->setText(QStringLiteral("✗ ") + text(recipe.error().describe()));
    problem_->show();
}

void RecipeView::exportText() {
    askToSave(this, QStringLiteral("recipeSaveDialog"), tr("Write the recipe"),
              QDir(settings_.saveFolder()).filePath(QStringLiteral("mine.recipe")),
              tr("Recipes (*.recipe *.txt)"), [this](const QString& path) {
                  writeFile(this, path, document_.draft().text().toUtf8() + '\n',
                            [this](const QString& problem) {
                                if (problem.isEmpty())
                                    return;
                                problem_->setText(QStringLiteral("✗ ") + problem);
                                problem_->show();
                            });
              });
}

void RecipeView::compare() {
    if (const auto recipe = recipeFrom(document_.draft()))
        workbench_.select(workbench_.add(*recipe));
}

void RecipeView::retranslate() {
    setHeading(tr("Recipe"));
    setExplanation(
        tr("Which scheme each tensor gets: the base, unless a rule says otherwise; the first rule that fits "
           "wins. The plan below follows while you type."),
        QStringLiteral("recipes"));
    baseLabel_->setText(tr("&Base"));
    base_->setAccessibleName(tr("Base of the recipe"));
    base_->setToolTip(tr("A mixture of llama.cpp such as Q4_K_M, or one scheme for all such as Q4_K/search"));
    pure_->setText(tr("&pure"));
    pure_->setToolTip(tr("No mixture: every weight gets the base's own type"));
    hint_->setText(
        tr("No rules yet: every tensor gets what the base says. Add one for an exception, such as ffn_down "
           "and Q6_K; a pattern may be a part of the name or a regular expression."));
    ruleTable_->setAccessibleName(tr("Rules of the recipe"));
    planTable_->setAccessibleName(tr("What each tensor becomes"));
    const std::pair<const char*, QString> names[] = {
        {"recipeAddRule", tr("&Add rule")},
        {"recipeRemoveRule", tr("&Remove")},
        {"recipeUp", tr("Move &up")},
        {"recipeDown", tr("Move &down")},
        {"recipeImport", tr("Rea&d …")},
        {"recipeSave", tr("&Write …")},
        {"recipeCompare", tr("Compare &recipe")},
        {"recipeExport", tr("E&xport …")},
    };
    for (const auto& [name, label] : names)
        buttons_[QLatin1String(name)]->setText(label);
    refreshSoon();
}

} // namespace mantissa::ui
