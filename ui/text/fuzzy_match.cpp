#include "text/fuzzy_match.h"

#include <algorithm>

namespace mantissa::ui {

namespace {

constexpr int letter = 1, beside = 4, wordStart = 6;
constexpr int scale = 1024; // more than a name is long: its length only settles ties

bool startsWord(QStringView name, qsizetype at) {
    return at == 0 || (name[at].isLetterOrNumber() && !name[at - 1].isLetterOrNumber());
}

// The next place of `wanted`, at a word's start if there is one before the end, so that "ffn d" finds
// ffn_down's d.
qsizetype nextPlace(QStringView name, QChar wanted, qsizetype from, bool preferWordStart) {
    const qsizetype first = name.indexOf(wanted, from);
    if (first < 0 || !preferWordStart || first == from)
        return first;
    for (qsizetype at = first; at >= 0; at = name.indexOf(wanted, at + 1))
        if (startsWord(name, at))
            return at;
    return first;
}

std::optional<int> scoreOf(QStringView letters, QStringView name, bool preferWordStart) {
    int score = 0;
    qsizetype from = 0;
    for (const QChar wanted : letters) {
        if (wanted.isSpace())
            continue;
        const qsizetype at = nextPlace(name, wanted, from, preferWordStart);
        if (at < 0)
            return std::nullopt;
        score += letter;
        if (startsWord(name, at))
            score += wordStart;
        else if (at == from && from > 0)
            score += beside;
        from = at + 1;
    }
    return score;
}

} // namespace

std::optional<int> fuzzyScore(QStringView letters, QStringView name) {
    const auto plain = scoreOf(letters, name, false);
    if (!plain)
        return std::nullopt; // leaping to word starts finds nothing that this does not
    const int best = std::max(*plain, scoreOf(letters, name, true).value_or(0));
    return best == 0 ? 0 : best * scale - static_cast<int>(name.size());
}

} // namespace mantissa::ui
