#pragma once
// What a scheme that must know its inputs needs next, in place: a calibration, or a run over the whole model
// since it cannot follow a slider.
#include "session/workbench.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace mantissa::ui {

class CalibrationNotice : public QFrame {
    Q_OBJECT
public:
    explicit CalibrationNotice(Workbench& workbench, QWidget* parent = nullptr);
    /// Hidden where the selected scheme has nothing to say.
    void follow();

signals:
    void calibrationRequested();
    void quantizeRequested(); ///< the draft is to be added to the comparison

protected:
    void changeEvent(QEvent* event) override;

private:
    void say(const QString& words, const QString& offer);
    void sayNoCalibration(const QString& method);

    Workbench& workbench_;
    QLabel* words_;
    QPushButton* offer_;
    bool collects_ = false; ///< what the button does
};

} // namespace mantissa::ui
