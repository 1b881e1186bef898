#pragma once
// Every key of the file with its type and value.
#include "files/metadata.h"

#include <QAbstractTableModel>

#include <memory>

namespace mantissa::ui {

class MetadataModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Key, Value, Type, ColumnCount };
    explicit MetadataModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    /// The shared owner keeps the entries alive.
    void setMetadata(std::shared_ptr<const Metadata> metadata);
    void retranslate() { emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1); }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::shared_ptr<const Metadata> metadata_;
};

} // namespace mantissa::ui
