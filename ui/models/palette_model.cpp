#include "models/palette_model.h"

#include "text/fuzzy_match.h"

#include <algorithm>

namespace mantissa::ui {

void PaletteModel::setEntries(std::vector<PaletteEntry> entries) {
    beginResetModel();
    entries_ = std::move(entries);
    folded_.clear();
    folded_.reserve(entries_.size());
    for (const PaletteEntry& entry : entries_)
        folded_.push_back(entry.text.toCaseFolded());
    rank();
    endResetModel();
}

void PaletteModel::setTyped(const QString& letters) {
    beginResetModel();
    typed_ = letters.toCaseFolded();
    rank();
    endResetModel();
}

void PaletteModel::rank() {
    std::vector<std::pair<int, int>> scores; // score, index
    for (std::size_t i = 0; i < entries_.size(); ++i)
        if (const auto score = fuzzyScore(typed_, folded_[i]))
            scores.emplace_back(*score + entries_[i].weight, static_cast<int>(i));
    const auto better = [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    };
    const std::size_t kept = std::min<std::size_t>(scores.size(), shownAtMost);
    std::partial_sort(scores.begin(), scores.begin() + static_cast<std::ptrdiff_t>(kept), scores.end(),
                      better);
    shown_.clear();
    for (std::size_t i = 0; i < kept; ++i)
        shown_.push_back(scores[i].second);
}

void PaletteModel::run(const QModelIndex& index) const {
    if (index.isValid())
        entries_[static_cast<std::size_t>(shown_[static_cast<std::size_t>(index.row())])].run();
}

int PaletteModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(shown_.size());
}

QVariant PaletteModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    const PaletteEntry& entry =
        entries_[static_cast<std::size_t>(shown_[static_cast<std::size_t>(index.row())])];
    switch (role) {
    case Qt::DisplayRole:
        return entry.text;
    case Qt::AccessibleTextRole:
        return entry.text + QStringLiteral(", ") + entry.kind;
    case KindRole:
        return entry.kind;
    case ShortcutRole:
        return entry.shortcut.toString(QKeySequence::NativeText);
    default:
        return {};
    }
}

} // namespace mantissa::ui
