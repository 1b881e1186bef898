#pragma once
// A prompt, and how the model goes on from it: the original on the left, what each scheme makes of it beside
// it.
#include "models/continuation_html.h"
#include "views/page.h"

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;
class QTextBrowser;

namespace mantissa::ui {

class ContinuationPage : public Page {
    Q_OBJECT
public:
    ContinuationPage(Workbench& workbench, AccuracyDriver& accuracy, QWidget* parent = nullptr);

    QString title() const override;
    QString explanation() const override;
    QString handbookPage() const override { return QStringLiteral("accuracy"); }
    ContinuationDriver& driver() { return driver_; }
    bool demonstrated() override;

protected:
    void showNow() override;
    void retranslate() override;
    void changeEvent(QEvent* event) override;

private:
    void build();
    void runOrCancel();
    ContinuationQuestion question() const;
    std::vector<ShownContinuation> shown() const;
    QString emptyText() const;

    Workbench& workbench_;
    AccuracyDriver& accuracy_;
    ContinuationDriver driver_;
    QPlainTextEdit* prompt_;
    QComboBox* choice_;
    QLabel* temperatureLabel_;
    QDoubleSpinBox* temperature_;
    QLabel* seedLabel_;
    QSpinBox* seed_;
    QSpinBox* tokens_;
    QPushButton* run_;
    QPushButton* copy_;
    QTextBrowser* original_;
    QTextBrowser* others_;
};

} // namespace mantissa::ui
