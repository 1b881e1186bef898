#pragma once
// A certificate's tensors: what was re-read from the file and whether it is what was written.
#include "pipeline/certificate.h"

#include <QAbstractTableModel>

namespace mantissa::ui {

class CertificateModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Stored, Size, BytesEqual, ValuesEqual, Error, Hash, ColumnCount };
    explicit CertificateModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    void setCertificate(Certificate certificate);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    Certificate certificate_;
};

} // namespace mantissa::ui
