#pragma once
// The visible jobs of a queue, oldest first.
#include "jobs/job_queue.h"

#include <QAbstractTableModel>

namespace mantissa::ui {

class JobModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Title, State, ProgressColumn, Rate, Time, ColumnCount };
    explicit JobModel(JobQueue& queue, QObject* parent = nullptr);

    Job* jobAt(const QModelIndex& index) const;
    void retranslate();
    QString stateText(const Job& job) const; ///< of a failed one, what went wrong

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void append(Job* job);
    QString timeText(const Job& job) const;

    JobQueue& queue_;
    QList<Job*> jobs_; ///< as the views know them
};

} // namespace mantissa::ui
