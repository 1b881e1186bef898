#pragma once
// What the person did, as one document: the model that is open, what errors are measured against, the schemes
// compared, the selection and how the window looks. JSON, so that it can be read and mended by hand.
#include "base/result.h"
#include "session/workbench.h"

#include <QByteArray>
#include <QJsonObject>
#include <QStringList>

namespace mantissa::ui {

struct WorkspaceScheme {
    QString text;
    bool recipe = false; ///< the text is a recipe's lines: "Q6_K" is both a format and a mixture
    bool shown = true;
    QString label = {};  ///< empty: its own name
    bool pinned = false; ///< the reference
    bool operator==(const WorkspaceScheme&) const = default;
};

struct Workspace {
    QString model;              ///< absolute path; empty: none is open
    QString original;           ///< absolute path; empty: the model itself
    QString imatrix;            ///< absolute path of an importance matrix or a calibration; empty: none
    QString imatrixDigest = {}; ///< SHA-256 of that file; empty: not known
    QList<WorkspaceScheme> schemes;
    QString tensor; ///< name of the selected tensor
    QString scheme; ///< text of the selected candidate; empty: a draft
    int view = 0;
    QByteArray layout;    ///< QMainWindow::saveState
    QJsonObject accuracy; ///< the text chosen and the figures on it (AccuracyDriver::saved)
    QString document;     ///< where it is saved, in the state that is kept between sessions; else empty
    bool operator==(const Workspace&) const = default;
};

/// What a document calls a candidate: its scheme, or its recipe's lines.
QString textOf(const Candidate& candidate);

/// What is in the workbench now; view and layout are the window's to add.
Workspace capture(Workbench& workbench);

/// Paths are written absolute and, beside the document, relative to `folder`, so that both survive a move
/// together.
QByteArray toJson(const Workspace& workspace, const QString& folder);
/// Relative paths win if something is there. Errors: no JSON, another kind of document, a newer version.
Result<Workspace> workspaceFromJson(const QByteArray& json, const QString& file);

} // namespace mantissa::ui
