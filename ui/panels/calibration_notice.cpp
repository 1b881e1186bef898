#include "panels/calibration_notice.h"

#include "text/number_text.h"

#include <QEvent>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace mantissa::ui {

CalibrationNotice::CalibrationNotice(Workbench& workbench, QWidget* parent)
    : QFrame(parent), workbench_(workbench), words_(new QLabel(this)), offer_(new QPushButton(this)) {
    setObjectName(QStringLiteral("calibrationNotice"));
    words_->setObjectName(QStringLiteral("calibrationNoticeWords"));
    words_->setWordWrap(true);
    offer_->setObjectName(QStringLiteral("calibrationNoticeOffer"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(words_);
    layout->addWidget(offer_, 0, Qt::AlignLeft);
    connect(offer_, &QPushButton::clicked, this,
            [this] { collects_ ? emit calibrationRequested() : emit quantizeRequested(); });
    connect(&workbench.selection(), &Selection::schemeChanged, this, &CalibrationNotice::follow);
    connect(&workbench, &Workbench::candidatesChanged, this, &CalibrationNotice::follow);
    connect(&workbench, &Workbench::candidateMeasured, this, &CalibrationNotice::follow);
    connect(&workbench, &Workbench::importanceChanged, this, &CalibrationNotice::follow);
    connect(&workbench, &Workbench::modelChanged, this, &CalibrationNotice::follow);
    hide();
}

void CalibrationNotice::say(const QString& words, const QString& offer) {
    words_->setText(words);
    offer_->setText(offer);
    offer_->setVisible(!offer.isEmpty());
    show();
}

void CalibrationNotice::sayNoCalibration(const QString& method) {
    collects_ = true;
    QString words = tr("%1 must see what comes into each weight. Collect a calibration once; the workspace "
                       "keeps it.")
                        .arg(method);
    if (!workbench_.calibrationProblem().isEmpty())
        words = tr("The calibration in use cannot serve %1: %2").arg(method, workbench_.calibrationProblem());
    else if (workbench_.importance())
        words =
            tr("An importance matrix alone is not enough for %1, which runs the model on the text itself. "
               "Collect a calibration once; the workspace keeps it.")
                .arg(method);
    say(words, tr("&Collect calibration …"));
    offer_->setToolTip(tr("Runs the model on a text of your choice, as a job that can be cancelled"));
}

void CalibrationNotice::follow() {
    const auto& scheme = workbench_.selection().scheme();
    const Candidate* chosen = workbench_.selectedCandidate();
    const bool wants = (scheme && wantsCalibration(*scheme)) || (chosen && wantsCalibration(*chosen));
    if (!wants || !workbench_.model()) {
        hide();
        return;
    }
    const QString method =
        scheme && wantsCalibration(*scheme) ? text(scheme->method->info().id) : titleOf(*chosen);
    if (!workbench_.calibrated()) {
        sayNoCalibration(method);
        return;
    }
    collects_ = false;
    const QString source = QFileInfo(text(workbench_.calibrated()->source().text)).fileName();
    if (!chosen) {
        say(tr("%1 goes through the whole model, layer after layer, so no figure follows while you change "
               "it.")
                .arg(method),
            tr("&Quantize with it"));
        offer_->setToolTip(
            tr("Adds it to the comparison: a job quantizes every weight and measures it, calibrated on %1")
                .arg(source));
    } else if (chosen->state == MeasureState::Waiting) {
        say(tr("Quantizing the model, layer after layer, calibrated on %1 …").arg(source), {});
    } else if (chosen->state == MeasureState::Exact) {
        say(tr("Calibrated on %1.").arg(source), {});
    } else {
        hide(); // what went wrong stands above
    }
}

void CalibrationNotice::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        follow();
}

} // namespace mantissa::ui
