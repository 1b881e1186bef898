#include "text/breakable.h"

namespace mantissa::ui {

QString breakable(const QString& text) {
    constexpr QChar zeroWidthSpace(0x200B);
    constexpr int longestRun = 12; // where a word offers no place of its own
    QString out;
    int run = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        out += c;
        run = c.isSpace() ? 0 : run + 1;
        const bool inside = i + 1 < text.size() && !c.isSpace() && !text[i + 1].isSpace();
        const bool joint = QStringLiteral("/\\._-=").contains(c);
        if (inside && !c.isHighSurrogate() && (joint || run >= longestRun)) {
            // Between digits a point belongs to a number.
            if (joint && c == QLatin1Char('.') && text[i + 1].isDigit() && i > 0 && text[i - 1].isDigit())
                continue;
            if (!joint && text[i + 1].isLetterOrNumber() && run < 2 * longestRun)
                continue; // an ordinary long word
            out += zeroWidthSpace;
            run = 0;
        }
    }
    return out;
}

} // namespace mantissa::ui
