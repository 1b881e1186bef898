#pragma once
// Filters tensors by text or regular expression in their name or role, and sorts by raw value. Groups stay
// while one of their tensors does.
#include <QRegularExpression>
#include <QSortFilterProxyModel>

namespace mantissa::ui {

class TensorFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit TensorFilter(QObject* parent = nullptr);
    /// False when the regular expression is wrong; then the old filter stays.
    bool setFilter(const QString& pattern, bool regularExpression);

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    QRegularExpression expression_;
};

} // namespace mantissa::ui
