// GPTQ against the original algorithm written down plainly, over every format that it drives, and what it
// says about statistics that are no good.
#include "base/parallel.h"
#include "formats/registry.h"
#include "methods/feedback_factor.h"
#include "methods/registry.h"
#include "support/layer_case.h"
#include "support/original_gptq.h"

#include <QTest>
#include <cmath>
#include <map>

using namespace mantissa;

namespace {

using Case = support::LayerCase;
constexpr std::int64_t rows = support::caseRows;
constexpr std::int64_t columns = support::caseColumns;

double relative(double a, double b) {
    return std::abs(a - b) / std::max(std::abs(a), std::abs(b));
}

} // namespace

class TestGptq : public QObject {
    Q_OBJECT

private slots:
    // The factor is what it claims to be: U^T U times the damped H is one.
    void factorInverts_data() {
        QTest::addColumn<int>("size");
        for (const int size : {1, 2, 31, 255, 256, 257, 600})
            QTest::addRow("%d", size) << size;
    }
    void factorInverts() {
        QFETCH(int, size);
        const auto n = static_cast<std::size_t>(size);
        const auto inputs = support::seenInputs(support::layerInputs(2 * size, size), size);
        for (const bool byActivity : {false, true}) {
            const auto factor = feedbackFactor(inputs->hessian, size, {0.01, byActivity}, Task());
            QVERIFY(factor);
            QCOMPARE(factor->damping, 0.01);
            double mean = 0;
            for (std::size_t i = 0; i < n; ++i)
                mean += inputs->hessian[i * n + i] / size;
            const auto place = [&](std::size_t i) { return static_cast<std::size_t>(factor->order[i]); };
            double worst = 0;
            for (std::size_t i = 0; i < n; i += 1 + n / 40) {
                std::vector<double> once(n); // row i of U^T U
                for (std::size_t k = 0; k <= i; ++k) {
                    for (std::size_t j = k; j < n; ++j)
                        once[j] += double(factor->upper[k * n + i]) * double(factor->upper[k * n + j]);
                }
                for (std::size_t j = 0; j < n; ++j) {
                    double sum = once[j] * 0.01 * mean;
                    for (std::size_t k = 0; k < n; ++k)
                        sum += once[k] * inputs->hessian[place(k) * n + place(j)];
                    worst = std::max(worst, std::abs(sum - (i == j ? 1 : 0)));
                }
                for (std::size_t j = 0; j < i; ++j)
                    QCOMPARE(factor->upper[i * n + j], 0.0F);
                if (byActivity && i > 0)
                    QVERIFY(inputs->squares[place(i)] <= inputs->squares[place(i - 1)]);
            }
            QVERIFY2(worst < 2e-3, qPrintable(QString::number(worst)));
        }
    }

    // tr(dW H dW^T), the loss that GPTQ minimises, is no worse than the original program's.
    void noWorseThanTheOriginal_data() {
        QTest::addColumn<QString>("scheme");
        QTest::addColumn<int>("bits");
        QTest::addColumn<bool>("symmetric");
        QTest::addColumn<int>("group");
        QTest::addColumn<bool>("order");
        QTest::addColumn<bool>("fixed");
        QTest::addColumn<double>("damping");
        for (const int bits : {2, 3, 4, 8}) {
            for (const bool symmetric : {true, false}) {
                for (const int group : {0, 128, 32}) {
                    for (const char* options : {"", ",actorder=true", ",static=true", ",damp=0.1"}) {
                        const QString text = QString("INT%1,group=%2,symmetric=%3,scale=f32/gptq%4")
                                                 .arg(bits)
                                                 .arg(group)
                                                 .arg(symmetric ? "true" : "false")
                                                 .arg(options);
                        const bool order = text.contains("actorder");
                        QTest::newRow(qPrintable(text))
                            << text << bits << symmetric << group << order
                            << (order || text.contains("static")) << (text.contains("damp") ? 0.1 : 0.01);
                    }
                }
            }
        }
    }
    void noWorseThanTheOriginal() {
        QFETCH(QString, scheme);
        QFETCH(int, bits);
        QFETCH(bool, symmetric);
        QFETCH(int, group);
        QFETCH(bool, order);
        QFETCH(bool, fixed);
        QFETCH(double, damping);
        Case c;
        c.weights = sample::weights("normal", 2 * rows * columns, 5);
        const double ours = c.loss(c.decoded(scheme.toStdString()));
        const original_gptq::Settings settings{bits,    symmetric, std::size_t(group), order, fixed,
                                               damping, 128};
        static std::map<std::pair<bool, double>, original_gptq::Factor> factors;
        auto& factor = factors[{order, damping}];
        if (factor.order.empty())
            factor = original_gptq::factorOf(c.inputs->hessian, std::size_t(columns), settings);
        const auto reference = original_gptq::quantized(c.weights, std::size_t(columns), factor, settings);
        const double theirs = c.loss(reference);
        QVERIFY(theirs > 0);
        // Rounding in single precision takes another code here and there.
        const double tolerance = 1.005;
        QVERIFY2(ours <= tolerance * theirs, qPrintable(QString("%1 against %2").arg(ours).arg(theirs)));
    }

    // Error feedback helps every format that it can drive.
    void betterThanRounding_data() {
        QTest::addColumn<QString>("format");
        std::vector<std::string> texts;
        for (const FormatEntry* entry : formats())
            texts.push_back(entry->info.id);
        for (const char* text : {"INT4,group=-1", "INT4,group=-1,symmetric=false", "INT3,group=32",
                                 "NF4,block=128", "INT5,symmetric=false,scale=bf16"})
            texts.emplace_back(text);
        for (const std::string& text : texts) {
            if (findMethod("gptq")->accepts(**parseFormat(text)))
                QTest::newRow(text.c_str()) << QString::fromStdString(text);
        }
    }
    void betterThanRounding() {
        QFETCH(QString, format);
        const std::string text = format.toStdString();
        Case c;
        c.weights = sample::weights("small", rows * columns, 3);
        const double rounded = c.loss(c.decoded(text));
        for (const char* options : {"", ",actorder=true", ",fit=mse", ",fit=weighted"}) {
            const double loss = c.loss(c.decoded(text + "/gptq" + options));
            QVERIFY2(loss < 0.8 * rounded,
                     qPrintable(QString("%1: %2 against %3").arg(options).arg(loss).arg(rounded)));
        }
    }

    // A batch is only a way to be quick.
    void batchesChangeLittle() {
        Case c;
        const double once = c.loss(c.decoded("INT4,group=64/gptq,batch=256"));
        for (const char* batch : {"1", "7", "64", "100", "4096"})
            QVERIFY(relative(c.loss(c.decoded(std::string("INT4,group=64/gptq,batch=") + batch)), once) <
                    0.05);
        QVERIFY(relative(c.loss(c.decoded("Q4_K/gptq,batch=100")), c.loss(c.decoded("Q4_K/gptq"))) < 0.02);
    }

    // Blocks of odd widths: the last group of a row, blocks that run over rows.
    void remainders_data() {
        QTest::addColumn<QString>("scheme");
        QTest::addColumn<int>("width");
        for (const int width : {1, 5, 33, 96, 127, 160}) {
            for (const char* text : {"INT4,group=32", "INT3,symmetric=false", "INT4,group=0", "NF4", "FP4"})
                QTest::addRow("%s %d", text, width) << QString(text) << width;
        }
    }
    void remainders() {
        QFETCH(QString, scheme);
        QFETCH(int, width);
        Case c;
        c.weights = sample::weights("normal", std::size_t(7 * width), 2);
        c.inputs = support::seenInputs(support::layerInputs(3 * width, width), width);
        const double rounded = c.loss(c.decoded(scheme.toStdString()));
        for (const char* options : {"", ",actorder=true"})
            QVERIFY(c.loss(c.decoded(scheme.toStdString() + "/gptq" + options)) <= 1.05 * rounded);
    }

    // Columns that saw nothing exchange nothing: they are rounded by themselves, and the others as without
    // them.
    void deadColumns() {
        Case c;
        const auto n = std::size_t(columns);
        for (const std::size_t dead : {std::size_t{0}, std::size_t{77}, n - 1}) {
            c.inputs->squares[dead] = 0;
            for (std::size_t i = 0; i < n; ++i)
                c.inputs->hessian[dead * n + i] = c.inputs->hessian[i * n + dead] = 0;
        }
        const auto rounded = c.decoded("INT4,group=0,scale=f32/rtn");
        const auto values = c.decoded("INT4,group=0,scale=f32/gptq");
        for (std::size_t row = 0; row < std::size_t(rows); ++row) {
            for (const std::size_t dead : {std::size_t{0}, std::size_t{77}, n - 1})
                QCOMPARE(values[row * n + dead], rounded[row * n + dead]);
        }
        QVERIFY(c.loss(values) < 0.8 * c.loss(rounded));
        QVERIFY(c.notes.empty());
    }

    // Fewer tokens than columns: without damping nothing can be solved, so some is added and said.
    void singularMoments() {
        Case c;
        c.inputs = support::seenInputs(support::layerInputs(40, columns), columns);
        const auto values = c.decoded("INT4/gptq,damp=0");
        QCOMPARE(c.notes.size(), std::size_t{1});
        QVERIFY2(c.notes[0].find("damping was raised from 0 to") != std::string::npos, c.notes[0].c_str());
        QVERIFY(c.loss(values) < 0.5 * c.loss(c.decoded("INT4/rtn")));
        c.notes.clear();
        c.decoded("INT4/gptq");
        QVERIFY(c.notes.empty());
    }

    void badStatistics_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("says");
        QTest::newRow("none") << "none" << int(ErrorCode::InvalidArgument) << "give it a calibration text";
        QTest::newRow("no moments") << "moments" << int(ErrorCode::InvalidArgument) << "calibration text";
        QTest::newRow("zero") << "zero" << int(ErrorCode::Numeric) << "were zero";
        QTest::newRow("NaN") << "nan" << int(ErrorCode::Numeric) << "second moments of input column 3";
        QTest::newRow("infinite") << "infinite" << int(ErrorCode::Numeric) << "input column 3";
        QTest::newRow("negative") << "negative" << int(ErrorCode::Numeric) << "not negative";
        QTest::newRow("indefinite") << "indefinite" << int(ErrorCode::Numeric) << "positive definite";
        QTest::newRow("NaN beside") << "beside" << int(ErrorCode::Numeric) << "positive definite";
        QTest::newRow("width") << "width" << int(ErrorCode::Mismatch) << "do not fit";
        QTest::newRow("experts") << "experts" << int(ErrorCode::Mismatch) << "do not fit";
    }
    void badStatistics() {
        QFETCH(QString, kind);
        QFETCH(int, code);
        QFETCH(QString, says);
        Case c;
        const auto n = std::size_t(columns);
        auto bad = c.inputs;
        std::vector<double>& h = bad->hessian;
        if (kind == "none")
            bad = nullptr;
        else if (kind == "moments")
            h.clear();
        else if (kind == "zero")
            std::fill(h.begin(), h.end(), 0.0);
        else if (kind == "nan")
            h[3 * n + 3] = std::nan("");
        else if (kind == "infinite")
            h[3 * n + 3] = HUGE_VAL;
        else if (kind == "negative")
            h[3 * n + 3] = -1;
        else if (kind == "indefinite")
            h[3 * n + 7] = h[7 * n + 3] = 1e9 * h[3 * n + 3];
        else if (kind == "beside")
            h[3 * n + 7] = h[7 * n + 3] = std::nan("");
        else if (kind == "width")
            bad = support::seenInputs(support::layerInputs(100, 64), 64);
        else
            for (int i = 0; i < 4; ++i)
                support::addSeen(*bad, support::layerInputs(10, columns), columns);
        MethodInput input;
        input.rows = std::make_shared<MatrixRows>(rows, columns, c.weights);
        input.statistics = bad;
        const auto result = quantize(*parseScheme("INT4/gptq"), input, Task());
        QVERIFY(!result);
        QCOMPARE(int(result.error().code()), code);
        QVERIFY2(result.error().describe().find(says.toStdString()) != std::string::npos,
                 result.error().describe().c_str());
    }

    // Each expert is rounded with what it saw; one that saw nothing is rounded to nearest, and said so.
    void experts() {
        Case c;
        c.inputs = support::seenInputs(support::layerInputs(500, columns, 1), columns);
        support::addSeen(*c.inputs, {}, columns);
        support::addSeen(*c.inputs, support::layerInputs(500, columns, 9), columns);
        const auto values = c.decoded("INT4/gptq");
        QCOMPARE(c.notes.size(), std::size_t{1});
        QVERIFY2(c.notes[0].find("Expert 1 saw no token") != std::string::npos, c.notes[0].c_str());
        const std::size_t each = rows / 3 * columns;
        for (const std::size_t expert : {0, 1, 2}) {
            Case alone;
            const auto begin = c.weights.begin() + std::ptrdiff_t(expert * each);
            alone.weights = {begin, begin + std::ptrdiff_t(each)};
            if (expert != 1)
                alone.inputs =
                    support::seenInputs(support::layerInputs(500, columns, expert == 0 ? 1 : 9), columns);
            const auto wanted = alone.decoded(expert == 1 ? "INT4/rtn" : "INT4/gptq");
            QVERIFY(std::equal(wanted.begin(), wanted.end(), values.begin() + std::ptrdiff_t(expert * each)));
        }
    }

    void refusesFormats() {
        for (const char* text : {"F16/gptq", "IQ2_XXS/gptq", "TQ1_0/gptq", "NF4,double=true/gptq"}) {
            const auto scheme = parseScheme(text);
            QVERIFY2(!scheme, text);
            QCOMPARE(scheme.error().code(), ErrorCode::InvalidArgument);
            QVERIFY(scheme.error().describe().find("weight by weight") != std::string::npos);
        }
    }

    void badWeights() {
        Case c;
        c.weights[100] = std::nanf("");
        QCOMPARE(c.quantized("INT4/gptq").error().code(), ErrorCode::Numeric);
        c.weights[100] = 1e30F;
        const auto huge = c.quantized("INT4,scale=f16/gptq");
        QCOMPARE(huge.error().code(), ErrorCode::Numeric);
        QVERIFY2(huge.error().describe().find("too large") != std::string::npos,
                 huge.error().describe().c_str());
        for (const char* text :
             {"Q4_0/gptq", "Q4_K/gptq", "IQ4_NL/gptq", "NVFP4/gptq", "Q4_1/gptq,static=true"}) {
            const auto result = c.quantized(text);
            QVERIFY2(!result, text);
            QCOMPARE(result.error().code(), ErrorCode::Numeric);
        }
        Case none;
        none.weights.assign(none.weights.size(), 0.0F);
        QVERIFY(none.decoded("INT4/gptq") == none.weights);
        QVERIFY(none.decoded("Q4_K/gptq") == none.weights);
    }

    // Many tiles, and a weight so wide that a tile is few rows.
    void sameBytesWhateverTheThreads() {
        Case c;
        c.weights = sample::weights("normal", 2000 * columns, 4);
        for (const char* text :
             {"INT4/gptq", "INT3,group=32,symmetric=false/gptq,actorder=true", "Q4_K/gptq"}) {
            std::vector<std::byte> first;
            for (const int count : {1, 2, 5}) {
                setThreads(count);
                const auto tensor = c.quantized(text);
                QVERIFY(tensor);
                const std::vector<std::byte> bytes((*tensor)->bytes().begin(), (*tensor)->bytes().end());
                QVERIFY(first.empty() || first == bytes);
                first = bytes;
            }
            setThreads(0);
        }
    }

    void cancels() {
        std::stop_source stop;
        stop.request_stop();
        const Case c;
        MethodInput input;
        input.rows = std::make_shared<MatrixRows>(rows, columns, c.weights);
        input.statistics = c.inputs;
        const auto result =
            quantize(*parseScheme("INT4/gptq"), input, Task(stop.get_token(), std::make_shared<Progress>()));
        QVERIFY(!result);
        QCOMPARE(result.error().code(), ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestGptq)
#include "tst_gptq.moc"
