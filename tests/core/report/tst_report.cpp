// Reports hold what was measured, stand alone, and are safe whatever a file calls its tensors.
#include "report/command_line.h"
#include "report/exported_comparison.h"
#include "report/html/axis.h"
#include "report/html/html_text.h"
#include "report/number_text.h"
#include "report/report.h"
#include "report/worst_tensors.h"
#include "support/made_model.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <cmath>
#include <cstring>

using namespace mantissa;

namespace {

const std::string hostile = "blk.0.<script>alert('1')</script>&\"x,y\"\n\x80.weight";

std::vector<Scheme> schemes(std::initializer_list<const char*> texts) {
    std::vector<Scheme> result;
    for (const char* text : texts)
        result.push_back(*parseScheme(text));
    return result;
}

ReportContent contentOf(const ModelPtr& model, const std::vector<Scheme>& asked) {
    ReportContent content;
    content.model = model;
    content.comparison = *compare(model, asked, {}, Task());
    content.date = "2025-01-02T03:04:05Z";
    content.environment = "a machine";
    content.command = "mantissa-cli report <model>";
    if (!studyWorstTensors(content, {}, nullptr, 6, Task()))
        qFatal("no studies");
    return content;
}

ReportContent tinyContent() {
    static const ModelPtr model = *openModel(MANTISSA_TEST_DATA "/tinystories-656k");
    return contentOf(model, schemes({"Q4_K", "Q8_0", "INT4,group=64", "BF16"}));
}

ReportContent hostileContent() {
    MadeModel made;
    made.model.path = "/models/<b>bold</b>.gguf";
    Tensor& tensor = made.add(hostile, {4, 256}, DType::F32, {Role::FeedForwardUp, 0});
    auto values = std::make_shared<std::vector<float>>(1024);
    for (std::size_t i = 0; i < values->size(); ++i)
        (*values)[i] = std::sin(static_cast<float>(i));
    tensor.bytes = std::as_bytes(std::span(*values));
    tensor.owner = values;
    return contentOf(std::make_shared<Model>(made.model), schemes({"Q4_0", "Q8_0"}));
}

Certificate certificateOf(bool equal) {
    Certificate certificate;
    certificate.file = "out.gguf";
    certificate.recipe = "Q4_K_M\nffn=<Q6_K>";
    certificate.bytes = certificate.planned = 1234;
    certificate.sha256 = std::string(64, 'a');
    certificate.tensors.push_back(
        {"blk.0.attn_q.weight", "Q4_K", "Q4_K", 144, std::string(64, 'b'), equal, true, false, 0.07});
    return certificate;
}

QString page(const ReportContent& content) {
    return QString::fromUtf8(QByteArray::fromStdString(renderReport(content, ReportFormat::Html)));
}

// The pages are also well-formed XML once the doctype and what HTML leaves open is set aside: a missing end
// tag, an unescaped "<" or a bad attribute is found by an XML parser.
void wellFormed(QString page) {
    page.remove("<!DOCTYPE html>");
    page.replace(QRegularExpression("<meta ([^>]*)>"), "<meta \\1/>");
    page.replace("&nbsp;", " ");
    page.remove(QRegularExpression("<script>.*</script>", QRegularExpression::DotMatchesEverythingOption));
    QXmlStreamReader reader(page);
    while (!reader.atEnd())
        reader.readNext();
    QVERIFY2(!reader.hasError(),
             qPrintable(QString("%1 at line %2").arg(reader.errorString()).arg(reader.lineNumber())));
}

std::vector<QStringList> csvRows(const QString& text) {
    std::vector<QStringList> rows(1);
    QString cell;
    bool inside = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (inside && c == '"' && i + 1 < text.size() && text[i + 1] == '"')
            cell += text[++i];
        else if (c == '"')
            inside = !inside;
        else if (!inside && (c == ',' || c == '\n')) {
            rows.back() << cell;
            cell.clear();
            if (c == '\n')
                rows.emplace_back();
        } else if (inside || c != '\r')
            cell += c;
    }
    rows.pop_back();
    return rows;
}

} // namespace

class TestReport : public QObject {
    Q_OBJECT
private slots:
    void formatsFollowTheName_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("format");
        QTest::newRow("html") << "a/b.html" << static_cast<int>(ReportFormat::Html);
        QTest::newRow("capital") << "REPORT.HTM" << static_cast<int>(ReportFormat::Html);
        QTest::newRow("json") << "r.json" << static_cast<int>(ReportFormat::Json);
        QTest::newRow("csv") << "r.csv" << static_cast<int>(ReportFormat::Csv);
        QTest::newRow("pdf") << "r.pdf" << -1;
        QTest::newRow("none") << "report" << -1;
    }
    void formatsFollowTheName() {
        QFETCH(QString, name);
        QFETCH(int, format);
        const auto result = reportFormatOf(name.toStdString());
        QCOMPARE(result ? static_cast<int>(*result) : -1, format);
        if (!result)
            QCOMPARE(result.error().code(), ErrorCode::InvalidArgument);
    }

    void htmlIsWellFormed() {
        ReportContent content = tinyContent();
        wellFormed(page(content));
        content.certificate = certificateOf(true);
        wellFormed(page(content));
        wellFormed(page(hostileContent()));
        wellFormed(page({}));
    }

    void htmlStandsAlone() {
        const QString text = page(tinyContent());
        QVERIFY(!text.contains(QRegularExpression("(src|href)\\s*=")));
        QVERIFY(!text.contains("url("));
        QVERIFY(!text.contains("@import"));
        QVERIFY(!text.contains("http"));
    }

    void htmlHoldsWhatWasMeasured() {
        const ReportContent content = tinyContent();
        const QString text = page(content);
        for (const SchemeTotal& total : content.comparison->totals) {
            QVERIFY(text.contains(QString::fromStdString(total.scheme)));
            QVERIFY(text.contains(QString::fromStdString(percentText(figures(total.sums).relativeRmse))));
        }
        for (const ComparedTensor& compared : content.comparison->tensors)
            QVERIFY(text.contains(QString::fromStdString(compared.tensor->name)));
        QVERIFY(text.contains("Rows of 128 do not fit Q4_K; Q5_0 is used instead."));
        QVERIFY(text.contains("a machine"));
        QVERIFY(text.contains("mantissa-cli report &lt;model&gt;"));
        // Trade-off, layers, and of each lossy scheme values and errors.
        QCOMPARE(text.count("<svg class=\"chart\""), qsizetype{2 + 3 * 2});
        QCOMPARE(content.studies.size(), std::size_t{3}); // BF16 is an exact copy of BF16
    }

    void noNameCanEscape() {
        const QString text = page(hostileContent());
        QVERIFY(!text.contains("<script>alert"));
        QVERIFY(!text.contains("<b>bold</b>"));
        QVERIFY(text.contains("&lt;script&gt;alert(&#39;1&#39;)"));
    }

    void escapingMakesGoodUtf8_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        const QByteArray bad("\xEF\xBF\xBD");
        QTest::newRow("plain") << QByteArray("a.b_c-1") << QByteArray("a.b_c-1");
        QTest::newRow("markup") << QByteArray("<a href=\"'\">&")
                                << QByteArray("&lt;a href=&quot;&#39;&quot;&gt;&amp;");
        QTest::newRow("Chinese") << QByteArray("权重 σ") << QByteArray("权重 σ");
        QTest::newRow("stray") << QByteArray("a\x80z") << "a" + bad + "z";
        QTest::newRow("cut") << QByteArray("a\xE6\x9D") << "a" + bad + bad;
        QTest::newRow("overlong") << QByteArray("\xC0\xAF") << bad + bad;
        QTest::newRow("surrogate") << QByteArray("\xED\xA0\x80") << bad + bad + bad;
        QTest::newRow("control") << QByteArray("a\x1b[2Jb\x01") << "a" + bad + "[2Jb" + bad;
    }
    void escapingMakesGoodUtf8() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        QCOMPARE(QByteArray::fromStdString(html::escaped(text.toStdString())), expected);
    }

    void certificatesShow() {
        ReportContent content = tinyContent();
        content.certificate = certificateOf(true);
        QVERIFY(page(content).contains("bit for bit"));
        QVERIFY(page(content).contains(QString(64, 'a')));
        QVERIFY(page(content).contains("ffn=&lt;Q6_K&gt;"));
        content.certificate = certificateOf(false);
        QVERIFY(page(content).contains("DIFFERENT"));
        QVERIFY(page(content).contains("NOT what was encoded"));
        const auto json =
            QJsonDocument::fromJson(QByteArray::fromStdString(renderReport(content, ReportFormat::Json)));
        QCOMPARE(json["certificate"]["valid"].toBool(true), false);
        QCOMPARE(json["certificate"]["tensors"][0]["bytesEqual"].toBool(true), false);
    }

    void jsonHoldsWhatWasMeasured() {
        const ReportContent content = tinyContent();
        const auto json =
            QJsonDocument::fromJson(QByteArray::fromStdString(renderReport(content, ReportFormat::Json)));
        const Comparison& comparison = *content.comparison;
        QCOMPARE(static_cast<std::size_t>(json["schemes"].toArray().size()), comparison.totals.size());
        QCOMPARE(static_cast<std::size_t>(json["tensors"].toArray().size()), comparison.tensors.size());
        QCOMPARE(json["schemes"][0]["relativeRmse"].toDouble(),
                 figures(comparison.totals[0].sums).relativeRmse);
        QVERIFY(json["schemes"][3]["sqnrDb"].isNull());
        QCOMPARE(json["date"].toString(), QString("2025-01-02T03:04:05Z"));
        QCOMPARE(static_cast<std::size_t>(json["studies"].toArray().size()), content.studies.size());
        QCOMPARE(static_cast<std::size_t>(json["studies"][0]["original"]["counts"].toArray().size()),
                 content.studies[0]->original.counts.size());
    }

    void csvHoldsWhatWasMeasured() {
        const ReportContent content = tinyContent();
        const Comparison& comparison = *content.comparison;
        const auto rows = csvRows(QString::fromStdString(renderReport(content, ReportFormat::Csv)));
        const std::size_t count = comparison.totals.size();
        QCOMPARE(rows.size(), 1 + count + comparison.tensors.size() * count);
        for (const QStringList& row : rows)
            QCOMPARE(row.size(), qsizetype{16});
        for (std::size_t t = 0; t < comparison.tensors.size(); ++t) {
            for (std::size_t s = 0; s < count; ++s) {
                const QStringList& row = rows[1 + count + t * count + s];
                const Measurement& measured = comparison.tensors[t].schemes[s];
                QCOMPARE(row[0].toStdString(), comparison.tensors[t].tensor->name);
                QCOMPARE(row[3].toStdString(), comparison.totals[s].scheme);
                QCOMPARE(row[4].toStdString(), measured.used);
                QCOMPARE(row[5].toULongLong(), measured.bytes);
                QCOMPARE(row[8].toDouble(), figures(measured.sums).relativeRmse);
                QCOMPARE(row[13].toDouble(), std::exp2(-measured.bitsPerWeight));
                QCOMPARE(row[15].isEmpty(), measured.sums.error2 == 0);
            }
        }
    }

    void csvQuotes() {
        ReportContent content = hostileContent();
        const auto rows =
            csvRows(QString::fromUtf8(QByteArray::fromStdString(renderReport(content, ReportFormat::Csv))));
        QCOMPARE(rows.size(), std::size_t{1 + 2 + 2});
        QVERIFY(rows[3][0].contains("\"x,y\"\n"));
    }

    void commandsSurviveTheShell_data() {
        QTest::addColumn<QString>("word");
        QTest::newRow("plain") << "Q4_K/search";
        QTest::newRow("lines") << "Q4_K_M\nffn_down=Q6_K";
        QTest::newRow("quotes") << "it's \"$HOME\" `id` \\";
        QTest::newRow("empty") << "";
        QTest::newRow("Chinese") << QString::fromUtf8("模型 文件");
    }
    void commandsSurviveTheShell() {
        QFETCH(QString, word);
        QProcess shell;
        shell.start("sh", {"-c", "printf %s " + QString::fromStdString(shellQuoted(word.toStdString()))});
        QVERIFY(shell.waitForFinished());
        QCOMPARE(QString::fromUtf8(shell.readAllStandardOutput()), word);
    }

    void commandsNameEverything() {
        const ReportCommand command{"m.gguf", {"Q8_0"}, {"Q4_K_M\nv=Q6_K"}, "ffn", "o", "i.gguf", "r.html"};
        QCOMPARE(QString::fromStdString(commandLine(command)),
                 QString("mantissa-cli report m.gguf --scheme Q8_0 --recipe 'Q4_K_M\nv=Q6_K' --tensors ffn "
                         "--original o --imatrix i.gguf -o r.html"));
    }

    void exportsShow() {
        const QTemporaryDir folder;
        const ModelPtr model = *openModel(MANTISSA_TEST_DATA "/tinystories-656k");
        ExportOptions options;
        options.target = std::filesystem::path(folder.path().toStdString()) / "out.safetensors";
        options.container = ExportContainer::Safetensors;
        options.recipe = *parseRecipe("Q4_K\nno-such-name=Q8_0");
        ReportContent content;
        content.model = model;
        content.preflight = *preflight(model, options);
        content.certificate = *exportModel(model, options, Task());
        content.comparison =
            exportedComparison(model, oneLine(options.recipe), *content.preflight, *content.certificate);
        const QString html = page(content);
        wellFormed(html);
        for (const CertifiedTensor& tensor : content.certificate->tensors)
            QVERIFY(html.contains(QString::fromStdString(tensor.sha256)));
        for (const char* words : {"Pre-flight", "fits the name of no tensor", "bit for bit", "Q4_K"})
            QVERIFY2(html.contains(words), words);
        const auto json =
            QJsonDocument::fromJson(QByteArray::fromStdString(renderReport(content, ReportFormat::Json)));
        QCOMPARE(static_cast<std::uint64_t>(json["preflight"]["fileBytes"].toInteger()),
                 content.certificate->bytes);
        QCOMPARE(json["certificate"]["sha256"].toString().toStdString(), content.certificate->sha256);
        // What was written is what compare() measures, but for the rounding to the file's BF16.
        const auto measured = *compare(model, schemes({"Q4_K"}), {}, Task());
        const double expected = figures(measured->totals[0].sums).relativeRmse;
        QVERIFY(std::abs(json["schemes"][0]["relativeRmse"].toDouble() - expected) < 0.01 * expected);
        QCOMPARE(content.comparison->tensors.size(), measured->tensors.size());

        const auto rows = csvRows(QString::fromStdString(renderReport(content, ReportFormat::Csv)));
        QCOMPARE(rows.size(), 2 + content.certificate->tensors.size());
        for (const QStringList& row : rows)
            QCOMPARE(row.size(), qsizetype{17});
        QCOMPARE(rows[1][14].toStdString(), content.certificate->sha256);
        for (std::size_t i = 0; i < content.certificate->tensors.size(); ++i) {
            const CertifiedTensor& tensor = content.certificate->tensors[i];
            QCOMPARE(rows[2 + i][0].toStdString(), tensor.name);
            QCOMPARE(rows[2 + i][9].toDouble(), tensor.relativeRmse);
            QCOMPARE(rows[2 + i][14].toStdString(), tensor.sha256);
            QCOMPARE(rows[2 + i][15], QString("yes"));
        }
    }

    void isWrittenWhole() {
        const QTemporaryDir folder;
        const std::filesystem::path target =
            std::filesystem::path(folder.path().toStdString()) / "report.html";
        const ReportContent content = tinyContent();
        QVERIFY(writeReport(content, target).has_value());
        QFile file(QString::fromStdString(target.string()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().toStdString(), renderReport(content, ReportFormat::Html));
        const auto refused = writeReport(content, "/nowhere/at/all/report.html");
        QVERIFY(!refused);
        QCOMPARE(refused.error().code(), ErrorCode::CannotWrite);
    }

    void theWorstTensorIsStudied() {
        const ReportContent content = tinyContent();
        for (std::size_t s = 0; s < content.studies.size(); ++s) {
            double worst = 0;
            std::string name;
            for (const ComparedTensor& compared : content.comparison->tensors) {
                const double error = figures(compared.schemes[s].sums).relativeRmse;
                if (error > worst) {
                    worst = error;
                    name = compared.tensor->name;
                }
            }
            QCOMPARE(content.studyTensors[s], name);
            QVERIFY(std::abs(figures(content.studies[s]->sums).relativeRmse - worst) < 1e-12);
        }
    }

    void numbersReadWell_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const std::string& text, const char* expected) {
            QTest::newRow(expected) << QString::fromStdString(text) << QString::fromUtf8(expected);
        };
        row(bytesText(0), "0 B");
        row(bytesText(999), "999 B");
        row(bytesText(1000), "1.00 kB");
        row(bytesText(999'499), "999 kB");
        row(bytesText(999'500), "1.00 MB");
        row(bytesText(3'714'000'000), "3.71 GB");
        row(percentText(0.0694), "6.94 %");
        row(percentText(0), "0 %");
        row(percentText(1), "100 %");
        row(percentText(0.000001), "1.0e-04 %");
        row(percentText(INFINITY), "∞");
        row(fixedText(INFINITY, 2), "∞");
        row(fixedText(-INFINITY, 2), "−∞");
        row(fixedText(std::nan(""), 2), "–");
        row(shortText(0.0001234), "0.000123");
        row(countText(1'234'567), "1\u202F234\u202F567");
        row(countText(12), "12");
    }
    void numbersReadWell() {
        QFETCH(QString, text);
        QTEST(text, "expected");
    }

    void axesHaveFewTicks_data() {
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::addColumn<bool>("logarithmic");
        for (const bool logarithmic : {false, true}) {
            const char* kind = logarithmic ? "log" : "linear";
            QTest::addRow("%s small", kind) << 0.001 << 0.0011 << logarithmic;
            QTest::addRow("%s wide", kind) << 1e-6 << 1e6 << logarithmic;
            QTest::addRow("%s same", kind) << 0.07 << 0.07 << logarithmic;
            QTest::addRow("%s bytes", kind) << 1.8e6 << 3.9e6 << logarithmic;
        }
    }
    void axesHaveFewTicks() {
        QFETCH(double, low);
        QFETCH(double, high);
        QFETCH(bool, logarithmic);
        const html::Axis axis = logarithmic ? html::Axis::logarithmic(low, high, 100, 500)
                                            : html::Axis::linear(low, high, 100, 500);
        QVERIFY(axis.ticks().size() <= 9);
        QVERIFY(!axis.ticks().empty() || logarithmic);
        for (const double value : {low, high}) {
            QVERIFY(axis.at(value) >= 100 && axis.at(value) <= 500);
        }
        for (std::size_t i = 0; i < axis.ticks().size(); ++i) {
            QVERIFY(axis.at(axis.ticks()[i]) >= 99.999 && axis.at(axis.ticks()[i]) <= 500.001);
            QVERIFY(i == 0 || axis.ticks()[i] > axis.ticks()[i - 1]);
        }
    }
};

QTEST_GUILESS_MAIN(TestReport)
#include "tst_report.moc"
