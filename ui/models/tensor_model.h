#pragma once
// The tensors of a model: a flat table, or a tree of groups.
#include "session/findings_driver.h"

#include <QAbstractItemModel>

#include <vector>

namespace mantissa::ui {

enum class Grouping { None, Layer, Role, DType };

/// "Attention Q", "Norm", ... for people.
QString roleText(mantissa::Role role);

class TensorModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Column { Name, Error, Size, Bits, DTypeColumn, ShapeColumn, RoleColumn, Layer, ColumnCount };

    explicit TensorModel(QObject* parent = nullptr) : QAbstractItemModel(parent) {}

    void setModel(ModelPtr model);
    void setGrouping(Grouping grouping);
    Grouping grouping() const { return grouping_; }
    /// The relative RMSE of each tensor under the selected scheme, NaN where it has none; as many as tensors,
    /// or empty.
    void setErrors(std::vector<double> errors);
    /// Marks tensors that something was found in, and the groups that hold them; null: nothing is known.
    void setFindings(FileFindingsPtr findings);
    void retranslate();
    const ModelPtr& model() const { return model_; }
    /// The tensor's place in the model; -1 for a group.
    int tensorNumber(const QModelIndex& index) const;

    std::shared_ptr<const Tensor> tensorAt(const QModelIndex& index) const; ///< null for a group
    QModelIndex indexOf(const Tensor& tensor) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    /// Another model, or other groups: told inside the reset.
    void regrouped();

private:
    struct Group {
        int key = 0; ///< layer, role or dtype
        std::vector<int> tensors = {};
        std::uint64_t bytes = 0;
        std::uint64_t elements = 0;
        int mark = -1;  ///< the worst of what was found in its tensors; -1: nothing
        int marked = 0; ///< tensors that something was found in
    };
    void regroup();
    void markGroups();
    int markOf(int tensor) const;
    QStringList findingLines(int tensor) const;
    int keyOf(const Tensor& tensor) const;
    QString groupName(const Group& group) const;
    QVariant groupData(const Group& group, int column, int role) const;
    QVariant tensorData(int tensor, int column, int role) const;
    QVariant tensorText(int tensor, int column) const;
    QVariant tensorSort(int tensor, int column) const;
    QString tensorHelp(int tensor, int column) const;
    double errorOf(int tensor) const;

    ModelPtr model_;
    Grouping grouping_ = Grouping::Layer;
    std::vector<Group> groups_; ///< in file order of their first tensor
    std::vector<double> errors_;
    double largestError_ = 0;
    FileFindingsPtr findings_;
    std::vector<int> marks_; ///< of each tensor, as in Group; empty where nothing was found
    std::uint64_t largestBytes_ = 0;
};

} // namespace mantissa::ui
