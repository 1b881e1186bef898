#pragma once
// The handbook's pages (Markdown, compiled in under :/handbook): found by language and searched.
#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>

namespace mantissa::ui::handbook {

/// The folder of the language the window speaks: "" for English, "de", "zh_CN".
QString languageFolder();

/// The page `id` ("tensor") in that folder's language, in English where it has none; empty if there is no
/// such page.
QUrl pageUrl(const QString& id, const QString& folder);

/// The ids of all pages, in the order in which the index lists them (the index first).
QStringList pageIds();

/// A page's first heading, and its text as Markdown; both empty if there is no such page.
QString title(const QUrl& page);
QString text(const QUrl& page);

struct Hit {
    QUrl page;
    QString title;
    QString excerpt; ///< plain text around the first place, one line
    int places;      ///< how often the words occur in the page
};

/// Pages that hold every one of the words (ignoring case), those with the words in their title first, then by
/// places.
QList<Hit> find(const QString& words, const QString& folder);

} // namespace mantissa::ui::handbook
