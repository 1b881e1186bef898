#include "models/table_text.h"

#include "models/roles.h"

#include <QAbstractItemModel>

#include <cmath>
#include <functional>

namespace mantissa::ui {

namespace {

QString numberOrNothing(double value) {
    return std::isfinite(value) ? QString::number(value, 'g', 10) : QString();
}

// What the cell means: a number in the unit of its head, else what stands there.
QString cellText(const QModelIndex& index) {
    for (const int role : {int(DataRole), int(SortRole)}) {
        const QVariant value = index.data(role);
        const int type = value.typeId();
        if (type == QMetaType::Double || type == QMetaType::Float)
            return numberOrNothing(value.toDouble());
        if (type == QMetaType::LongLong || type == QMetaType::ULongLong)
            return value.toString();
    }
    const QVariant shown = index.data(Qt::DisplayRole);
    const QString full = index.data(DataRole).toString();
    return full.isEmpty() ? shown.toString() : full;
}

QString headText(const QAbstractItemModel& model, int column) {
    return model.headerData(column, Qt::Horizontal, Qt::DisplayRole)
        .toString()
        .replace(QLatin1Char('\n'), QStringLiteral(": "));
}

QString quoted(QString field) {
    const bool needed = field.contains(QLatin1Char('"')) || field.contains(QLatin1Char(',')) ||
                        field.contains(QLatin1Char('\n'));
    return needed
               ? QLatin1Char('"') + field.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"')
               : field;
}

QString oneLine(QString field) {
    return field.replace(QLatin1Char('\t'), QLatin1Char(' ')).replace(QLatin1Char('\n'), QLatin1Char(' '));
}

using Line = std::function<void(const QStringList&)>;

void addRow(const QModelIndex& first, const Line& line) {
    QStringList fields;
    for (int column = 0; column < first.model()->columnCount(first.parent()); ++column)
        fields << cellText(first.siblingAtColumn(column));
    line(fields);
}

void addRows(const QAbstractItemModel& model, const QModelIndex& parent, const Line& line) {
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        addRow(index, line);
        addRows(model, index, line);
    }
}

void addHead(const QAbstractItemModel& model, const Line& line) {
    QStringList heads;
    for (int column = 0; column < model.columnCount(); ++column)
        heads << headText(model, column);
    line(heads);
}

} // namespace

QString csvOf(const QAbstractItemModel& model) {
    QString out;
    const Line line = [&out](const QStringList& fields) {
        for (int i = 0; i < fields.size(); ++i)
            out += (i ? QStringLiteral(",") : QString()) + quoted(fields[i]);
        out += QLatin1Char('\n');
    };
    addHead(model, line);
    addRows(model, {}, line);
    return out;
}

QString tabbedText(const QAbstractItemModel& model, const QModelIndexList& rows) {
    QString out;
    const Line line = [&out](const QStringList& fields) {
        for (int i = 0; i < fields.size(); ++i)
            out += (i ? QStringLiteral("\t") : QString()) + oneLine(fields[i]);
        out += QLatin1Char('\n');
    };
    addHead(model, line);
    if (rows.isEmpty())
        addRows(model, {}, line);
    for (const QModelIndex& row : rows)
        addRow(row.siblingAtColumn(0), line);
    return out;
}

} // namespace mantissa::ui
