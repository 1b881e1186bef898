#include "models/mark_header.h"

#include "models/roles.h"
#include "theme/theme.h"

namespace mantissa::ui {

namespace {
constexpr int markWidth = 18; // of the icon and the space after it
}

MarkHeader::MarkHeader(QWidget* parent) : QHeaderView(Qt::Horizontal, parent) {
    setSectionsClickable(true);
    setHighlightSections(false);
    setTextElideMode(Qt::ElideRight);
}

QVariant MarkHeader::slot(int section) const {
    return model() ? model()->headerData(section, Qt::Horizontal, SlotRole) : QVariant();
}

void MarkHeader::initStyleOptionForIndex(QStyleOptionHeader* option, int section) const {
    QHeaderView::initStyleOptionForIndex(option, section);
    const QVariant mark = slot(section);
    if (mark.isValid())
        option->icon = schemeIcon(mark.toInt(), palette());
}

QSize MarkHeader::sectionSizeFromContents(int section) const {
    return QHeaderView::sectionSizeFromContents(section) + QSize(slot(section).isValid() ? markWidth : 0, 0);
}

} // namespace mantissa::ui
