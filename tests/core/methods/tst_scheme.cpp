// Scheme text: what parses, what it canonically reads, and what errors say.
#include "formats/registry.h"
#include "methods/registry.h"
#include "methods/scheme.h"

#include <QTest>
#include <algorithm>

using namespace mantissa;

namespace {

// Every value that a person may pick for a parameter: its ends, what menus offer, all choices.
std::vector<std::string> someValues(const ParameterInfo& info) {
    switch (info.kind) {
    case ParameterKind::Boolean:
        return {"true", "false"};
    case ParameterKind::Choice:
        return info.choices;
    case ParameterKind::Integer: {
        std::vector<std::string> values{std::to_string(static_cast<std::int64_t>(info.minimum)),
                                        std::to_string(static_cast<std::int64_t>(info.maximum))};
        for (const std::int64_t value : info.common)
            values.push_back(std::to_string(value));
        return values;
    }
    case ParameterKind::Real:
        break;
    }
    return {argumentText(info.minimum), argumentText(info.maximum)};
}

QString message(const Error& error) {
    return QString::fromStdString(error.describe());
}

} // namespace

class TestScheme : public QObject {
    Q_OBJECT

private slots:
    void canonicalText_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("canonical");
        QTest::newRow("default method") << "F16"
                                        << "F16";
        QTest::newRow("default method named") << "F16/ggml"
                                              << "F16";
        QTest::newRow("other method") << "BF16/rtn"
                                      << "BF16/rtn";
        QTest::newRow("case") << "bf16/RTN"
                              << "BF16/rtn";
    }
    void canonicalText() {
        QFETCH(QString, text);
        QFETCH(QString, canonical);
        const auto scheme = parseScheme(text.toStdString());
        QVERIFY2(scheme, scheme ? "" : qPrintable(message(scheme.error())));
        QCOMPARE(QString::fromStdString(scheme->text()), canonical);
    }

    // parse(text(s)) == s for every format, method and parameter value of the registries.
    void textReadsBack() {
        int tried = 0;
        for (const FormatEntry* entry : formats()) {
            std::vector<std::string> texts{entry->info.id};
            for (const ParameterInfo& parameter : entry->info.parameters) {
                for (const std::string& value : someValues(parameter))
                    texts.push_back(entry->info.id + "," + parameter.name + "=" + value);
            }
            for (const std::string& text : texts) {
                const auto format = parseFormat(text);
                if (!format) { // a combination that the format refuses
                    QCOMPARE(format.error().code(), ErrorCode::InvalidArgument);
                    continue;
                }
                for (const Method* method : methods()) {
                    if (!method->accepts(**format))
                        continue;
                    const auto scheme = parseScheme(text + "/" + method->info().id);
                    QVERIFY2(scheme, text.c_str());
                    const auto again = parseScheme(scheme->text());
                    QVERIFY2(again, scheme->text().c_str());
                    QVERIFY(*again == *scheme);
                    QVERIFY(again->method == method);
                    ++tried;
                }
            }
        }
        QVERIFY(tried > 4);
    }

    void everyFormatHasADefaultMethod() {
        for (const FormatEntry* entry : formats()) {
            const auto scheme = parseScheme(entry->info.id);
            QVERIFY2(scheme, entry->info.id.c_str());
            QCOMPARE(scheme->text(), entry->info.id);
            QVERIFY(!entry->info.source.empty());
            QVERIFY(!translated(entry->info.description).empty());
        }
    }

    void errors_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("says");
        const auto notFound = static_cast<int>(ErrorCode::NotFound);
        const auto invalid = static_cast<int>(ErrorCode::InvalidArgument);
        QTest::newRow("empty") << "" << notFound << "There are: F16";
        QTest::newRow("near") << "BF17" << notFound << "Did you mean BF16";
        QTest::newRow("far") << "banana" << notFound << "There are: F16";
        QTest::newRow("method near") << "F16/serch" << notFound << "Did you mean search";
        QTest::newRow("method empty") << "F16/" << notFound << "rtn, ggml, search";
        QTest::newRow("two methods") << "F16/rtn/rtn" << notFound << "rtn/rtn";
        QTest::newRow("no parameters") << "F16,group=3" << invalid << "there are none";
        QTest::newRow("no value") << "F16,group" << invalid << "name=value";
        QTest::newRow("trailing comma") << "F16," << invalid << "name=value";
        QTest::newRow("method parameter") << "F16/rtn,x=1" << invalid << "there are none";
        QTest::newRow("hostile length") << QString(1 << 20, 'x') << notFound << "There are";
    }
    void errors() {
        QFETCH(QString, text);
        QFETCH(int, code);
        QFETCH(QString, says);
        const auto scheme = parseScheme(text.toStdString());
        QVERIFY(!scheme);
        QCOMPARE(static_cast<int>(scheme.error().code()), code);
        QVERIFY2(message(scheme.error()).contains(says), qPrintable(message(scheme.error())));
    }
};

QTEST_APPLESS_MAIN(TestScheme)
#include "tst_scheme.moc"
