#pragma once
// What was found in a file, one row each: how grave, where, what.
#include "session/findings_driver.h"

#include <QAbstractTableModel>

namespace mantissa::ui {

QString kindText(FindingKind kind); ///< "Problem"

class FindingModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Kind, Name, What, ColumnCount };
    explicit FindingModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    void setFindings(FileFindingsPtr findings); ///< null empties the table
    void retranslate();
    const Finding& findingAt(int row) const { return findings_->all[static_cast<std::size_t>(row)]; }
    int firstRowOf(const Tensor& tensor) const; ///< -1 where nothing was found
    /// The whole list with its reasons and advice; separated by tabs it pastes into a table.
    QString listed(QChar separator) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    static QString cell(const Finding& finding, int column);

    FileFindingsPtr findings_;
};

} // namespace mantissa::ui
