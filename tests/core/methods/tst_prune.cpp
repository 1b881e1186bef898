// Pruning: which weights stay, over every format.
#include "formats/registry.h"
#include "methods/pruned_rows.h"
#include "methods/quantize.h"
#include "methods/registry.h"
#include "support/layer_inputs.h"

#include <QTest>
#include <cmath>

using namespace mantissa;

namespace {

constexpr std::int64_t rows = 24;
constexpr std::int64_t columns = 256;

Result<std::shared_ptr<const QuantizedTensor>> pruned(const std::string& scheme,
                                                      const std::vector<float>& weights,
                                                      std::shared_ptr<const LinearInput> seen = nullptr) {
    MethodInput input;
    input.rows = std::make_shared<MatrixRows>(rows, columns, weights);
    input.statistics = std::move(seen);
    return quantize(*parseScheme(scheme), input, Task());
}

std::vector<float> decoded(const std::string& scheme, const std::vector<float>& weights,
                           std::shared_ptr<const LinearInput> seen = nullptr) {
    const auto tensor = pruned(scheme, weights, std::move(seen));
    if (!tensor)
        qFatal("%s: %s", scheme.c_str(), tensor.error().describe().c_str());
    std::vector<float> values(weights.size());
    if (!(*tensor)->read(0, rows, values))
        qFatal("unreadable");
    return values;
}

} // namespace

class TestPrune : public QObject {
    Q_OBJECT

private slots:
    // Exactly the share asked for, and no weight that stays counts less than one that went.
    void sharesOfRows_data() {
        QTest::addColumn<double>("sparsity");
        QTest::addColumn<int>("zeros");
        QTest::newRow("none") << 0.0 << 0;
        QTest::newRow("a third") << 0.334 << 85;
        QTest::newRow("half") << 0.5 << 128;
        QTest::newRow("nearly all") << 0.99 << 253;
    }
    void sharesOfRows() {
        QFETCH(double, sparsity);
        QFETCH(int, zeros);
        const auto weights = sample::weights("normal", rows * columns, 3);
        const auto seen = support::seenInputs(support::layerInputs(300, columns), columns);
        for (const bool wanda : {false, true}) {
            const std::string options = ",sparsity=" + std::to_string(sparsity);
            const auto values = decoded(std::string("F16/") + (wanda ? "wanda" : "magnitude") + options,
                                        weights, wanda ? seen : nullptr);
            for (std::size_t row = 0; row < std::size_t(rows); ++row) {
                int gone = 0;
                double most = 0;
                double least = HUGE_VAL;
                for (std::size_t i = 0; i < std::size_t(columns); ++i) {
                    const std::size_t at = row * columns + i;
                    const double score =
                        std::abs(double(weights[at])) * (wanda ? std::sqrt(seen->squares[i]) : 1.0);
                    gone += values[at] == 0 ? 1 : 0;
                    (values[at] == 0 ? most : least) =
                        values[at] == 0 ? std::max(most, score) : std::min(least, score);
                }
                QCOMPARE(gone, zeros);
                QVERIFY(most <= least * 1.00001);
            }
        }
    }

    void patterns() {
        const auto weights = sample::weights("normal", rows * columns, 3);
        for (const std::size_t run : {std::size_t{4}, std::size_t{8}}) {
            const auto values =
                decoded(std::string("F16/magnitude,pattern=") + (run == 4 ? "2:4" : "4:8"), weights);
            for (std::size_t begin = 0; begin < values.size(); begin += run) {
                std::size_t zeros = 0;
                for (std::size_t i = begin; i < begin + run; ++i)
                    zeros += values[i] == 0 ? 1 : 0;
                QCOMPARE(zeros, run / 2);
            }
        }
        Pruning pruning;
        pruning.kept = 2;
        pruning.run = 4;
        std::vector<float> row{5, 1, 2, 1, 1, 1, 1, 1, 3, 2, 1}; // ties, and a rest of three
        pruning.apply(row, 0);
        QCOMPARE(row, (std::vector<float>{5, 0, 2, 0, 1, 1, 0, 0, 3, 2, 0}));
    }

    // With any format: what is zero is coded as well as the format can.
    void everyFormat_data() {
        QTest::addColumn<QString>("format");
        for (const FormatEntry* entry : formats())
            QTest::newRow(entry->info.id.c_str()) << QString::fromStdString(entry->info.id);
        QTest::newRow("tensor") << "INT4,group=-1";
        QTest::newRow("double") << "NF4,double=true";
    }
    void everyFormat() {
        QFETCH(QString, format);
        const auto weights = sample::weights("small", rows * columns, 3);
        const std::string text = format.toStdString();
        const auto tensor = pruned(text + "/magnitude,sparsity=0.75", weights);
        if (!tensor) { // wants an importance matrix
            QCOMPARE(tensor.error().code(), ErrorCode::InvalidArgument);
            return;
        }
        // The same as pruning first and quantizing then.
        std::vector<float> first = weights;
        Pruning pruning;
        pruning.sparsity = 0.75;
        for (std::int64_t row = 0; row < rows; ++row)
            pruning.apply(std::span(first).subspan(std::size_t(row * columns), columns), row);
        const auto wanted = pruned(text, first);
        QVERIFY(wanted);
        QVERIFY(std::ranges::equal((*tensor)->bytes(), (*wanted)->bytes()));
    }

    // Wanda's choice does less to the output than magnitude's.
    void wandaLosesLess() {
        const auto weights = sample::weights("normal", rows * columns, 3);
        const auto seen = support::seenInputs(support::layerInputs(300, columns), columns);
        const auto loss = [&](const std::vector<float>& values) {
            return support::layerLoss(weights, values, columns, seen->hessianOf(0));
        };
        const double magnitude = loss(decoded("F16/magnitude", weights));
        const double wanda = loss(decoded("F16/wanda", weights, seen));
        QVERIFY2(wanda < 0.8 * magnitude, qPrintable(QString("%1 %2").arg(wanda).arg(magnitude)));
    }

    void refusals() {
        auto weights = sample::weights("normal", rows * columns, 3);
        QCOMPARE(pruned("INT4/wanda", weights).error().code(), ErrorCode::InvalidArgument);
        weights[4] = std::nanf("");
        QCOMPARE(pruned("INT4/magnitude", weights).error().code(), ErrorCode::Numeric);
        QVERIFY(!parseScheme("INT4/magnitude,sparsity=1.5"));
        QVERIFY(!parseScheme("INT4/magnitude,pattern=3:4"));
    }
};

QTEST_GUILESS_MAIN(TestPrune)
#include "tst_prune.moc"
