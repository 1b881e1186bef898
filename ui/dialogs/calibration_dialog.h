#pragma once
// Which text an importance matrix is collected from, how much of it, and the file that keeps what was seen.
#include "session/calibration.h"

#include <QDialog>

class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace mantissa::ui {

class CalibrationDialog : public QDialog {
    Q_OBJECT
public:
    /// start: what the fields hold at first.
    explicit CalibrationDialog(const CalibrationSetup& start, QWidget* parent = nullptr);
    /// The built-in text, for who names none; empty: there is none.
    void setStory(const QString& story);
    CalibrationSetup setup() const;

signals:
    void collectRequested(const mantissa::ui::CalibrationSetup& setup);

private:
    void buildFields();
    void addField(QFormLayout& form, const QString& label, const QString& name, QLineEdit* field,
                  const QList<QPushButton*>& buttons);
    QPushButton* button(const QString& label, const char* name, std::function<void()> run);
    void check();

    QString story_;
    QLineEdit* text_;
    QSpinBox* context_;
    QSpinBox* chunks_;
    QLineEdit* file_;
    QLabel* note_;
    QPushButton* collect_;
};

} // namespace mantissa::ui
