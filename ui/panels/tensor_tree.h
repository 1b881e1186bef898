#pragma once
// A tree whose rows are all of one height and whose figures change by the ten thousand.
#include <QTreeView>

namespace mantissa::ui {

class TensorTree : public QTreeView {
    Q_OBJECT
public:
    using QTreeView::QTreeView;

protected:
    /// QTreeView looks for the place of each changed range among all rows in sight or not, which for 100,000
    /// tensors takes longer than drawing anew what is in sight.
    void dataChanged(const QModelIndex&, const QModelIndex&, const QList<int>&) override {
        viewport()->update();
    }
};

} // namespace mantissa::ui
