// AWQ: the search for scales against one written down plainly, and what cutting ranges is worth.
#include "formats/registry.h"
#include "methods/registry.h"
#include "support/layer_case.h"

#include <QTest>
#include <cmath>

using namespace mantissa;

namespace {

constexpr std::int64_t rows = 48;
constexpr std::int64_t columns = support::caseColumns;

struct Case {
    std::vector<float> weights = sample::weights("small", rows* columns, 5);
    std::shared_ptr<LinearInput> inputs = std::make_shared<LinearInput>(support::caseInputs());

    std::shared_ptr<const RowSource> source() const {
        return std::make_shared<MatrixRows>(std::int64_t(weights.size()) / columns, columns, weights);
    }
    std::vector<float> scales(const Scheme& scheme) const {
        const auto one = source();
        const auto found =
            scheme.method->columnScales(*scheme.format, {&one, 1}, *inputs, scheme.methodParameters, Task());
        if (!found)
            qFatal("%s", found.error().describe().c_str());
        return *found;
    }
    std::shared_ptr<const QuantizedTensor> quantized(const std::string& text, bool scaled = true) const {
        const Scheme scheme = *parseScheme(text);
        MethodInput input;
        input.rows = source();
        input.statistics = inputs;
        if (scaled)
            input.columnScales = scales(scheme);
        const auto result = quantize(scheme, input, Task());
        if (!result)
            qFatal("%s", result.error().describe().c_str());
        return *result;
    }
    double loss(const QuantizedTensor& tensor) const {
        std::vector<float> values(weights.size());
        if (!tensor.read(0, tensor.rows(), values))
            qFatal("unreadable");
        return support::layerLoss(weights, values, columns, inputs->hessianOf(0));
    }
};

/// auto_scale.py, plainly, for INT4 in symmetric groups with scales in F32.
std::vector<double> plainScales(const Case& c, std::size_t group, std::vector<double>& losses) {
    const auto n = std::size_t(columns);
    std::vector<std::vector<double>> all;
    for (int k = 0; k < 20; ++k) {
        std::vector<double> s;
        for (std::size_t i = 0; i < n; ++i)
            s.push_back(std::max(1e-4, std::pow(std::sqrt(c.inputs->squares[i] / 600), k / 20.0)));
        const double middle =
            std::sqrt(*std::max_element(s.begin(), s.end()) * *std::min_element(s.begin(), s.end()));
        for (double& value : s)
            value /= middle;
        std::vector<float> values(c.weights.size());
        for (std::size_t first = 0; first < values.size(); first += group) {
            double most = 0;
            for (std::size_t i = first; i < first + group; ++i)
                most = std::max(most, std::abs(double(c.weights[i]) * s[i % n]));
            const double step = most / 7.5;
            for (std::size_t i = first; i < first + group; ++i) {
                const double code =
                    std::clamp(std::nearbyint(double(c.weights[i]) * s[i % n] / step), -8.0, 7.0);
                values[i] = float(code * step / s[i % n]);
            }
        }
        losses.push_back(support::layerLoss(c.weights, values, columns, c.inputs->hessianOf(0)));
        all.push_back(s);
    }
    return all[std::size_t(std::min_element(losses.begin(), losses.end()) - losses.begin())];
}

} // namespace

class TestAwq : public QObject {
    Q_OBJECT

private slots:
    void scalesAsPlainly() {
        for (const std::size_t group : {std::size_t(32), std::size_t(128)}) {
            const Case c;
            std::vector<double> losses;
            const auto wanted = plainScales(c, group, losses);
            const auto got = c.scales(*parseScheme("INT4,scale=f32,group=" + std::to_string(group) + "/awq"));
            QCOMPARE(got.size(), wanted.size());
            for (std::size_t i = 0; i < got.size(); ++i)
                QVERIFY(std::abs(double(got[i]) / wanted[i] - 1) < 1e-5);
            // Something was there to find.
            QVERIFY(*std::min_element(losses.begin(), losses.end()) < 0.95 * losses[0]);
        }
    }

    // No scaling is among the candidates, so scaling is never worse; nor is cutting, within a block.
    void neverWorse_data() {
        QTest::addColumn<QString>("format");
        for (const FormatEntry* entry : formats()) {
            if (findMethod("awq")->accepts(**parseFormat(entry->info.id)))
                QTest::newRow(entry->info.id.c_str()) << QString::fromStdString(entry->info.id);
        }
        QTest::newRow("remainder") << "INT4,group=96";
        QTest::newRow("row") << "INT3,group=0,symmetric=false";
    }
    void neverWorse() {
        QFETCH(QString, format);
        const std::string text = format.toStdString();
        const Case c;
        const double plain = c.loss(*c.quantized(text + "/awq,ratios=1,clip=false"));
        const double scaled = c.loss(*c.quantized(text + "/awq,clip=false"));
        const double cut = c.loss(*c.quantized(text + "/awq,ratios=1"));
        const double both = c.loss(*c.quantized(text + "/awq"));
        // Of the loss only the parts within blocks are looked at when ranges are cut.
        QVERIFY2(scaled <= 1.0001 * plain && cut <= 1.1 * plain && both <= 1.1 * scaled,
                 qPrintable(QString("%1 %2 %3 %4").arg(plain).arg(scaled).arg(cut).arg(both)));
        if (text.starts_with("INT4") || text.starts_with("INT3"))
            QVERIFY2(both < 0.9 * plain, qPrintable(QString("%1 %2").arg(both).arg(plain)));
    }

    // What is decoded is the format's values times the factors, which undo the scales.
    void factorsUndoScales() {
        const Case c;
        const Scheme scheme = *parseScheme("INT4,group=64/awq");
        const auto scales = c.scales(scheme);
        const auto tensor = c.quantized("INT4,group=64/awq");
        QCOMPARE(tensor->columnFactors().size(), scales.size());
        for (std::size_t i = 0; i < scales.size(); ++i)
            QCOMPARE(tensor->columnFactors()[i], 1.0F / scales[i]);
        std::vector<float> stored(c.weights.size());
        QVERIFY(scheme.format->decode(nullptr, tensor->bytes(), 0, rows, columns, stored));
        std::vector<float> read(3 * std::size_t(columns));
        QVERIFY(tensor->read(7, 3, read));
        for (std::size_t i = 0; i < read.size(); ++i)
            QCOMPARE(read[i], stored[7 * std::size_t(columns) + i] *
                                  tensor->columnFactors()[i % std::size_t(columns)]);
        QVERIFY(c.quantized("INT4,group=64/awq", false)->columnFactors().empty());
    }

    void badStatistics() {
        MethodInput input;
        input.rows = Case().source();
        const auto none = quantize(*parseScheme("INT4/awq"), input, Task());
        QVERIFY(!none);
        QCOMPARE(none.error().code(), ErrorCode::InvalidArgument);
        input.statistics = support::seenInputs(support::layerInputs(50, 64), 64);
        QCOMPARE(quantize(*parseScheme("INT4/awq"), input, Task()).error().code(), ErrorCode::Mismatch);
        QCOMPARE(parseScheme("INT4,group=-1/awq").error().code(), ErrorCode::InvalidArgument);
    }

    void badWeights() {
        Case c;
        MethodInput input;
        input.statistics = c.inputs;
        c.weights[9] = std::nanf("");
        input.rows = c.source();
        QCOMPARE(quantize(*parseScheme("INT4/awq"), input, Task()).error().code(), ErrorCode::Numeric);
        c.weights[9] = 1e30F;
        input.rows = c.source();
        QCOMPARE(quantize(*parseScheme("INT4/awq"), input, Task()).error().code(), ErrorCode::Numeric);
        c.weights.assign(c.weights.size(), 0.0F);
        input.rows = c.source();
        const auto zero = quantize(*parseScheme("INT4/awq"), input, Task());
        QVERIFY(zero);
        QCOMPARE(c.loss(**zero), 0.0);
    }
};

QTEST_GUILESS_MAIN(TestAwq)
#include "tst_awq.moc"
