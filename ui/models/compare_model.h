#pragma once
// One figure of every tensor under every shown candidate: tensors are rows, candidates columns.
#include "models/figure.h"
#include "session/workbench.h"

#include <QAbstractTableModel>

namespace mantissa::ui {

class CompareModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Type, FirstCandidate };
    explicit CompareModel(Workbench& workbench, QObject* parent = nullptr);

    void setFigure(Figure figure);
    Figure figure() const { return figure_; }
    void retranslate();
    std::shared_ptr<const Tensor> tensorAt(const QModelIndex& index) const;
    int rowOf(const Tensor& tensor) const; ///< -1 for none
    int idAt(int column) const;            ///< 0 for none

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    /// The best and the worst column of a row; -1 where there is nothing to tell apart.
    struct Ranks {
        int best = -1;
        int worst = -1;
    };
    void rebuild();
    void measured(int id);
    bool sameRows(const Comparison& comparison) const;
    const Measurement* measurement(int row, std::size_t column) const;
    Ranks ranks(int row) const;
    QString unit() const;
    QVariant cell(int row, std::size_t column, int role) const;

    Workbench& workbench_;
    Figure figure_ = Figure::RelativeRmse;
    std::vector<Candidate> columns_; ///< copies keep the results alive
    ComparisonPtr rows_;             ///< whose tensors are the rows; null for none
};

} // namespace mantissa::ui
