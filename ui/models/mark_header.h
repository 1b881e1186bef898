#pragma once
// A table's header in two lines: the scheme's marker (SlotRole) and its format above, the rest of its name
// below; other sections show what is behind their line break in quiet letters. So that eight schemes stand
// side by side.
#include <QHeaderView>

namespace mantissa::ui {

class MarkHeader : public QHeaderView {
    Q_OBJECT
public:
    explicit MarkHeader(QWidget* parent = nullptr);

    /// "INT4,group=128/search" -> "INT4" and "group=128/search"; the second is empty for a bare format.
    static std::pair<QString, QString> twoLines(const QString& name);
    /// Room for one section's text and mark, nothing elided.
    int widthFor(int section) const;

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;
    QSize sectionSizeFromContents(int section) const override;

private:
    QVariant slot(int section) const;
    QString name(int section) const;
};

} // namespace mantissa::ui
