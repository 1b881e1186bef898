#pragma once
// The first column of a table, kept in sight while the others are scrolled sideways: a second view of the
// same rows and the same selection that lies on the first one's left edge, and is there only when needed.
#include <QTableView>

namespace mantissa::ui {

class FrozenColumn : public QTableView {
    Q_OBJECT
public:
    /// Belongs to the table, whose header must be a MarkHeader.
    explicit FrozenColumn(QTableView* table);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void follow();
    void hideOthers();
    QTableView* table_;
};

} // namespace mantissa::ui
