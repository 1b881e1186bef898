// The workbench's part that is about order, names and what is shown, not about figures.
#include "session/workbench.h"

#include <algorithm>
#include <utility>

namespace mantissa::ui {

void Workbench::rename(int id, const QString& label) {
    Candidate* candidate = find(id);
    if (!candidate)
        return;
    const QString wanted = label.trimmed() == candidate->name ? QString() : label.trimmed();
    if (std::exchange(candidate->label, wanted) != wanted)
        emit candidatesChanged();
}

void Workbench::move(int id, int place) {
    const auto from = std::find_if(candidates_.begin(), candidates_.end(),
                                   [id](const Candidate& candidate) { return candidate.id == id; });
    if (from == candidates_.end())
        return;
    const auto to = candidates_.begin() + std::clamp(place, 0, static_cast<int>(candidates_.size()) - 1);
    if (to == from)
        return;
    if (to < from)
        std::rotate(to, from, from + 1);
    else
        std::rotate(from, from + 1, to + 1);
    emit candidatesChanged();
}

void Workbench::pin(int id) {
    if (id != 0 && !find(id))
        return;
    if (std::exchange(pinned_, id) == id)
        return;
    if (id != 0) {
        find(id)->shown = true;
        if (candidates_.front().id != id) {
            move(id, 0);
            return;
        }
    }
    emit candidatesChanged();
}

void Workbench::solo(int id) {
    if (id == soloed_ || (id != 0 && !find(id)))
        return;
    if (soloed_ == 0) {
        shownBefore_.clear();
        for (const Candidate& candidate : candidates_)
            if (candidate.shown)
                shownBefore_.push_back(candidate.id);
    }
    soloed_ = id;
    for (Candidate& candidate : candidates_)
        candidate.shown =
            id != 0 ? candidate.id == id || candidate.id == pinned_
                    : std::find(shownBefore_.begin(), shownBefore_.end(), candidate.id) != shownBefore_.end();
    emit candidatesChanged();
}

} // namespace mantissa::ui
