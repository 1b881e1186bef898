#pragma once
// Continuations as rich text: what two share in plain letters, the first difference marked, what follows it
// in quiet ones.
#include "session/continuation_driver.h"

#include <QPalette>

namespace mantissa::ui {

struct ShownContinuation {
    QString name;
    int slot = -1;
    const ContinuationEntry* entry = nullptr;
    const ContinuationEntry* original = nullptr; ///< null: it is the original itself
};

/// Everything in it is escaped: a model may write anything.
QString continuationHtml(const ContinuationQuestion& question, const std::vector<ShownContinuation>& all,
                         const QPalette& palette);
/// The same without marks, for the clipboard.
QString continuationText(const ContinuationQuestion& question, const std::vector<ShownContinuation>& all);

} // namespace mantissa::ui
