#include "session/workspace.h"

#include "base/text.h"
#include "text/number_text.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace mantissa::ui {

namespace {

constexpr int currentVersion = 1;
const QString versionKey = QStringLiteral("mantissaWorkspace");

QJsonObject pathObject(const QString& path, const QString& folder) {
    return {{QStringLiteral("path"), path},
            {QStringLiteral("relative"), QDir(folder).relativeFilePath(path)}};
}

QString pathFrom(const QJsonValue& value, const QString& folder) {
    const QJsonObject object = value.toObject();
    const QString beside = object.value(QStringLiteral("relative")).toString();
    if (!beside.isEmpty())
        if (const QString found = QDir(folder).absoluteFilePath(beside); QFileInfo::exists(found))
            return QDir::cleanPath(found);
    return object.value(QStringLiteral("path")).toString();
}

Error bad(const QString& file, Text what) {
    return Error(ErrorCode::Malformed, std::move(what)).inFile(file.toStdString());
}

} // namespace

QString textOf(const Candidate& candidate) {
    return candidate.recipe ? text(candidate.recipe->text()).trimmed() : candidate.name;
}

Workspace capture(Workbench& workbench) {
    Workspace now;
    if (workbench.model())
        now.model = text(workbench.model()->path.string());
    if (workbench.original())
        now.original = text(workbench.original()->path.string());
    now.imatrix = workbench.importancePath();
    now.imatrixDigest = workbench.importanceDigest();
    for (const Candidate& candidate : workbench.candidates())
        now.schemes.append({textOf(candidate), candidate.recipe.has_value(), candidate.shown, candidate.label,
                            candidate.id == workbench.pinned()});
    if (const auto& tensor = workbench.selection().tensor())
        now.tensor = text(tensor->name);
    if (const Candidate* chosen = workbench.selectedCandidate())
        now.scheme = textOf(*chosen);
    return now;
}

QByteArray toJson(const Workspace& workspace, const QString& folder) {
    QJsonArray schemes;
    for (const WorkspaceScheme& scheme : workspace.schemes) {
        QJsonObject entry{{scheme.recipe ? QStringLiteral("recipe") : QStringLiteral("scheme"), scheme.text},
                          {QStringLiteral("shown"), scheme.shown}};
        if (!scheme.label.isEmpty())
            entry.insert(QStringLiteral("label"), scheme.label);
        if (scheme.pinned)
            entry.insert(QStringLiteral("reference"), true);
        schemes.append(entry);
    }
    QJsonObject root{{versionKey, currentVersion},
                     {QStringLiteral("schemes"), schemes},
                     {QStringLiteral("tensor"), workspace.tensor},
                     {QStringLiteral("scheme"), workspace.scheme},
                     {QStringLiteral("view"), workspace.view},
                     {QStringLiteral("layout"), QString::fromLatin1(workspace.layout.toBase64())},
                     {QStringLiteral("accuracy"), workspace.accuracy}};
    if (!workspace.model.isEmpty())
        root.insert(QStringLiteral("model"), pathObject(workspace.model, folder));
    if (!workspace.document.isEmpty())
        root.insert(QStringLiteral("document"), workspace.document);
    if (!workspace.original.isEmpty())
        root.insert(QStringLiteral("original"), pathObject(workspace.original, folder));
    if (!workspace.imatrix.isEmpty()) {
        QJsonObject matrix = pathObject(workspace.imatrix, folder);
        if (!workspace.imatrixDigest.isEmpty())
            matrix.insert(QStringLiteral("sha256"), workspace.imatrixDigest);
        root.insert(QStringLiteral("imatrix"), matrix);
    }
    return QJsonDocument(root).toJson();
}

Result<Workspace> workspaceFromJson(const QByteArray& json, const QString& file) {
    QJsonParseError problem;
    const QJsonObject root = QJsonDocument::fromJson(json, &problem).object();
    if (problem.error != QJsonParseError::NoError)
        return tl::unexpected(
            bad(file, sentence(MANTISSA_TR("core", "The workspace is not valid JSON: %1, at byte %2"),
                               problem.errorString().toStdString(), problem.offset)));
    const int version = root.value(versionKey).toInt();
    if (version < 1)
        return tl::unexpected(
            bad(file, sentence(MANTISSA_TR("core", "This is not a workspace of Mantissa"))));
    if (version > currentVersion)
        return tl::unexpected(bad(
            file,
            sentence(MANTISSA_TR("core", "The workspace was written by a newer Mantissa (version %1 of the "
                                         "document; this one reads up to %2)"),
                     version, currentVersion)));
    const QString folder = QFileInfo(file).absolutePath();
    Workspace workspace;
    workspace.model = pathFrom(root.value(QStringLiteral("model")), folder);
    workspace.original = pathFrom(root.value(QStringLiteral("original")), folder);
    const QJsonObject matrix = root.value(QStringLiteral("imatrix")).toObject();
    workspace.imatrix = pathFrom(matrix, folder);
    workspace.imatrixDigest = matrix.value(QStringLiteral("sha256")).toString();
    for (const QJsonValue& value : root.value(QStringLiteral("schemes")).toArray())
        if (const QJsonObject entry = value.toObject(); !entry.isEmpty()) {
            const QString recipe = entry.value(QStringLiteral("recipe")).toString();
            workspace.schemes.append(
                {recipe.isEmpty() ? entry.value(QStringLiteral("scheme")).toString() : recipe,
                 !recipe.isEmpty(), entry.value(QStringLiteral("shown")).toBool(true),
                 entry.value(QStringLiteral("label")).toString(),
                 entry.value(QStringLiteral("reference")).toBool()});
        }
    workspace.tensor = root.value(QStringLiteral("tensor")).toString();
    workspace.scheme = root.value(QStringLiteral("scheme")).toString();
    workspace.document = root.value(QStringLiteral("document")).toString();
    workspace.view = root.value(QStringLiteral("view")).toInt();
    workspace.layout = QByteArray::fromBase64(root.value(QStringLiteral("layout")).toString().toLatin1());
    workspace.accuracy = root.value(QStringLiteral("accuracy")).toObject();
    return workspace;
}

} // namespace mantissa::ui
