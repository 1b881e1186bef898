#include "models/finding_model.h"

#include "models/roles.h"
#include "text/number_text.h"

namespace mantissa::ui {

namespace {

QString sentenceText(const Text& sentence) {
    return text(translated(sentence));
}

// RFC 4180.
QString quoted(QString cell, QChar separator) {
    if (!cell.contains(separator) && !cell.contains(QLatin1Char('"')) && !cell.contains(QLatin1Char('\n')))
        return cell;
    return QLatin1Char('"') + cell.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
}

} // namespace

QString kindText(FindingKind kind) {
    switch (kind) {
    case FindingKind::Problem:
        return FindingModel::tr("Problem");
    case FindingKind::Warning:
        return FindingModel::tr("Warning");
    case FindingKind::Note:
        break;
    }
    return FindingModel::tr("Note");
}

void FindingModel::setFindings(FileFindingsPtr findings) {
    beginResetModel();
    findings_ = std::move(findings);
    endResetModel();
}

void FindingModel::retranslate() {
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int FindingModel::firstRowOf(const Tensor& tensor) const {
    if (!findings_)
        return -1;
    const auto& places = findings_->of(tensor);
    return places.empty() ? -1 : static_cast<int>(places.front());
}

QString FindingModel::listed(QChar separator) const {
    const auto line = [separator](QStringList cells) {
        for (QString& cell : cells)
            cell = quoted(cell, separator);
        return cells.join(separator) + QLatin1Char('\n');
    };
    QString lines =
        line({tr("Kind"), tr("Tensor"), tr("What was found"), tr("Why it matters"), tr("What to do")});
    for (int row = 0; row < rowCount(); ++row) {
        const Finding& finding = findingAt(row);
        lines += line({cell(finding, Kind), text(finding.tensor), cell(finding, What),
                       sentenceText(meaning(finding.id)), sentenceText(finding.advice)});
    }
    return lines;
}

int FindingModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !findings_ ? 0 : static_cast<int>(findings_->all.size());
}

int FindingModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QString FindingModel::cell(const Finding& finding, int column) {
    switch (column) {
    case Kind:
        return kindText(finding.kind);
    case Name:
        return finding.tensor.empty() ? tr("the file") : text(finding.tensor);
    default:
        return sentenceText(finding.what);
    }
}

QVariant FindingModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Finding& finding = findingAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return cell(finding, index.column());
    case SortRole: // the gravest first
        return index.column() == Kind ? QVariant(-static_cast<int>(finding.kind))
                                      : QVariant(cell(finding, index.column()));
    case FindingRole:
        return index.column() == Kind ? QVariant(static_cast<int>(finding.kind)) : QVariant();
    case Qt::ToolTipRole:
        return QStringList{cell(finding, Name), cell(finding, What), sentenceText(meaning(finding.id)),
                           sentenceText(finding.advice)}
            .join(QLatin1Char('\n'))
            .trimmed();
    default:
        return {};
    }
}

QVariant FindingModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Kind:
        return tr("Kind");
    case Name:
        return tr("Tensor");
    case What:
        return tr("What was found");
    default:
        return {};
    }
}

} // namespace mantissa::ui
