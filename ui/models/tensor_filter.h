#pragma once
// Filters tensors by text or regular expression in their name or role, and sorts by raw value. Groups stay
// while one of their tensors does. Made for 100,000 tensors: what is accepted is decided once for each, and a
// new filter resets the views (taking rows out one run after another would be quadratic).
#include "models/tensor_model.h"

#include <QRegularExpression>
#include <QSortFilterProxyModel>

#include <functional>

namespace mantissa::ui {

class TensorFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    /// The model must outlive the filter.
    explicit TensorFilter(TensorModel& model, QObject* parent = nullptr);
    /// False when the regular expression is wrong; then the old filter stays.
    bool setFilter(const QString& pattern, bool regularExpression);
    /// How many tensors pass.
    std::size_t accepted() const { return count_; }

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    using Test = std::function<bool(const Tensor&)>;
    Test test() const;
    void decide();

    TensorModel& model_;
    QString pattern_;
    std::optional<QRegularExpression> expression_;
    std::vector<bool> passes_; ///< by the tensor's place in the model; empty: all
    std::size_t count_ = 0;
};

} // namespace mantissa::ui
