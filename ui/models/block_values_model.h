#pragma once
// The weights of one inspected block: original, code, scale, decoded, error.
#include "analysis/block_inspection.h"

#include <QAbstractTableModel>

namespace mantissa::ui {

class BlockValuesModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Place, Original, Code, Level, Scale, Offset, Decoded, Error, ColumnCount };
    explicit BlockValuesModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    void setBlock(std::optional<InspectedBlock> block);
    void retranslate() { emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1); }
    bool hasCodes() const { return block_ && !block_->codes.empty(); }
    bool hasOffsets() const { return block_ && !block_->offsets.empty(); }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QVariant value(std::size_t element, int column) const;

    std::optional<InspectedBlock> block_;
    double largestError_ = 0;
};

} // namespace mantissa::ui
