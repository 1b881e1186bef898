// Half-quadratic quantization: the sum that it lessens, over every format that it drives.
#include "formats/registry.h"
#include "methods/quantize.h"
#include "methods/registry.h"
#include "support/sample_weights.h"

#include <QTest>
#include <cmath>

using namespace mantissa;

namespace {

constexpr std::int64_t rows = 16;
constexpr std::int64_t columns = 512;

std::vector<float> decoded(const std::string& text, const std::vector<float>& weights) {
    MethodInput input;
    input.rows = std::make_shared<MatrixRows>(rows, columns, weights);
    const auto tensor = quantize(*parseScheme(text), input, Task());
    if (!tensor)
        qFatal("%s: %s", text.c_str(), tensor.error().describe().c_str());
    std::vector<float> values(weights.size());
    if (!(*tensor)->read(0, rows, values))
        qFatal("unreadable");
    return values;
}

double sumOfPowers(const std::vector<float>& a, const std::vector<float>& b, double p) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += std::pow(std::abs(double(a[i]) - double(b[i])), p);
    return sum;
}

} // namespace

class TestHqq : public QObject {
    Q_OBJECT

private slots:
    // The plain scales are where it starts, and only what is better is taken.
    void neverWorseThanItsStart_data() {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("kind");
        for (const FormatEntry* entry : formats()) {
            if (!findMethod("hqq")->accepts(**parseFormat(entry->info.id)))
                continue;
            for (const char* kind : {"normal", "heavy", "sparse", "constant", "zero", "denormals", "offset"})
                QTest::addRow("%s %s", entry->info.id.c_str(), kind)
                    << QString::fromStdString(entry->info.id) << kind;
        }
    }
    void neverWorseThanItsStart() {
        QFETCH(QString, format);
        QFETCH(QString, kind);
        const std::string text = format.toStdString();
        const auto weights = sample::weights(kind.toStdString(), rows * columns, 3);
        // One step with the first fit only: the format's usual scales, rounded to nearest.
        const Scheme scheme = *parseScheme(text);
        const auto hqq = decoded(text + "/hqq", weights);
        double start = HUGE_VAL;
        for (const char* method : {"/ggml", "/rtn"}) {
            if (const auto usual = parseScheme(text + method); usual && start == HUGE_VAL)
                start = sumOfPowers(weights, decoded(text + method, weights), 0.7);
        }
        const double ours = sumOfPowers(weights, hqq, 0.7);
        // ggml's own codes are not always the nearest, and Q4_0 and its like cut by truncation.
        QVERIFY2(ours <= 1.02 * start + 1e-30, qPrintable(QString("%1 against %2").arg(ours).arg(start)));
    }

    // Outliers in a few weights are what it was made for.
    void lessErrorForMostWeights() {
        const auto weights = sample::weights("heavy", rows * columns, 3);
        for (const char* text : {"INT4,group=64", "INT3,group=64,symmetric=false", "Q4_1"}) {
            const double rtn = sumOfPowers(weights, decoded(std::string(text) + "/rtn", weights), 0.7);
            const double hqq = sumOfPowers(weights, decoded(std::string(text) + "/hqq", weights), 0.7);
            QVERIFY2(hqq < 0.95 * rtn, qPrintable(QString("%1: %2 against %3").arg(text).arg(hqq).arg(rtn)));
        }
    }

    // The power is a ratio of the block's own size, so a tensor times a power of two is treated alike.
    void scaleDoesNotMatter() {
        const auto weights = sample::weights("heavy", rows * columns, 3);
        std::vector<float> larger;
        for (const float weight : weights)
            larger.push_back(64 * weight);
        for (const char* text : {"INT4,scale=f32/hqq", "NF4/hqq"}) {
            const auto once = decoded(text, weights);
            const auto again = decoded(text, larger);
            for (std::size_t i = 0; i < once.size(); ++i)
                QCOMPARE(again[i], 64 * once[i]);
        }
    }

    void refusals() {
        QCOMPARE(parseScheme("IQ2_XXS/hqq").error().code(), ErrorCode::InvalidArgument);
        QCOMPARE(parseScheme("INT4,group=-1/hqq").error().code(), ErrorCode::InvalidArgument);
        std::vector<float> weights(rows * columns, 1.0F);
        weights[5] = std::nanf("");
        MethodInput input;
        input.rows = std::make_shared<MatrixRows>(rows, columns, weights);
        QCOMPARE(quantize(*parseScheme("INT4/hqq"), input, Task()).error().code(), ErrorCode::Numeric);
    }
};

QTEST_GUILESS_MAIN(TestHqq)
#include "tst_hqq.moc"
