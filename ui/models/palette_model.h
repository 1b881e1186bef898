#pragma once
// What the command palette lists: entries ranked by how well they fit what was typed.
#include <QAbstractListModel>
#include <QKeySequence>

#include <functional>
#include <vector>

namespace mantissa::ui {

struct PaletteEntry {
    QString text;
    QString kind; ///< "Command", "Tensor", ...: shown beside it
    QKeySequence shortcut;
    std::function<void()> run;
    int weight = 0; ///< added to its score (1024 a point): commands before tensors of the same fit
};

class PaletteModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum { ShortcutRole = Qt::UserRole + 1, KindRole };
    /// More than these are not shown: nobody scrolls that far.
    static constexpr int shownAtMost = 100;

    explicit PaletteModel(QObject* parent = nullptr) : QAbstractListModel(parent) {}
    void setEntries(std::vector<PaletteEntry> entries);
    void setTyped(const QString& letters);
    /// Runs the entry of that row.
    void run(const QModelIndex& index) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    void rank();

    std::vector<PaletteEntry> entries_;
    std::vector<QString> folded_; ///< the texts, case folded
    std::vector<int> shown_;      ///< indices into entries_, best first
    QString typed_;
};

} // namespace mantissa::ui
