#pragma once
// One figure of every tensor under every shown candidate: tensors are rows, candidates columns.
#include "models/figure.h"
#include "session/workbench.h"

#include <QAbstractTableModel>

namespace mantissa::ui {

/// What the numbers of the table are.
enum class CompareNumbers {
    Figures,
    Regret,     ///< how much worse than the best of the row; 0 or more
    Difference, ///< the figure minus the reference's, with its sign
};

class CompareModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Type, FirstCandidate };
    explicit CompareModel(Workbench& workbench, QObject* parent = nullptr);

    void setFigure(Figure figure);
    Figure figure() const { return figure_; }
    void setNumbers(CompareNumbers numbers);
    /// The column that differences are told against: the pinned scheme, else the first; 0 for none.
    int referenceColumn() const;
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
        double bestValue = 0; ///< where any column has a figure
        bool known = false;   ///< worked out already
    };
    void rebuild();
    void measured(int id);
    bool sameRows(const Comparison& comparison) const;
    const Measurement* measurement(int row, std::size_t column) const;
    const Ranks& ranks(int row) const;
    Ranks rank(int row) const;
    double number(int row, std::size_t column) const; ///< as `numbers_` says; NaN for none
    QString numberTextOf(double value) const;
    void numbersChanged();
    QString unit() const;
    static QString boundText(const Measurement& measurement);
    QVariant cell(int row, std::size_t column, int role) const;

    Workbench& workbench_;
    Figure figure_ = Figure::RelativeRmse;
    std::vector<Candidate> columns_; ///< copies keep the results alive
    ComparisonPtr rows_;             ///< whose tensors are the rows; null for none
    CompareNumbers numbers_ = CompareNumbers::Figures;
    /// A sort asks for every row again and again.
    mutable std::vector<Ranks> ranks_;
};

} // namespace mantissa::ui
