#include "dialogs/coverage_dialog.h"

#include "models/roles.h"
#include "panels/table_menu.h"
#include "panels/table_style.h"
#include "text/number_text.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace mantissa::ui {

CoverageDialog::CoverageDialog(Workbench& workbench, QWidget* parent)
    : QDialog(parent), workbench_(workbench), summary_(new QLabel(this)), table_(new QTableView(this)) {
    setObjectName(QStringLiteral("coverageDialog"));
    setWindowTitle(tr("Coverage of the importance matrix"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(820, 520);
    summary_->setObjectName(QStringLiteral("coverageSummary"));
    summary_->setWordWrap(true);
    sorted_.setSourceModel(&model_);
    sorted_.setSortRole(SortRole);
    table_->setObjectName(QStringLiteral("coverageTable"));
    table_->setAccessibleName(tr("Coverage of every weight"));
    table_->setModel(&sorted_);
    table_->setSortingEnabled(true);
    table_->sortByColumn(-1, Qt::AscendingOrder);
    styleTable(*table_);
    new TableMenu(table_);
    auto* close = new QPushButton(tr("Close"), this);
    close->setObjectName(QStringLiteral("coverageClose"));
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(summary_);
    layout->addWidget(table_, 1);
    layout->addWidget(close, 0, Qt::AlignRight);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(&workbench_, &Workbench::importanceChanged, this, &CoverageDialog::refresh);
    refresh();
}

void CoverageDialog::refresh() {
    const TensorImportancePtr& importance = workbench_.importance();
    model_.set(workbench_.model(), importance);
    table_->resizeColumnsToContents();
    if (!importance) {
        summary_->setText(tr("No importance matrix is loaded: all columns of a weight count alike."));
        return;
    }
    QString words = tr("<b>%1</b>: %2 chunks of text")
                        .arg(text(importance->file).toHtmlEscaped())
                        .arg(importance->chunks);
    if (!importance->dataset.empty())
        words += tr(" from %1").arg(text(importance->dataset).toHtmlEscaped());
    words += QStringLiteral(". ") + tr("%n weight(s) of the model are not in it.", nullptr, model_.unknown());
    words += QLatin1Char(' ') +
             (model_.thin() > 0 ? tr("%n weight(s) have columns or experts that saw nothing: a longer or "
                                     "more varied text would help.",
                                     nullptr, model_.thin())
                                : tr("Every column and expert of the others saw something."));
    summary_->setText(words);
}

} // namespace mantissa::ui
