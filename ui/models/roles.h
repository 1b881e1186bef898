#pragma once
// What our item models answer beside Qt's own roles.
#include <Qt>

namespace mantissa::ui {

enum ItemRole {
    SortRole = Qt::UserRole + 1, ///< the raw value behind the text
    FractionRole,                ///< 0..1: how long the bar in the cell is
    SlotRole,                    ///< the scheme slot whose marker the cell shows
    BestRole,                    ///< 1: best of its row, -1: worst
    FindingRole,                 ///< the worst FindingKind of what the row stands for
    DataRole,  ///< what goes into a file: the number in the unit of its column's head, the full name
    IndexRole, ///< of the tensor in the model, or the id of a candidate or job
};

} // namespace mantissa::ui
