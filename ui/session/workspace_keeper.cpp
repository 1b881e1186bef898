#include "session/workspace_keeper.h"

#include "base/text.h"
#include "jobs/file_work.h"
#include "text/number_text.h"

#include <QDir>
#include <QFileInfo>

#include <chrono>

namespace mantissa::ui {

namespace {

using namespace std::chrono_literals;
constexpr auto pause = 2s; // between a change and its being written

QString lockOf(const QString& file) {
    return file + QStringLiteral(".lock");
}

// What the document shows of the frame moves with every click and is no reason to ask "save?".
Workspace withoutFrame(Workspace workspace) {
    workspace.layout.clear();
    workspace.view = 0;
    workspace.tensor.clear();
    workspace.scheme.clear();
    workspace.document.clear();
    workspace.accuracy = {};
    return workspace;
}

} // namespace

WorkspaceKeeper::WorkspaceKeeper(Workbench& workbench, std::function<Frame()> frame, QObject* parent)
    : QObject(parent), workbench_(workbench), frame_(std::move(frame)) {
    later_.setSingleShot(true);
    later_.setInterval(pause);
    connect(&later_, &QTimer::timeout, this, [this] { writeIn(keptIn_); });
    const auto note = [this] { touch(); };
    connect(&workbench_, &Workbench::modelChanged, this, &WorkspaceKeeper::modelChanged);
    connect(&workbench_, &Workbench::openFailed, this, [this] { restoring_.reset(); });
    connect(&workbench_, &Workbench::modelChanged, this, note);
    connect(&workbench_, &Workbench::originalChanged, this, note);
    connect(&workbench_, &Workbench::importanceChanged, this, &WorkspaceKeeper::importanceChanged);
    connect(&workbench_, &Workbench::importanceChanged, this, note);
    connect(&workbench_, &Workbench::candidatesChanged, this, note);
    connect(&workbench_.selection(), &Selection::tensorChanged, this, note);
    connect(&workbench_.selection(), &Selection::schemeChanged, this, note);
}

void WorkspaceKeeper::touch() {
    if (!keptIn_.isEmpty() && !later_.isActive())
        later_.start();
    emit changed();
}

void WorkspaceKeeper::keepIn(const QString& file) {
    QDir().mkpath(QFileInfo(file).absolutePath());
    const bool left = QFile::exists(lockOf(file));
    lock_ = std::make_unique<QLockFile>(lockOf(file));
    lock_->setStaleLockTime(0); // a lock is stale only when its process is gone
    if (!lock_->tryLock(0)) {
        lock_.reset();
        return;
    }
    crashed_ = left;
    keptIn_ = file;
    kept_ = stateIn(file);
}

std::optional<Workspace> WorkspaceKeeper::stateIn(const QString& file) {
    QFile old(file);
    if (!old.open(QIODevice::ReadOnly))
        return {};
    auto workspace = workspaceFromJson(old.readAll(), file);
    return workspace ? std::optional(std::move(*workspace)) : std::nullopt;
}

void WorkspaceKeeper::leave() {
    later_.stop();
    if (!keeps())
        return;
    writeIn(keptIn_);
    release();
}

void WorkspaceKeeper::leaveIn(const QString& file) {
    later_.stop();
    writeIn(file);
    if (!keeps())
        return;
    const QString kept = keptIn_;
    finishFileWork();
    QFile::remove(kept);
    release();
}

void WorkspaceKeeper::release() {
    finishFileWork(); // the lock says that the state is whole
    lock_->unlock();
    lock_.reset();
    keptIn_.clear();
}

Workspace WorkspaceKeeper::now() const {
    Workspace workspace = capture(workbench_);
    const Frame frame = frame_();
    workspace.view = frame.view;
    workspace.layout = frame.layout;
    workspace.accuracy = frame.accuracy;
    if (workspace.imatrix.isEmpty()) {
        workspace.imatrix = awaited_.path;
        workspace.imatrixDigest = awaited_.digest;
    }
    return workspace;
}

Workspace WorkspaceKeeper::withDocument(Workspace workspace) const {
    workspace.document = document_;
    return workspace;
}

void WorkspaceKeeper::writeIn(const QString& file) {
    writeFile(this, file, toJson(withDocument(now()), QFileInfo(file).absolutePath()),
              [](const QString&) {}); // the next change tries again
}

namespace {

Result<Workspace> readWorkspace(const QString& file) {
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly))
        return tl::unexpected(
            Error(ErrorCode::CannotRead, sentence(MANTISSA_TR("core", "The workspace cannot be read: %1"),
                                                  source.errorString().toStdString()))
                .inFile(file.toStdString()));
    MANTISSA_TRY(Workspace workspace, workspaceFromJson(source.readAll(), file));
    workspace.document = file;
    return workspace;
}

} // namespace

void WorkspaceKeeper::open(const QString& file) {
    const auto read = std::make_shared<std::optional<Result<Workspace>>>();
    onFileThread(
        this, [file, read] { *read = readWorkspace(file); },
        [this, file, read] {
            if (!**read) {
                emit openFailed(file, (**read).error());
                return;
            }
            restore(***read);
            emit opened(file);
            emit changed();
        });
}

void WorkspaceKeeper::save(const QString& file) {
    const Workspace workspace = now();
    writeFile(this, file, toJson(workspace, QFileInfo(file).absolutePath()),
              [this, file, workspace](const QString& problem) {
                  if (!problem.isEmpty()) {
                      emit saveFailed(
                          Error(ErrorCode::CannotWrite,
                                sentence(MANTISSA_TR("core", "The workspace cannot be written: %1"),
                                         problem.toStdString()))
                              .inFile(file.toStdString()));
                      return;
                  }
                  document_ = file;
                  saved_ = workspace;
                  emit saved(file);
                  emit changed();
              });
}

void WorkspaceKeeper::restore(const Workspace& workspace) {
    while (!workbench_.candidates().empty())
        workbench_.remove(workbench_.candidates().front().id);
    for (const WorkspaceScheme& scheme : workspace.schemes) {
        int id = 0;
        if (scheme.recipe) {
            if (const auto recipe = parseRecipe(scheme.text.toStdString()))
                id = workbench_.add(*recipe);
        } else if (const auto parsed = parseScheme(scheme.text.toStdString())) {
            id = workbench_.add(*parsed);
        }
        if (id != 0)
            workbench_.setShown(id, scheme.shown);
        if (id != 0)
            workbench_.rename(id, scheme.label);
        if (id != 0 && scheme.pinned)
            workbench_.pin(id);
    }
    document_ = workspace.document;
    saved_ = workspace;
    restoring_ = workspace;
    if (workspace.model.isEmpty())
        modelChanged();
    else
        workbench_.open(workspace.model);
}

void WorkspaceKeeper::modelChanged() {
    awaited_ = {}; // of another model
    if (!restoring_)
        return;
    const Workspace workspace = *std::exchange(restoring_, std::nullopt);
    if (!workspace.original.isEmpty())
        workbench_.openOriginal(workspace.original);
    awaited_ = {workspace.imatrix, workspace.imatrixDigest};
    if (!workspace.imatrix.isEmpty())
        workbench_.openImportance(workspace.imatrix);
    // After the workbench has chosen its own first tensor, which it does once everyone knows of the model.
    QTimer::singleShot(0, this, [this, workspace] {
        if (workbench_.model())
            if (auto tensor = workbench_.model()->tensor(workspace.tensor.toStdString()))
                workbench_.selection().setTensor(std::move(tensor));
        for (const Candidate& candidate : workbench_.candidates())
            if (!workspace.scheme.isEmpty() && textOf(candidate) == workspace.scheme) {
                workbench_.select(candidate.id);
                break;
            }
        emit restored(workspace);
    });
}

void WorkspaceKeeper::importanceChanged() {
    if (!workbench_.importance())
        return;
    const ImatrixReference named = std::exchange(awaited_, {});
    if (named.path.isEmpty() || named.path != workbench_.importancePath())
        return;
    if (named.digest.isEmpty()) // a document that does not tell: this is what it means
        saved_.imatrixDigest = workbench_.importanceDigest();
    else if (named.digest != workbench_.importanceDigest())
        emit imatrixDiffers(named.path);
}

void WorkspaceKeeper::forgetMissingImatrix() {
    if (awaited_.path.isEmpty())
        return;
    awaited_ = {};
    touch();
}

bool WorkspaceKeeper::modified() const {
    return !document_.isEmpty() && !restoring_ && !(withoutFrame(now()) == withoutFrame(saved_));
}

} // namespace mantissa::ui
