#include "session/command_of.h"

namespace mantissa::ui {

ReportCommand comparisonOf(const Workbench& workbench, bool exactOnly) {
    ReportCommand command;
    command.model = workbench.model()->path.string();
    if (workbench.original())
        command.original = workbench.original()->path.string();
    command.imatrix = workbench.importancePath().toStdString();
    if (workbench.calibrated())
        command.calibration = workbench.calibrated()->source();
    for (const Candidate& candidate : workbench.candidates()) {
        if (!candidate.shown || (exactOnly && candidate.state != MeasureState::Exact))
            continue;
        if (candidate.scheme)
            command.schemes.push_back(candidate.scheme->text());
        else if (candidate.recipe)
            command.recipes.push_back(candidate.recipe->text());
    }
    return command;
}

} // namespace mantissa::ui
