#include "models/job_model.h"

#include "models/roles.h"
#include "text/number_text.h"

#include <QLocale>

namespace mantissa::ui {

JobModel::JobModel(JobQueue& queue, QObject* parent) : QAbstractTableModel(parent), queue_(queue) {
    for (Job* job : queue.jobs())
        append(job);
    connect(&queue, &JobQueue::added, this, &JobModel::append);
    connect(&queue, &JobQueue::aboutToClear, this, [this] {
        beginResetModel();
        jobs_.clear();
    });
    connect(&queue, &JobQueue::cleared, this, [this] {
        jobs_ = queue_.jobs();
        endResetModel();
    });
}

void JobModel::append(Job* job) {
    const int row = static_cast<int>(jobs_.size());
    beginInsertRows({}, row, row);
    jobs_.append(job);
    endInsertRows();
    connect(job, &Job::changed, this, [this, job] {
        const int at = static_cast<int>(jobs_.indexOf(job));
        if (at >= 0)
            emit dataChanged(index(at, 0), index(at, ColumnCount - 1));
    });
}

Job* JobModel::jobAt(const QModelIndex& index) const {
    return index.isValid() ? jobs_.value(index.row()) : nullptr;
}

void JobModel::retranslate() {
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!jobs_.isEmpty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int JobModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(jobs_.size());
}

int JobModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QString JobModel::stateText(const Job& job) const {
    if (job.paused())
        return tr("Paused");
    switch (job.state()) {
    case JobState::Queued:
        return tr("Waiting");
    case JobState::Running:
        return tr("Running");
    case JobState::Done:
        return tr("Done");
    case JobState::Failed:
        return job.error() ? text(job.error()->describe()) : tr("Failed");
    case JobState::Cancelled:
        return tr("Cancelled");
    }
    return {};
}

QString JobModel::timeText(const Job& job) const {
    if (job.state() == JobState::Queued)
        return {};
    if (job.secondsLeft() >= 1)
        return tr("%1 s left").arg(QLocale().toString(job.secondsLeft(), 'f', 0));
    return tr("%1 s").arg(QLocale().toString(job.secondsElapsed(), 'f', 1));
}

QVariant JobModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Job& job = *jobs_[index.row()];
    if (role == IndexRole)
        return job.id();
    if (role == FractionRole && index.column() == ProgressColumn && job.fraction() >= 0)
        return job.fraction();
    if (role == Qt::ToolTipRole && index.column() == State)
        return stateText(job);
    if (role != Qt::DisplayRole && role != SortRole)
        return {};
    const bool sorting = role == SortRole;
    switch (index.column()) {
    case Title:
        return job.title();
    case State:
        return sorting ? QVariant(static_cast<int>(job.state())) : QVariant(stateText(job));
    case ProgressColumn:
        if (sorting)
            return job.fraction();
        return job.fraction() < 0
                   ? QVariant()
                   : QVariant(QLocale().toString(100 * job.fraction(), 'f', 0) + QStringLiteral(" %"));
    case Rate:
        if (sorting)
            return job.rate();
        return job.rate() < 0 ? QVariant() : QVariant(tr("%1 M/s").arg(numberText(job.rate() / 1e6, 3)));
    case Time:
        return sorting ? QVariant(job.secondsElapsed()) : QVariant(timeText(job));
    default:
        return {};
    }
}

QVariant JobModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Horizontal && role == Qt::ToolTipRole && section == Rate)
        return tr("Millions of weights a second, on average");
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Title:
        return tr("Job");
    case State:
        return tr("State");
    case ProgressColumn:
        return tr("Progress");
    case Rate:
        return tr("Rate");
    case Time:
        return tr("Time");
    default:
        return {};
    }
}

} // namespace mantissa::ui
