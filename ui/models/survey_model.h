#pragma once
// One tensor under every format: a row each, with a check mark for those that are in the comparison.
#include "session/survey_driver.h"

#include <QAbstractTableModel>

namespace mantissa::ui {

class SurveyModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Bits, Error, Bound, Left, Time, ColumnCount };

    SurveyModel(Workbench& workbench, SurveyDriver& driver, QObject* parent = nullptr);

    const SurveyRow& rowAt(int row) const { return driver_.rows()[static_cast<std::size_t>(row)]; }
    /// In the comparison already; null if not.
    const Candidate* candidateAt(int row) const;
    void retranslate();
    QString csv() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    double value(const SurveyRow& row, int column) const; ///< NaN where there is none
    QString cell(const SurveyRow& row, int column) const;
    QString help(const SurveyRow& row, int column) const;
    double largestError() const;

    Workbench& workbench_;
    SurveyDriver& driver_;
    int rows_ = 0; ///< as the views know them
};

} // namespace mantissa::ui
