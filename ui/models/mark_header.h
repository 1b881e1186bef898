#pragma once
// A table's header whose sections show their scheme's marker (SlotRole) before the name.
#include <QHeaderView>

namespace mantissa::ui {

class MarkHeader : public QHeaderView {
    Q_OBJECT
public:
    explicit MarkHeader(QWidget* parent = nullptr);

protected:
    void initStyleOptionForIndex(QStyleOptionHeader* option, int section) const override;
    QSize sectionSizeFromContents(int section) const override;

private:
    QVariant slot(int section) const;
};

} // namespace mantissa::ui
