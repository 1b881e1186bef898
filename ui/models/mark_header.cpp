#include "models/mark_header.h"

#include "models/roles.h"
#include "theme/theme.h"

#include <QPainter>

namespace mantissa::ui {

namespace {
constexpr int markSize = 10;
constexpr int gap = 4;     // between mark and name
constexpr int padding = 4; // left and right of all
} // namespace

MarkHeader::MarkHeader(QWidget* parent) : QHeaderView(Qt::Horizontal, parent) {
    setSectionsClickable(true);
    setHighlightSections(false);
}

QVariant MarkHeader::slot(int section) const {
    return model() ? model()->headerData(section, Qt::Horizontal, SlotRole) : QVariant();
}

QString MarkHeader::name(int section) const {
    return model() ? model()->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString() : QString();
}

std::pair<QString, QString> MarkHeader::twoLines(const QString& name) {
    qsizetype cut = name.indexOf(QLatin1Char('\n'));
    if (cut < 0)
        cut = name.indexOf(QLatin1Char(','));
    if (cut >= 0)
        return {name.left(cut), name.mid(cut + 1)};
    cut = name.indexOf(QLatin1Char('/'));
    return cut < 0 ? std::pair(name, QString()) : std::pair(name.left(cut), name.mid(cut));
}

int MarkHeader::widthFor(int section) const {
    const auto [above, below] = twoLines(name(section));
    const QFontMetrics metrics(font());
    const int mark = slot(section).isValid() ? markSize + gap : 0;
    const int sorted = isSortIndicatorShown() && sortIndicatorSection() == section ? 14 : 0;
    return qMax(metrics.horizontalAdvance(above) + mark + sorted, metrics.horizontalAdvance(below)) +
           2 * padding;
}

QSize MarkHeader::sectionSizeFromContents(int section) const {
    return {widthFor(section), 2 * QFontMetrics(font()).height() + 8};
}

void MarkHeader::paintSection(QPainter* painter, const QRect& rect, int section) const {
    // The style draws ground, border and sort arrow; the words are ours.
    QStyleOptionHeader ground;
    initStyleOption(&ground);
    ground.rect = rect;
    ground.section = section;
    if (isSortIndicatorShown() && sortIndicatorSection() == section)
        ground.sortIndicator = sortIndicatorOrder() == Qt::AscendingOrder ? QStyleOptionHeader::SortDown
                                                                          : QStyleOptionHeader::SortUp;
    painter->save();
    style()->drawControl(QStyle::CE_Header, &ground, painter, this);
    painter->restore();

    const auto [above, below] = twoLines(name(section));
    const QFontMetrics metrics(font());
    QRect inside = rect.adjusted(padding, 4, -padding, -4);
    if (ground.sortIndicator != QStyleOptionHeader::None)
        inside.setRight(inside.right() - 14);
    const QVariant mark = slot(section);
    const Qt::Alignment side = mark.isValid() ? Qt::AlignRight : Qt::AlignLeft;
    painter->save();
    painter->setFont(font());
    QRect line(inside.left(), inside.top(), inside.width(), metrics.height());
    if (below.isEmpty() && !mark.isValid())
        line.moveTop(inside.center().y() - line.height() / 2);
    const QString first =
        metrics.elidedText(above, Qt::ElideRight, line.width() - (mark.isValid() ? markSize + gap : 0));
    painter->setPen(palette().color(QPalette::WindowText));
    painter->drawText(line, int(side | Qt::AlignVCenter), first);
    if (mark.isValid()) {
        const int left = line.right() - metrics.horizontalAdvance(first) - gap - markSize;
        drawMarker(*painter, QRectF(left, line.center().y() - markSize / 2.0, markSize, markSize),
                   mark.toInt(), palette());
    }
    line.translate(0, metrics.height());
    painter->setPen(themeColors(palette()).muted);
    painter->drawText(line, int(side | Qt::AlignVCenter),
                      metrics.elidedText(below, Qt::ElideRight, line.width()));
    painter->restore();
}

} // namespace mantissa::ui
