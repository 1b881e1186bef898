#pragma once
// The bytes of one inspected block, one field a row: where they lie, what they are, what they hold.
#include "analysis/block_inspection.h"

#include <QAbstractTableModel>

namespace mantissa::ui {

class BlockFieldsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Offset, Holds, Meaning, Bytes, ColumnCount };
    explicit BlockFieldsModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    void setFields(std::vector<InspectedField> fields);
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<InspectedField> fields_;
};

} // namespace mantissa::ui
