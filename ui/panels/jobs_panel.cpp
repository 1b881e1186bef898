#include "panels/jobs_panel.h"

#include "models/bar_delegate.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace mantissa::ui {

JobsPanel::JobsPanel(JobQueue& queue, QWidget* parent)
    : QWidget(parent), queue_(queue), model_(queue), view_(new QTableView(this)),
      cancel_(new QPushButton(this)), cancelAll_(new QPushButton(this)), clear_(new QPushButton(this)) {
    setObjectName(QStringLiteral("jobsPanel"));
    view_->setObjectName(QStringLiteral("jobTable"));
    view_->setModel(&model_);
    view_->setItemDelegate(new BarDelegate(view_));
    view_->setShowGrid(false);
    view_->setWordWrap(false);
    view_->horizontalHeader()->setHighlightSections(false);
    view_->verticalHeader()->setDefaultSectionSize(view_->fontMetrics().height() + 8);
    view_->verticalHeader()->hide();
    view_->setSelectionBehavior(QTableView::SelectRows);
    view_->setSelectionMode(QTableView::SingleSelection);
    view_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    view_->horizontalHeader()->setSectionResizeMode(JobModel::Title, QHeaderView::ResizeToContents);
    view_->horizontalHeader()->setSectionResizeMode(JobModel::State, QHeaderView::Stretch);
    cancel_->setObjectName(QStringLiteral("cancelJob"));
    cancelAll_->setObjectName(QStringLiteral("cancelAllJobs"));
    clear_->setObjectName(QStringLiteral("clearJobs"));
    auto* buttons = new QVBoxLayout;
    buttons->addWidget(cancel_);
    buttons->addWidget(cancelAll_);
    buttons->addWidget(clear_);
    buttons->addStretch();
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 4, 8, 4);
    layout->addWidget(view_, 1);
    layout->addLayout(buttons);
    connect(cancel_, &QPushButton::clicked, this, &JobsPanel::cancelSelected);
    connect(cancelAll_, &QPushButton::clicked, &queue, &JobQueue::cancelAll);
    connect(clear_, &QPushButton::clicked, &queue, &JobQueue::clearFinished);
    connect(&model_, &QAbstractItemModel::rowsInserted, view_, &QTableView::scrollToBottom);
    retranslate();
}

void JobsPanel::cancelSelected() {
    if (Job* job = model_.jobAt(view_->currentIndex()))
        job->cancel();
}

void JobsPanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void JobsPanel::retranslate() {
    view_->setAccessibleName(tr("Jobs"));
    cancel_->setText(tr("&Cancel job"));
    cancelAll_->setText(tr("Cancel &all"));
    clear_->setText(tr("Clear &finished"));
    model_.retranslate();
}

} // namespace mantissa::ui
