#include "panels/jobs_panel.h"

#include "models/bar_delegate.h"
#include "panels/table_style.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace mantissa::ui {

JobsPanel::JobsPanel(JobQueue& queue, QWidget* parent)
    : QWidget(parent), queue_(queue), model_(queue), view_(new QTableView(this)),
      pause_(new QPushButton(this)), cancel_(new QPushButton(this)), cancelAll_(new QPushButton(this)),
      retry_(new QPushButton(this)), details_(new QPushButton(this)), clear_(new QPushButton(this)) {
    setObjectName(QStringLiteral("jobsPanel"));
    view_->setObjectName(QStringLiteral("jobTable"));
    view_->setModel(&model_);
    view_->setItemDelegate(new BarDelegate(view_));
    styleTable(*view_);
    view_->setAlternatingRowColors(false);
    view_->setSelectionMode(QTableView::SingleSelection);
    view_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    view_->horizontalHeader()->setSectionResizeMode(JobModel::Title, QHeaderView::ResizeToContents);
    view_->horizontalHeader()->setSectionResizeMode(JobModel::State, QHeaderView::Stretch);
    for (const int column : {JobModel::ProgressColumn, JobModel::Rate, JobModel::Time})
        view_->horizontalHeader()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    cancel_->setObjectName(QStringLiteral("cancelJob"));
    cancelAll_->setObjectName(QStringLiteral("cancelAllJobs"));
    clear_->setObjectName(QStringLiteral("clearJobs"));
    pause_->setObjectName(QStringLiteral("pauseJob"));
    retry_->setObjectName(QStringLiteral("retryJob"));
    details_->setObjectName(QStringLiteral("copyJob"));
    auto* buttons = new QGridLayout;
    buttons->addWidget(pause_, 0, 0);
    buttons->addWidget(retry_, 0, 1);
    buttons->addWidget(cancel_, 1, 0);
    buttons->addWidget(details_, 1, 1);
    buttons->addWidget(cancelAll_, 2, 0);
    buttons->addWidget(clear_, 2, 1);
    buttons->setRowStretch(3, 1);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 4, 8, 4);
    layout->addWidget(view_, 1);
    layout->addLayout(buttons);
    connect(cancel_, &QPushButton::clicked, this, &JobsPanel::cancelSelected);
    connect(cancelAll_, &QPushButton::clicked, &queue, &JobQueue::cancelAll);
    connect(clear_, &QPushButton::clicked, &queue, &JobQueue::clearFinished);
    connect(pause_, &QPushButton::clicked, this, &JobsPanel::pauseSelected);
    connect(retry_, &QPushButton::clicked, this, &JobsPanel::retrySelected);
    connect(details_, &QPushButton::clicked, this, &JobsPanel::copyDetails);
    connect(view_->selectionModel(), &QItemSelectionModel::currentChanged, this, &JobsPanel::updateButtons);
    connect(&model_, &QAbstractItemModel::dataChanged, this, &JobsPanel::updateButtons);
    connect(&model_, &QAbstractItemModel::modelReset, this, &JobsPanel::updateButtons);
    connect(&model_, &QAbstractItemModel::rowsInserted, view_, &QTableView::scrollToBottom);
    retranslate();
}

Job* JobsPanel::selected() const {
    return model_.jobAt(view_->currentIndex());
}

void JobsPanel::cancelSelected() {
    if (Job* job = selected())
        job->cancel();
}

void JobsPanel::pauseSelected() {
    if (Job* job = selected())
        job->setPaused(!job->paused());
}

void JobsPanel::retrySelected() {
    if (const Job* job = selected())
        queue_.retry(*job);
    updateButtons();
}

// For a letter to whoever can help: what was tried, and what was said.
void JobsPanel::copyDetails() {
    const Job* job = selected();
    if (!job)
        return;
    QStringList lines{QStringLiteral("Mantissa ") + QStringLiteral(MANTISSA_VERSION), job->title(),
                      model_.stateText(*job)};
    lines << tr("after %1 s").arg(QLocale().toString(job->secondsElapsed(), 'f', 1));
    QApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

void JobsPanel::updateButtons() {
    const Job* job = selected();
    const bool active = job && job->active();
    pause_->setEnabled(active);
    pause_->setText(job && job->paused() ? tr("&Resume") : tr("&Pause"));
    cancel_->setEnabled(active);
    retry_->setEnabled(job && queue_.canRetry(*job));
    details_->setEnabled(job != nullptr);
}

void JobsPanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void JobsPanel::retranslate() {
    view_->setAccessibleName(tr("Jobs"));
    retry_->setText(tr("&Try again"));
    details_->setText(tr("Copy &details"));
    details_->setToolTip(tr("What was tried and what was said, for a message to somebody who can help"));
    cancel_->setText(tr("&Cancel job"));
    cancelAll_->setText(tr("Cancel &all"));
    clear_->setText(tr("Clear &finished"));
    model_.retranslate();
    updateButtons();
}

} // namespace mantissa::ui
