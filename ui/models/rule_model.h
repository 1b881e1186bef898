#pragma once
// A recipe's rules, one a row: pattern, scheme, and how many tensors each reaches. Rows are dragged to
// reorder.
#include "session/recipe_document.h"
#include "tradeoff/rule_matches.h"

#include <QAbstractTableModel>

namespace mantissa::ui {

class RuleModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Pattern, SchemeColumn, Reach, ColumnCount };
    explicit RuleModel(RecipeDocument& document, QObject* parent = nullptr);

    /// In the order of the rules; empty while they are counted.
    void setReach(std::vector<RuleMatches> reach);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    QStringList mimeTypes() const override;
    QMimeData* mimeData(const QModelIndexList& indexes) const override;
    bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                      const QModelIndex& parent) override;

private:
    void documentChanged();
    QString reachText(int row, bool whole) const;

    RecipeDocument& document_;
    QList<RuleDraft> rows_; ///< as the views know them
    std::vector<RuleMatches> reach_;
};

} // namespace mantissa::ui
