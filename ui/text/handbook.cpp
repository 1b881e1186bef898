#include "text/handbook.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTextDocument>

#include <algorithm>

namespace mantissa::ui::handbook {

namespace {

const QString root = QStringLiteral(":/handbook/");

QString resourceOf(const QUrl& page) {
    return QLatin1Char(':') + page.path();
}

QString excerptAround(const QString& plain, qsizetype place) {
    constexpr qsizetype before = 60, after = 120;
    const qsizetype from = std::max<qsizetype>(0, place - before);
    QString line = plain.mid(from, before + after).simplified();
    if (from > 0)
        line.prepend(QStringLiteral("… "));
    if (from + before + after < plain.size())
        line.append(QStringLiteral(" …"));
    return line;
}

} // namespace

QString languageFolder() {
    //: The folder that holds the handbook in this language: "de" for German, "zh_CN" for Simplified Chinese.
    const QString folder = QCoreApplication::translate("handbook", "en", "folder of the handbook");
    return folder == QLatin1String("en") ? QString() : folder;
}

QUrl pageUrl(const QString& id, const QString& folder) {
    for (const QString& place : {folder.isEmpty() ? QString() : folder + QLatin1Char('/'), QString()})
        if (QFile::exists(root + place + id + QStringLiteral(".md")))
            return QUrl(QStringLiteral("qrc:/handbook/") + place + id + QStringLiteral(".md"));
    return {};
}

QString text(const QUrl& page) {
    QFile file(resourceOf(page));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QString title(const QUrl& page) {
    const QString first = text(page).section(QLatin1Char('\n'), 0, 0);
    return first.startsWith(QLatin1String("# ")) ? first.mid(2) : QString();
}

QStringList pageIds() {
    QStringList ids{QStringLiteral("index")};
    static const QRegularExpression link(QStringLiteral("\\]\\((?:\\.\\./)?([a-z0-9-]+)\\.md\\)"));
    for (auto found = link.globalMatch(text(pageUrl(ids.first(), {}))); found.hasNext();)
        if (const QString id = found.next().captured(1); !ids.contains(id))
            ids << id;
    const QStringList files = QDir(root).entryList({QStringLiteral("*.md")}, QDir::Files, QDir::Name);
    for (const QString& file : files)
        if (const QString id = file.chopped(3); !ids.contains(id))
            ids << id;
    return ids;
}

QList<Hit> find(const QString& words, const QString& folder) {
    const QStringList wanted = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    QList<Hit> hits;
    if (wanted.isEmpty())
        return hits;
    for (const QString& id : pageIds()) {
        const QUrl url = pageUrl(id, folder);
        QTextDocument document;
        document.setMarkdown(text(url));
        const QString plain = document.toPlainText();
        const bool all = std::all_of(wanted.begin(), wanted.end(), [&](const QString& word) {
            return plain.contains(word, Qt::CaseInsensitive);
        });
        if (!all)
            continue;
        int places = 0;
        for (const QString& word : wanted)
            places += static_cast<int>(plain.count(word, Qt::CaseInsensitive));
        const QString name = title(url);
        // The title is on top of the list anyway: show a place in the text where there is one.
        qsizetype place = plain.indexOf(wanted.first(), name.size(), Qt::CaseInsensitive);
        place = std::max<qsizetype>(place, 0);
        hits.append({url, name, excerptAround(plain, place), places});
    }
    std::stable_sort(hits.begin(), hits.end(), [&](const Hit& a, const Hit& b) {
        const bool inA = a.title.contains(wanted.first(), Qt::CaseInsensitive);
        const bool inB = b.title.contains(wanted.first(), Qt::CaseInsensitive);
        return inA != inB ? inA : a.places > b.places;
    });
    return hits;
}

} // namespace mantissa::ui::handbook
