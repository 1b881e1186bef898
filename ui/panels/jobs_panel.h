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
    void pauseSelected();
    void retrySelected();
    void copyDetails();
    void updateButtons();
    Job* selected() const;
    JobQueue& queue_;
    JobModel model_;
    QTableView* view_;
    QPushButton* pause_;
    QPushButton* cancel_;
    QPushButton* cancelAll_;
    QPushButton* retry_;
    QPushButton* details_;
    QPushButton* clear_;
};

} // namespace mantissa::ui
