// German and Simplified Chinese are complete: every string that lupdate finds in the sources today has a finished
// translation that keeps its placeholders.
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

namespace {

struct Message {
    QString context, source, comment;
    QStringList translations; // one, or one a plural form
    bool unfinished = false;
    bool numerus = false;
};

QList<Message> readMessages(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QXmlStreamReader xml(&file);
    QList<Message> messages;
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == u"name") {
            context = xml.readElementText();
        } else if (xml.name() == u"message") {
            messages.append({context, {}, {}, {}, false, xml.attributes().value(QLatin1String("numerus")) == u"yes"});
        } else if (xml.name() == u"source") {
            messages.last().source = xml.readElementText();
        } else if (xml.name() == u"comment") {
            messages.last().comment = xml.readElementText();
        } else if (xml.name() == u"translation") {
            messages.last().unfinished = xml.attributes().value(QLatin1String("type")) == u"unfinished";
            if (!messages.last().numerus)
                messages.last().translations << xml.readElementText();
        } else if (xml.name() == u"numerusform") {
            messages.last().translations << xml.readElementText();
        }
    }
    return messages;
}

QStringList placeholders(const QString& text)
{
    static const QRegularExpression pattern(QStringLiteral("%L?(?:[1-9]|n)"));
    QStringList found;
    for (auto match = pattern.globalMatch(text); match.hasNext();)
        found << match.next().captured();
    found.sort();
    found.removeDuplicates();
    return found;
}

} // namespace

class TestTranslations : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        // Copies of today's files, brought up to date: what is new shows as unfinished.
        QVERIFY(folder_.isValid());
        const QString source = QStringLiteral(MANTISSA_SOURCE_DIR "/translations/");
        for (const QString& language : {QStringLiteral("de"), QStringLiteral("zh_CN")}) {
            const QString name = QStringLiteral("mantissa_%1.ts").arg(language);
            QVERIFY(QFile::copy(source + name, folder_.filePath(name)));
            QFile::setPermissions(folder_.filePath(name), QFile::ReadOwner | QFile::WriteOwner);
        }
        QCOMPARE(QProcess::execute(source + QStringLiteral("update"), {folder_.path()}), 0);
    }

    void complete_data()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("German") << QStringLiteral("de");
        QTest::newRow("Simplified Chinese") << QStringLiteral("zh_CN");
    }

    void complete()
    {
        QFETCH(QString, language);
        const auto messages = readMessages(folder_.filePath(QStringLiteral("mantissa_%1.ts").arg(language)));
        QVERIFY(messages.size() > 10);
        QStringList missing;
        for (const Message& message : messages) {
            bool bad = message.unfinished || message.translations.isEmpty();
            for (const QString& translation : message.translations) {
                bad = bad || translation.isEmpty();
                // A singular form may drop its %n.
                if (!message.numerus)
                    bad = bad || placeholders(translation) != placeholders(message.source);
            }
            if (bad)
                missing << message.context + QStringLiteral(": ") + message.source;
        }
        QVERIFY2(missing.isEmpty(), qPrintable(QStringLiteral("%1 strings are not translated (or lost a placeholder):\n%2")
                                                   .arg(missing.size())
                                                   .arg(missing.join(u'\n'))));
    }

private:
    QTemporaryDir folder_;
};

QTEST_GUILESS_MAIN(TestTranslations)
#include "tst_translations.moc"
