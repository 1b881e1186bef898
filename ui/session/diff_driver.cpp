#include "session/diff_driver.h"

#include "text/number_text.h"

#include <QDir>
#include <QFileInfo>

namespace mantissa::ui {

namespace {
const QString lane = QStringLiteral("diff");
} // namespace

DiffDriver::DiffDriver(Workbench& workbench, QObject* parent) : QObject(parent), workbench_(workbench) {
    // Another model, the same question.
    connect(&workbench, &Workbench::modelChanged, this, [this] {
        if (!path_.isEmpty())
            open(path_);
    });
}

void DiffDriver::open(const QString& path) {
    if (!workbench_.model())
        return;
    path_ = path;
    result_ = nullptr;
    problem_.clear();
    const std::filesystem::path file = QDir::toNativeSeparators(path).toStdString();
    job_ = workbench_.jobs().start<ModelDiffPtr>(
        {.title = tr("Compare with %1").arg(QFileInfo(path).fileName()), .lane = lane},
        [model = workbench_.model(), file](const Task& task) -> Result<ModelDiffPtr> {
            MANTISSA_TRY(const ModelPtr other, openModel(file));
            return diffModels(model, other, task);
        },
        [this](ModelDiffPtr result) {
            result_ = std::move(result);
            emit changed();
        },
        [this](const Error& error) {
            problem_ = text(error.describe());
            emit changed();
        });
    connect(job_, &Job::finished, this, [this] {
        if (sender() != job_ || job_->state() != JobState::Cancelled)
            return;
        problem_ = tr("Cancelled.");
        emit changed();
    });
    emit changed();
}

void DiffDriver::forget() {
    workbench_.jobs().cancelLane(lane);
    job_ = nullptr;
    path_.clear();
    result_ = nullptr;
    problem_.clear();
    emit changed();
}

} // namespace mantissa::ui
