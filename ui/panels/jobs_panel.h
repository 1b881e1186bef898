#pragma once
// The Jobs dock: what runs, how far it is, and a way to stop it.
#include "models/job_model.h"

#include <QWidget>

class QPushButton;
class QTableView;

namespace mantissa::ui {

class JobsPanel : public QWidget {
    Q_OBJECT
public:
    explicit JobsPanel(JobQueue& queue, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void cancelSelected();
    JobQueue& queue_;
    JobModel model_;
    QTableView* view_;
    QPushButton* cancel_;
    QPushButton* cancelAll_;
    QPushButton* clear_;
};

} // namespace mantissa::ui
