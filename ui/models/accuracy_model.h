#pragma once
// The original and the shown candidates with the figures of their evaluation: one a row.
#include "models/accuracy_figure.h"
#include "session/accuracy_driver.h"

#include <QAbstractTableModel>

namespace mantissa::ui {

class AccuracyModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        Name,
        Perplexity,
        Change,
        MeanDivergence,
        SameTop,
        RmsDeltaP,
        RightTop,
        Size,
        State,
        ColumnCount
    };
    AccuracyModel(Workbench& workbench, AccuracyDriver& driver, QObject* parent = nullptr);

    int idAt(const QModelIndex& index) const; ///< AccuracyDriver::original for the first row; -1 for none
    QModelIndex indexOf(int id) const;
    void retranslate();
    /// Every cell as it is shown, tabs between, for a spreadsheet.
    QString tabbedText() const;
    /// For any locale: "." and ",", each estimate and its error in columns of their own.
    QString csv() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        int id = 0;
        int slot = -1;
        QString name;
    };
    void rebuild();
    void changed(int id);
    QVariant figureCell(const Row& row, AccuracyFigure figure, int role) const;
    QString stateText(const Row& row) const;
    std::uint64_t bytesOf(const Row& row) const;
    std::uint64_t sumOriginal() const;
    double largestDivergence() const;

    Workbench& workbench_;
    AccuracyDriver& driver_;
    std::vector<Row> rows_;
    std::uint64_t originalBytes_ = 0; ///< of the weights that candidates quantize; 0 while not known
};

} // namespace mantissa::ui
