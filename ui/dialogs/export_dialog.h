#pragma once
// Writes the model under a plan: what would be written is shown to the byte before anything happens, then
// progress, then the certificate.
#include "models/certificate_model.h"
#include "models/preflight_model.h"
#include "session/workbench.h"
#include "settings/settings.h"

#include <QDialog>
#include <QPointer>
#include <QSortFilterProxyModel>
#include <QTimer>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace mantissa::ui {

class ExportDialog : public QDialog {
    Q_OBJECT
public:
    ExportDialog(Workbench& workbench, Settings& settings, QWidget* parent = nullptr);
    /// Its base and its rules, in a recipe's text form.
    void setRecipe(const QString& recipe);

signals:
    void certified(const mantissa::Certificate& certificate);

private:
    QWidget* buildPlanPage();
    QWidget* buildWorkPage();
    QWidget* buildCertificatePage();
    void fillPlans();
    Result<ExportOptions> options() const;
    std::string recipeLines() const;
    QString command() const; ///< the mantissa-cli line that writes the same file
    void containerPicked();
    void browse();
    void check();
    void showPreflight(const Preflight& preflight);
    void showProblem(const QString& problem);
    void start();
    void showCertificate(const Certificate& certificate);

    Workbench& workbench_;
    Settings& settings_;
    PreflightModel preflightModel_;
    CertificateModel certificateModel_;
    QSortFilterProxyModel sortedPreflight_;
    QStackedWidget* pages_;
    QComboBox* plan_;
    QPlainTextEdit* rules_;
    QComboBox* container_;
    QCheckBox* keepCodes_; ///< shown where the model is quantized
    QLineEdit* target_;
    QLabel* summary_;
    QTableView* table_;
    QPushButton* export_;
    QLabel* working_;
    QProgressBar* progress_;
    QLabel* verdict_;
    QTableView* certificateTable_;
    QTimer debounce_;
    QPointer<Job> job_;
};

} // namespace mantissa::ui
