#include "models/survey_model.h"

#include "models/roles.h"
#include "text/number_text.h"

#include <QPixmap>

#include <cmath>
#include <limits>

namespace mantissa::ui {

namespace {
constexpr double none = std::numeric_limits<double>::quiet_NaN();
}

SurveyModel::SurveyModel(Workbench& workbench, SurveyDriver& driver, QObject* parent)
    : QAbstractTableModel(parent), workbench_(workbench), driver_(driver),
      rows_(static_cast<int>(driver.rows().size())) {
    connect(&driver, &SurveyDriver::restarted, this, [this] {
        beginResetModel();
        rows_ = static_cast<int>(driver_.rows().size());
        endResetModel();
    });
    connect(&driver, &SurveyDriver::measured, this, [this](int row) {
        emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
        emit dataChanged(index(0, Error), index(rows_ - 1, Error)); // bars are relative to the largest
    });
    connect(&workbench, &Workbench::candidatesChanged, this, [this] {
        if (rows_ > 0)
            emit dataChanged(index(0, Name), index(rows_ - 1, Name));
    });
}

const Candidate* SurveyModel::candidateAt(int row) const {
    return workbench_.candidateNamed(rowAt(row).used());
}

void SurveyModel::retranslate() {
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rows_ > 0)
        emit dataChanged(index(0, 0), index(rows_ - 1, ColumnCount - 1));
}

int SurveyModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : rows_;
}

int SurveyModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

double SurveyModel::value(const SurveyRow& row, int column) const {
    if (!row.figures)
        return none;
    const SurveyedFormat& figures = *row.figures;
    switch (column) {
    case Bits:
        return figures.measurement.bitsPerWeight;
    case Error:
        return mantissa::figures(figures.measurement.sums).relativeRmse;
    case Bound:
        return figures.bounds.bound;
    case Left:
        return figures.bounds.bitsLeft;
    case Time: // of a sample it says little
        return figures.measurement.exact ? figures.seconds : none;
    default:
        return none;
    }
}

double SurveyModel::largestError() const {
    double largest = 0;
    for (const SurveyRow& row : driver_.rows())
        largest = std::fmax(largest, value(row, Error));
    return largest;
}

QString SurveyModel::cell(const SurveyRow& row, int column) const {
    if (column == Name) {
        const bool odd = row.fellBack() || !row.problem.isEmpty();
        return odd ? QStringLiteral("⚠ ") + row.used() : row.used();
    }
    const double number = value(row, column);
    if (column == Left && row.figures && std::isnan(number) && row.figures->measurement.sums.original2 > 0)
        return tr("exact");
    if (std::isnan(number))
        return row.figures || !row.problem.isEmpty() ? QStringLiteral("–") : QStringLiteral("…");
    switch (column) {
    case Error:
        return row.figures->measurement.exact ? percentText(number)
                                              : QStringLiteral("≈ ") + percentText(number);
    case Bound:
        return percentText(number);
    case Time:
        return tr("%1 ms").arg(numberText(1e3 * number, 3));
    default:
        return bitsText(number);
    }
}

QString SurveyModel::help(const SurveyRow& row, int column) const {
    if (column != Name)
        return headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString();
    QStringList lines{row.used(), text(translated(row.scheme.format->info().description))};
    if (row.fellBack())
        lines << text(translated(row.figures->measurement.fallback));
    if (row.used() != text(row.scheme.text()))
        lines << tr("%1 alone needs an importance matrix.").arg(text(row.scheme.text()));
    lines << row.problem;
    return lines.join(QLatin1Char('\n')).trimmed();
}

QVariant SurveyModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SurveyRow& row = rowAt(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return cell(row, column);
    case SortRole: {
        if (column == Name)
            return row.used();
        const double number = value(row, column);
        return std::isnan(number) ? std::numeric_limits<double>::infinity() : number;
    }
    case FractionRole: {
        const double largest = column == Error ? largestError() : 0;
        const double number = value(row, column);
        return largest > 0 && !std::isnan(number) ? QVariant(number / largest) : QVariant();
    }
    case SlotRole: {
        const Candidate* candidate = column == Name ? candidateAt(index.row()) : nullptr;
        return candidate ? QVariant(candidate->slot) : QVariant();
    }
    case Qt::DecorationRole: { // room for the marker, so that names stand in one line
        if (column != Name || candidateAt(index.row()))
            return {};
        static const QPixmap blank = [] {
            QPixmap pixmap(14, 14);
            pixmap.fill(Qt::transparent);
            return pixmap;
        }();
        return blank;
    }
    case Qt::CheckStateRole:
        if (column != Name)
            return {};
        return candidateAt(index.row()) ? Qt::Checked : Qt::Unchecked;
    case Qt::ToolTipRole:
        return help(row, column);
    case Qt::TextAlignmentRole:
        return int((column == Name ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    default:
        return {};
    }
}

bool SurveyModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || role != Qt::CheckStateRole ||
        index.column() != Name)
        return false;
    const Candidate* candidate = candidateAt(index.row());
    if (value.value<Qt::CheckState>() == Qt::Checked) {
        if (auto scheme = parseScheme(rowAt(index.row()).used().toStdString()))
            workbench_.add(*scheme);
    } else if (candidate) {
        workbench_.remove(candidate->id);
    }
    return true;
}

Qt::ItemFlags SurveyModel::flags(const QModelIndex& index) const {
    const Qt::ItemFlags usual = QAbstractTableModel::flags(index);
    return index.isValid() && index.column() == Name ? usual | Qt::ItemIsUserCheckable : usual;
}

QVariant SurveyModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Name ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role == Qt::DisplayRole) {
        const QString heads[] = {tr("Format"), tr("Bits"), tr("Error"), tr("Bound"), tr("Left"), tr("Time")};
        return section < ColumnCount ? QVariant(heads[section]) : QVariant();
    }
    if (role == Qt::ToolTipRole) {
        const QString helps[] = {
            tr("Checked formats are in the comparison"),
            tr("Bits that one weight takes, scales included"),
            tr("Relative RMSE: root of (sum of squared errors / sum of squared weights)"),
            tr("The relative RMSE that no code of this size can beat if weights are draws from one Gaussian: "
               "2 to the power of −bits"),
            tr("Bits a weight that a code at the bound would save at the same error: how much is left to "
               "gain. Exact where the weights were numbers of this format before, all or nearly all"),
            tr("To encode, decode and compare this tensor once, on this computer, while other work goes on")};
        return section < ColumnCount ? QVariant(helps[section]) : QVariant();
    }
    return {};
}

// Written for any locale; headings as shown.
QString SurveyModel::csv() const {
    QStringList lines;
    QStringList heads;
    for (int column = 0; column < ColumnCount; ++column)
        heads << QLatin1Char('"') + headerData(column, Qt::Horizontal, Qt::DisplayRole).toString() +
                     QLatin1Char('"');
    lines << heads.join(QLatin1Char(','));
    for (int row = 0; row < rows_; ++row) {
        QStringList cells{QLatin1Char('"') + rowAt(row).used() + QLatin1Char('"')};
        for (int column = Bits; column < ColumnCount; ++column) {
            const double number = value(rowAt(row), column);
            cells << (std::isnan(number) ? QString() : QString::number(number, 'g', 10));
        }
        lines << cells.join(QLatin1Char(','));
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace mantissa::ui
