#pragma once
// Writes what was compared as a report: a page for people, or data for programs.
#include "pipeline/certificate.h"
#include "report/report.h"
#include "session/measure.h"
#include "session/workbench.h"
#include "settings/settings.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace mantissa::ui {

class ReportDialog : public QDialog {
    Q_OBJECT
public:
    /// certificate: of the last export in this session, if there was one.
    ReportDialog(Workbench& workbench, Settings& settings, std::optional<Certificate> certificate,
                 QWidget* parent = nullptr);

    /// Goes into the report, too, unless there are no rows.
    void setMethods(const MethodComparison& methods);

signals:
    void written(const QString& path);

private:
    void build();
    void kindPicked();
    void start();
    void startPdf(ReportContent content, const std::vector<const Candidate*>& exact,
                  std::optional<StudyRequest> closer);
    QString command() const; ///< the mantissa-cli line that makes the same report

    Workbench& workbench_;
    Settings& settings_;
    std::optional<Certificate> certificate_;
    std::optional<MethodComparison> methods_;
    QComboBox* kind_;
    QLineEdit* target_;
    QLabel* summary_;
    QPushButton* write_;
};

} // namespace mantissa::ui
