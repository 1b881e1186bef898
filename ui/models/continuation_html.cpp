#include "models/continuation_html.h"

#include "text/number_text.h"
#include "theme/theme.h"

#include <QCoreApplication>

namespace mantissa::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ContinuationHtml)
};

QString joined(const std::vector<ContinuedToken>& tokens, std::size_t first, std::size_t last) {
    std::string bytes;
    for (std::size_t i = first; i < std::min(last, tokens.size()); ++i)
        bytes += tokens[i].text;
    return text(bytes);
}

QString escaped(const QString& plain) {
    return plain.toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>"));
}

QString span(const QString& style, const QString& plain) {
    return QStringLiteral("<span style=\"%1\">%2</span>").arg(style, escaped(plain));
}

QString stateText(const ContinuationEntry& entry) {
    switch (entry.state) {
    case AccuracyState::Queued:
        return Words::tr("waiting");
    case AccuracyState::Running:
        return Words::tr("writing …");
    case AccuracyState::Failed:
        return QStringLiteral("⚠ ") + entry.problem;
    case AccuracyState::Cancelled:
        return Words::tr("cancelled");
    case AccuracyState::Unknown:
    case AccuracyState::Done:
        break;
    }
    return {};
}

/// The first token that differs; all of them where none does.
std::size_t sameTokens(const ShownContinuation& shown) {
    return shown.original ? commonTokens(shown.entry->continuation, shown.original->continuation)
                          : shown.entry->continuation.tokens.size();
}

bool differs(const ShownContinuation& shown) {
    return shown.original && shown.entry->state == AccuracyState::Done &&
           shown.original->state == AccuracyState::Done &&
           (sameTokens(shown) < shown.entry->continuation.tokens.size() ||
            sameTokens(shown) < shown.original->continuation.tokens.size());
}

QString verdict(const ShownContinuation& shown) {
    const QString state = stateText(*shown.entry);
    if (!state.isEmpty() || !shown.original || shown.original->state != AccuracyState::Done)
        return state;
    const std::size_t same = sameTokens(shown);
    if (!differs(shown))
        return Words::tr("the same as the original");
    if (same == 0)
        return Words::tr("differs from the first token on");
    return Words::tr("the same for %n token(s)", nullptr, static_cast<int>(same));
}

QString endText(const Continuation& continuation) {
    switch (continuation.end) {
    case ContinuationEnd::EndOfText:
        return Words::tr("end of the text");
    case ContinuationEnd::Context:
        return Words::tr("the context is full");
    case ContinuationEnd::Length:
        break;
    }
    return QStringLiteral("…");
}

/// A long prompt need not be read again at each.
QString endOf(const QString& prompt) {
    constexpr qsizetype longest = 90;
    return prompt.size() <= longest ? prompt : QStringLiteral("… ") + prompt.right(longest);
}

QString bodyOf(const ShownContinuation& shown, const ThemeColors& colors) {
    const std::vector<ContinuedToken>& tokens = shown.entry->continuation.tokens;
    const std::size_t same = std::min(sameTokens(shown), tokens.size());
    QString html = escaped(joined(tokens, 0, same));
    if (same < tokens.size()) {
        html += span(QStringLiteral("background:%1;color:%2;font-weight:600;text-decoration:underline")
                         .arg(colors.warningBack.name(), colors.text.name()),
                     joined(tokens, same, same + 1));
        html +=
            span(QStringLiteral("color:%1").arg(colors.text.name()), joined(tokens, same + 1, tokens.size()));
    }
    if (shown.entry->state == AccuracyState::Done)
        html += span(QStringLiteral("color:%1").arg(colors.muted.name()),
                     QStringLiteral(" [") + endText(shown.entry->continuation) + QStringLiteral("]"));
    return html;
}

} // namespace

QString continuationHtml(const ContinuationQuestion& question, const std::vector<ShownContinuation>& all,
                         const QPalette& palette) {
    const ThemeColors& colors = themeColors(palette);
    QString html;
    for (const ShownContinuation& shown : all) {
        html += QStringLiteral("<p style=\"margin-top:10px;margin-bottom:2px\"><b style=\"color:%1\">%2</b> "
                               "<b>%3</b> &nbsp; <span style=\"color:%4\">%5</span></p>")
                    .arg(schemeColor(shown.slot, palette).name(),
                         shown.original ? QStringLiteral("■") : QStringLiteral("□"), escaped(shown.name),
                         colors.muted.name(), escaped(verdict(shown)));
        html += QStringLiteral("<p style=\"margin-top:0;margin-bottom:8px\">") +
                span(QStringLiteral("color:%1").arg(colors.muted.name()), endOf(question.prompt)) +
                bodyOf(shown, colors) + QStringLiteral("</p>");
    }
    return html;
}

QString continuationText(const ContinuationQuestion& question, const std::vector<ShownContinuation>& all) {
    QString out;
    for (const ShownContinuation& shown : all) {
        const QString line = verdict(shown);
        const auto& tokens = shown.entry->continuation.tokens;
        out += shown.name + (line.isEmpty() ? QString() : QStringLiteral(" – ") + line) + QLatin1Char('\n') +
               question.prompt + joined(tokens, 0, tokens.size()) + QStringLiteral("\n\n");
    }
    return out;
}

} // namespace mantissa::ui
