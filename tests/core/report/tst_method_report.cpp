// Methods on equal terms as a table, as data and as a picture: all say the same, and programs can read it.
#include "report/html/method_chart.h"
#include "report/method_comparison_json.h"
#include "report/method_comparison_text.h"
#include "report/method_figure.h"
#include "report/report.h"

#include <QTest>
#include <QXmlStreamReader>

using namespace mantissa;

namespace {

LayerError layer(const char* name, double weight, double output) {
    LayerError one;
    one.layer = name;
    one.weight = std::string(name) + ".weight";
    one.stored = {1, weight * weight};
    one.output = {1, output * output};
    return one;
}

ComparedMethod row(const char* scheme, double divergence, double bits) {
    ComparedMethod one;
    one.scheme = *parseScheme(scheme);
    one.bitsPerWeight = bits;
    one.bytes = 1000;
    one.weight = {1, 0.01};
    one.output = {1, 4 * divergence * divergence};
    one.layers = {layer("blk.0.a", 0.1, 2 * divergence), layer("b,<\"&>", 0.2, divergence)};
    one.perplexity = {9 + divergence, 0.3};
    one.divergence.mean = {divergence, 0.001};
    one.divergence.sameTop = {0.9, 0.01};
    one.seconds = 1.5;
    return one;
}

MethodComparison example() {
    MethodComparison comparison;
    comparison.model = "model.gguf";
    comparison.calibration = "/texts/calibration.txt";
    comparison.text = "/texts/<story>.txt";
    comparison.calibrationTokens = 1234;
    comparison.context = 256;
    comparison.chunks = 8;
    comparison.perplexity = {9, 0.3};
    comparison.threads = 2;
    comparison.methods = {row("INT4", 0.03, 4.125), row("INT4/gptq", 0.01, 4.125), row("INT3", 0.3, 3.125)};
    comparison.methods[1].memory = 3000000;
    ComparedMethod failed;
    failed.scheme = *parseScheme("INT3/gptq");
    failed.failure = Error(ErrorCode::Numeric, Text{"no, \"moments\"", {}});
    comparison.methods.push_back(failed);
    return comparison;
}

qsizetype cells(const QByteArray& line) {
    bool quoted = false;
    qsizetype count = 1;
    for (const char c : line) {
        quoted = c == '"' ? !quoted : quoted;
        count += c == ',' && !quoted ? 1 : 0;
    }
    return count;
}

/// The names of elements in order; fails the test where it is no XML.
QStringList elementsOf(const std::string& xml, QString* problem) {
    QXmlStreamReader reader(QByteArray::fromStdString(xml));
    QStringList names;
    while (!reader.atEnd())
        if (reader.readNext() == QXmlStreamReader::StartElement)
            names << reader.name().toString() + ' ' + reader.attributes().value("class").toString();
    *problem = reader.hasError() ? reader.errorString() : QString();
    return names;
}

} // namespace

class TestMethodReport : public QObject {
    Q_OBJECT

private slots:
    void csvHasAsManyCellsInEachLine() {
        const QByteArray csv = QByteArray::fromStdString(methodComparisonCsv(example()));
        const QList<QByteArray> lines = csv.trimmed().split('\n');
        QCOMPARE(lines.size(), 1 + 4 + 3 * 2);
        for (const QByteArray& line : lines)
            QCOMPARE(cells(line), cells(lines.front()));
        QVERIFY(lines[2].startsWith("INT4/gptq,INT4,gptq,*,1000,4.125,"));
        QVERIFY(lines[4].contains("\"no, \"\"moments\"\"\""));
    }

    void markdownMarksTheBestOfEachFormat() {
        const std::string table = methodComparisonMarkdown(example());
        const QStringList lines = QString::fromStdString(table).trimmed().split('\n');
        QCOMPARE(lines.size(), 2 + 4);
        for (const QString& line : lines)
            QCOMPARE(line.count('|'), 11);
        QVERIFY(!lines[2].contains("**0.03000"));
        QVERIFY2(lines[3].contains("**0.01000 ± 0.00100**"), qPrintable(lines[3]));
        QVERIFY(lines[3].contains("3 MB") || lines[3].contains("3.00 MB"));
        QVERIFY(lines[5].contains("| – |"));
    }

    void jsonSaysAll() {
        const Json json = toJson(example());
        QCOMPARE(json["methods"].size(), std::size_t(4));
        QCOMPARE(json["methods"][1]["scheme"].get<std::string>(), std::string("INT4/gptq"));
        QCOMPARE(json["methods"][1]["divergence"]["value"].get<double>(), 0.01);
        QVERIFY(json["methods"][0]["memory"].is_null());
        QCOMPARE(json["methods"][0]["tensors"].size(), std::size_t(2));
        QVERIFY(json["methods"][3].contains("failure"));
    }

    // A mark for each row that has the figure, on a line for each format.
    void pictureHasAMarkForEachRow() {
        for (const MethodFigureInfo& figure : methodFigures()) {
            const std::string svg = html::methodPicture(example(), figure.figure);
            QString problem;
            const QStringList names = elementsOf(svg, &problem);
            QVERIFY2(problem.isEmpty(), qPrintable(problem));
            const bool memory = figure.figure == MethodFigure::Memory; // known of one alone
            const auto marks = names.filter(QRegularExpression("path fill mark")).size();
            const qsizetype rows = memory ? 1 : 3;
            const qsizetype legend = memory ? 1 : 2;
            QCOMPARE(marks, rows + legend);
            QVERIFY(svg.find("http://www.w3.org/2000/svg") != std::string::npos);
            QVERIFY(svg.find("var(") == std::string::npos); // plain viewers know none
        }
    }

    void pictureOfOneTensor() {
        QString problem;
        const std::string name = "b,<\"&>.weight";
        const std::string svg = html::methodPicture(example(), MethodFigure::OutputError, name);
        elementsOf(svg, &problem);
        QVERIFY2(!svg.empty() && problem.isEmpty(), qPrintable(problem));
        QVERIFY(svg.find("b,&lt;") != std::string::npos);
        QVERIFY(html::methodPicture(example(), MethodFigure::Divergence, name).empty()); // of the whole alone
        QVERIFY(html::methodPicture(example(), MethodFigure::OutputError, "none").empty());
        QVERIFY(html::methodPicture({}, MethodFigure::Divergence).empty());
    }

    void partOfTheReport() {
        ReportContent content;
        content.methods = example();
        const std::string page = renderReport(content, ReportFormat::Html);
        QVERIFY(page.find("Methods on equal terms") != std::string::npos);
        QVERIFY(page.find("&lt;story&gt;.txt") != std::string::npos &&
                page.find("<story>") == std::string::npos);
        QVERIFY(page.find("gptq") != std::string::npos &&
                page.find("no, &quot;moments") != std::string::npos);
        QVERIFY(renderReport(content, ReportFormat::Csv).starts_with("scheme,format,method"));
        QVERIFY(renderReport(content, ReportFormat::Json).find("\"calibrationTokens\": 1234") !=
                std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestMethodReport)
#include "tst_method_report.moc"
