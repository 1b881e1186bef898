#pragma once
// Keeps the workspace: saves and opens documents, and writes the unsaved state beside the settings every few
// seconds, so that the next start, or the one after a crash, goes on where this one was.
#include "session/workspace.h"

#include <QLockFile>
#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>

namespace mantissa::ui {

class WorkspaceKeeper : public QObject {
    Q_OBJECT
public:
    /// The window's part: which view is in front, and the state of its docks.
    struct Frame {
        int view = 0;
        QByteArray layout;
        QJsonObject accuracy;
    };
    WorkspaceKeeper(Workbench& workbench, std::function<Frame()> frame, QObject* parent);

    /// From now on the state is kept in this file. Another running window may hold it already: then this one
    /// keeps nothing. After that, `crashed()` tells whether the last holder ended without saying good-bye.
    void keepIn(const QString& file);
    bool keeps() const { return !keptIn_.isEmpty(); }
    bool crashed() const { return crashed_; }
    /// What `keepIn`'s file held when it was taken over; nothing if there was none or it does not read.
    const std::optional<Workspace>& kept() const { return kept_; }
    /// Writes the kept state now and marks it as left in good order.
    void leave();
    /// Writes the state there; nothing is kept from now on.
    void leaveIn(const QString& file);
    /// A state that was kept or left there; nothing if there is none or it does not read.
    static std::optional<Workspace> stateIn(const QString& file);

    /// Off the window's thread: opened or openFailed follows (a model that is not there any more is told by
    /// Workbench::openFailed); saved or saveFailed.
    void open(const QString& file);
    void save(const QString& file);
    /// Puts a workspace on the workbench; `restored` follows when its model is open.
    void restore(const Workspace& workspace);

    /// The document that was opened or saved last; empty: none.
    const QString& document() const { return document_; }
    /// What is on the workbench differs from the document.
    bool modified() const;
    /// Something of the frame that is worth keeping changed.
    void touch();

    /// The importance matrix that the document names and that is not in use (being read, gone, or of another
    /// model): it is kept in the document until another is loaded or it is forgotten. Empty: none.
    const QString& missingImatrix() const { return awaited_.path; }
    void forgetMissingImatrix();

signals:
    void changed(); ///< something that a document holds
    void opened(const QString& file);
    void openFailed(const QString& file, const mantissa::Error& error);
    void saved(const QString& file);
    void saveFailed(const mantissa::Error& error);
    void restored(const mantissa::ui::Workspace& workspace);
    /// The document's importance matrix was read, but its file is not what it was.
    void imatrixDiffers(const QString& file);

private:
    Workspace now() const;
    Workspace withDocument(Workspace workspace) const;
    void writeIn(const QString& file);
    void release();
    void modelChanged();
    void importanceChanged();

    struct ImatrixReference {
        QString path;
        QString digest;
    };

    Workbench& workbench_;
    std::function<Frame()> frame_;
    QTimer later_;
    QString keptIn_;
    std::unique_ptr<QLockFile> lock_;
    std::optional<Workspace> kept_;
    std::optional<Workspace> restoring_;
    bool crashed_ = false;
    QString document_;
    Workspace saved_;
    ImatrixReference awaited_;
};

} // namespace mantissa::ui
