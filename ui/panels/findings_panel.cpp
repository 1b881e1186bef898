#include "panels/findings_panel.h"

#include "dialogs/file_dialogs.h"
#include "models/bar_delegate.h"
#include "models/roles.h"
#include "panels/table_style.h"
#include "text/number_text.h"

#include <QApplication>
#include <QBoxLayout>
#include <QClipboard>
#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSaveFile>
#include <QScrollArea>
#include <QSplitter>
#include <QTableView>

namespace mantissa::ui {

FindingsPanel::FindingsPanel(Workbench& workbench, FindingsDriver& driver, Settings& settings,
                             QWidget* parent)
    : QWidget(parent), workbench_(workbench), driver_(driver), settings_(settings),
      summary_(new QLabel(this)), table_(new QTableView(this)), detail_(new QLabel(this)),
      copy_(new QPushButton(this)), save_(new QPushButton(this)), again_(new QPushButton(this)) {
    setObjectName(QStringLiteral("findingsPanel"));
    sorted_.setSourceModel(&model_);
    sorted_.setSortRole(SortRole);
    sorted_.setSortCaseSensitivity(Qt::CaseInsensitive);
    build();
    retranslate();
    connect(&driver_, &FindingsDriver::changed, this, &FindingsPanel::refresh);
    connect(&workbench_.selection(), &Selection::tensorChanged, this, &FindingsPanel::followSelection);
    connect(table_->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &FindingsPanel::showCurrent);
    connect(copy_, &QPushButton::clicked, this, &FindingsPanel::copy);
    connect(save_, &QPushButton::clicked, this, &FindingsPanel::save);
    connect(again_, &QPushButton::clicked, &driver_, &FindingsDriver::lookAgain);
}

void FindingsPanel::build() {
    summary_->setObjectName(QStringLiteral("findingsSummary"));
    summary_->setTextFormat(Qt::PlainText);
    summary_->setWordWrap(true);
    table_->setObjectName(QStringLiteral("findingsTable"));
    table_->setModel(&sorted_);
    table_->setItemDelegate(new BarDelegate(table_));
    table_->setSortingEnabled(true);
    table_->sortByColumn(FindingModel::Kind, Qt::AscendingOrder);
    styleTable(*table_);
    table_->setSelectionMode(QTableView::SingleSelection);
    table_->setTextElideMode(Qt::ElideRight);
    table_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table_->horizontalHeader()->setStretchLastSection(true);
    detail_->setObjectName(QStringLiteral("findingsDetail"));
    detail_->setTextFormat(Qt::RichText);
    detail_->setWordWrap(true);
    detail_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    detail_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    detail_->setContentsMargins(10, 6, 10, 6);
    copy_->setObjectName(QStringLiteral("findingsCopy"));
    save_->setObjectName(QStringLiteral("findingsSave"));
    again_->setObjectName(QStringLiteral("findingsAgain"));
    auto* scroll = new QScrollArea(this); // a shallow dock still shows all of it
    scroll->setWidget(detail_);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* splitter = new QSplitter(this);
    splitter->addWidget(table_);
    splitter->addWidget(scroll);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({12000, 8000}); // these shares, whatever the hints say
    splitter->setChildrenCollapsible(false);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(8, 6, 8, 0);
    head->addWidget(summary_, 1);
    for (QPushButton* button : {copy_, save_, again_})
        head->addWidget(button);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(head);
    layout->addWidget(splitter, 1);
}

void FindingsPanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void FindingsPanel::retranslate() {
    table_->setAccessibleName(tr("Findings in this file"));
    detail_->setAccessibleName(tr("The chosen finding"));
    copy_->setText(tr("&Copy list"));
    save_->setText(tr("&Save list …"));
    again_->setText(tr("&Look again"));
    model_.retranslate();
    refresh();
}

QString FindingsPanel::summaryText() const {
    switch (driver_.state()) {
    case FindingsState::Idle:
        return tr("No model is open.");
    case FindingsState::Looking:
        return tr("Looking the file over …");
    case FindingsState::Failed:
        return driver_.problem();
    case FindingsState::Cancelled:
        return tr("Cancelled: the file was not looked over to its end.");
    case FindingsState::Done:
        break;
    }
    const FileFindings& found = *driver_.findings();
    const QString file = QFileInfo(text(found.model->path.string())).fileName();
    if (found.all.empty())
        return tr("%1: nothing stands out.").arg(file);
    const auto count = [&](FindingKind kind) { return static_cast<int>(found.count(kind)); };
    return tr("%1: %2, %3, %4.")
        .arg(file, tr("%n problem(s)", nullptr, count(FindingKind::Problem)),
             tr("%n warning(s)", nullptr, count(FindingKind::Warning)),
             tr("%n note(s)", nullptr, count(FindingKind::Note)));
}

void FindingsPanel::refresh() {
    summary_->setText(summaryText());
    model_.setFindings(driver_.findings());
    const bool any = model_.rowCount() > 0;
    copy_->setEnabled(any);
    save_->setEnabled(any);
    again_->setEnabled(driver_.state() == FindingsState::Done || driver_.state() == FindingsState::Failed ||
                       driver_.state() == FindingsState::Cancelled);
    const QFontMetrics metrics(table_->font());
    table_->setColumnWidth(FindingModel::Kind,
                           metrics.horizontalAdvance(kindText(FindingKind::Problem)) + 56);
    table_->setColumnWidth(FindingModel::Name,
                           metrics.horizontalAdvance(QStringLiteral("blk.00.attn_output.weight")) + 8);
    followSelection();
    showCurrent();
}

const Finding* FindingsPanel::current() const {
    const QModelIndex index = sorted_.mapToSource(table_->currentIndex());
    return index.isValid() ? &model_.findingAt(index.row()) : nullptr;
}

void FindingsPanel::showCurrent() {
    const Finding* finding = current();
    if (!finding) {
        detail_->setText(model_.rowCount() > 0 ? tr("Choose a finding to read why it matters.") : QString());
        return;
    }
    const auto paragraph = [](const Text& sentence) {
        return QStringLiteral("<p>%1</p>").arg(text(translated(sentence)).toHtmlEscaped());
    };
    const QString where = finding->tensor.empty() ? tr("the file") : text(finding->tensor);
    QString words =
        QStringLiteral("<p><b>%1: %2</b></p>").arg(kindText(finding->kind), where.toHtmlEscaped()) +
        paragraph(finding->what) + paragraph(meaning(finding->id));
    if (finding->advice.source[0] != '\0')
        words += paragraph(finding->advice);
    detail_->setText(words);
    if (following_ || finding->tensor.empty() || !workbench_.model())
        return;
    if (auto tensor = workbench_.model()->tensor(finding->tensor))
        workbench_.selection().setTensor(std::move(tensor));
}

void FindingsPanel::followSelection() {
    const auto& tensor = workbench_.selection().tensor();
    const Finding* chosen = current();
    if (!tensor || (chosen && chosen->tensor == tensor->name))
        return;
    following_ = true;
    const int row = model_.firstRowOf(*tensor);
    const QModelIndex index = row < 0 ? QModelIndex() : sorted_.mapFromSource(model_.index(row, 0));
    table_->setCurrentIndex(index);
    if (index.isValid())
        table_->scrollTo(index);
    following_ = false;
}

void FindingsPanel::copy() {
    QApplication::clipboard()->setText(model_.listed(QLatin1Char('\t')));
}

void FindingsPanel::save() {
    askToSave(this, QStringLiteral("saveFindings"), tr("Save the list of findings"),
              QDir(settings_.saveFolder()).filePath(QStringLiteral("findings.csv")),
              tr("Comma-separated values (*.csv)"), [this](const QString& path) {
                  QSaveFile file(path);
                  const QByteArray bytes = model_.listed(QLatin1Char(',')).toUtf8();
                  const bool written =
                      file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
                  summary_->setText(written ? tr("Saved %1.").arg(path)
                                            : tr("%1 could not be written.").arg(path));
              });
}

} // namespace mantissa::ui
