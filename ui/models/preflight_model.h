#pragma once
// What an export would write: one tensor a row, fallbacks told.
#include "pipeline/export.h"

#include <QAbstractTableModel>

namespace mantissa::ui {

/// One line: how many weights a text calibrates, and what that takes.
QString calibrationText(const CalibrationPlan& plan);

class PreflightModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, From, To, Size, Note, ColumnCount };
    explicit PreflightModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    void setPreflight(Preflight preflight);
    void clear() { setPreflight({}); }
    int fallbacks() const;
    const TensorPlan& plan(int row) const { return preflight_.tensors[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    static QString stored(const TensorPlan& plan);

    Preflight preflight_;
};

} // namespace mantissa::ui
