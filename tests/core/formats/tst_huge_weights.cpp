// Weights of any size: what a format cannot hold is refused with a reason, never cut down without a word.
#include "support/exporting.h"
#include "support/gguf_maker.h"
#include "support/sample_weights.h"

#include "formats/registry.h"
#include "methods/quantize.h"
#include "methods/registry.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace mantissa;

class TestHugeWeights : public QObject {
    Q_OBJECT

private slots:
    void heldOrRefused_data();
    void heldOrRefused();
    void tinyBecomesZeroAtWorst_data();
    void tinyBecomesZeroAtWorst();
    void theReasonNamesTheWeight_data();
    void theReasonNamesTheWeight();
    void exportNamesTheTensor();
};

namespace {

constexpr std::int64_t rows = 2;
constexpr std::int64_t columns = 1024;
constexpr std::size_t oneAt = 1300; // row 1, column 276

enum class Pattern { Constant, Negative, OneAmongNormal, OneNegative, Scaled };
constexpr Pattern patterns[] = {Pattern::Constant, Pattern::Negative, Pattern::OneAmongNormal,
                                Pattern::OneNegative, Pattern::Scaled};

std::vector<float> weights(Pattern pattern, float size) {
    auto values = sample::weights("normal", rows * columns, 3);
    switch (pattern) {
    case Pattern::Constant:
    case Pattern::Negative:
        std::fill(values.begin(), values.end(), pattern == Pattern::Constant ? size : -size);
        break;
    case Pattern::OneAmongNormal:
    case Pattern::OneNegative:
        values[oneAt] = pattern == Pattern::OneAmongNormal ? size : -size;
        break;
    case Pattern::Scaled:
        for (float& value : values)
            value *= size / 5; // beyond 4 in a bell curve there are a few in 2048
        break;
    }
    return values;
}

auto tried(const Scheme& scheme, const std::vector<float>& values) {
    return quantize(scheme, {std::make_shared<MatrixRows>(rows, columns, values), {}}, Task());
}

double relativeError(const QuantizedTensor& tensor, const std::vector<float>& values) {
    std::vector<float> decoded(values.size());
    if (!tensor.read(0, rows, decoded))
        return HUGE_VAL;
    double errors = 0;
    double squares = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double difference = static_cast<double>(decoded[i]) - values[i];
        errors += difference * difference;
        squares += static_cast<double>(values[i]) * values[i];
    }
    return std::sqrt(errors / squares);
}

/// Every registered format with every method, and the parameters that change how scales are stored.
void everyScheme() {
    QTest::addColumn<QString>("text");
    std::vector<std::string> texts;
    for (const FormatEntry* entry : formats())
        texts.push_back(entry->info.id);
    for (const char* text : {"INT4,symmetric=false", "INT4,scale=f32", "INT4,group=-1", "INT8,group=0",
                             "INT4,scale=bf16,symmetric=false", "NF4,double=true", "FP4,double=true",
                             "FP8_E4M3,scale=f16", "FP8_E5M2,group=-1", "FP8_E4M3,scale=e8m0"})
        texts.emplace_back(text);
    for (const std::string& text : texts) {
        for (const Method* method : methods()) {
            if (method->accepts(**parseFormat(text))) {
                const std::string scheme = text + "/" + method->info().id;
                QTest::newRow(scheme.c_str()) << QString::fromStdString(scheme);
            }
        }
    }
}

} // namespace

void TestHugeWeights::heldOrRefused_data() {
    everyScheme();
}

/// The coarsest grids round a constant to within 45 %; what is cut down shows far more.
void TestHugeWeights::heldOrRefused() {
    QFETCH(QString, text);
    const Scheme scheme = *parseScheme(text.toStdString());
    for (const Pattern pattern : patterns) {
        const auto before = tried(scheme, weights(pattern, 5.0F));
        if (!before) { // an encoder that wants an importance matrix
            QCOMPARE(before.error().code(), ErrorCode::InvalidArgument);
            return;
        }
        // One large weight among many small ones is lost, at every size, where a weight has hardly more than
        // a sign and where neighbours share an index into a codebook (fewer bits than their levels take).
        const bool outlier = pattern == Pattern::OneAmongNormal || pattern == Pattern::OneNegative;
        const double bits = scheme.format->bitsPerWeight(rows, columns);
        const int codes = scheme.format->codeCount();
        if (outlier && codes > 0 && (bits < 2 || bits < std::log2(codes)))
            continue;
        const double usual = relativeError(**before, weights(pattern, 5.0F));
        for (const float size : {1e3F,   2e3F, 4e3F, 1e4F, 5e4F, 7e4F, 1e5F, 2.5e5F, 5e5F,  6e5F,  1e6F,
                                 1.2e6F, 3e6F, 5e6F, 1e7F, 6e7F, 1e8F, 3e8F, 1e12F,  1e20F, 1e30F, 3e38F}) {
            const std::vector<float> values = weights(pattern, size);
            const auto result = tried(scheme, values);
            if (!result) {
                QCOMPARE(result.error().code(), ErrorCode::Numeric);
                continue;
            }
            const double error = relativeError(**result, values);
            QVERIFY2(error <= std::max(0.45, usual * 1.2),
                     qPrintable(QStringLiteral("pattern %1, size %2: error %3, at size 5 it is %4")
                                    .arg(static_cast<int>(pattern))
                                    .arg(static_cast<double>(size))
                                    .arg(error)
                                    .arg(usual)));
        }
    }
}

void TestHugeWeights::tinyBecomesZeroAtWorst_data() {
    everyScheme();
}

/// As in ggml: below the smallest scale everything is zero, which shows as an error of 100 %.
void TestHugeWeights::tinyBecomesZeroAtWorst() {
    QFETCH(QString, text);
    const Scheme scheme = *parseScheme(text.toStdString());
    for (const float size : {1e-45F, 1e-38F, 1e-30F, 1e-12F, 1e-8F}) {
        for (const Pattern pattern : {Pattern::Constant, Pattern::Negative, Pattern::Scaled}) {
            const std::vector<float> values = weights(pattern, size);
            const auto result = tried(scheme, values);
            if (!result && result.error().code() == ErrorCode::InvalidArgument)
                return; // wants an importance matrix
            QVERIFY2(result, result ? "" : result.error().describe().c_str());
            std::vector<float> decoded(values.size());
            QVERIFY((*result)->read(0, rows, decoded));
            for (const float value : decoded)
                QVERIFY(std::abs(value) <= 2e-7F);
        }
    }
}

void TestHugeWeights::theReasonNamesTheWeight_data() {
    everyScheme();
}

void TestHugeWeights::theReasonNamesTheWeight() {
    QFETCH(QString, text);
    const Scheme scheme = *parseScheme(text.toStdString());
    const auto result = tried(scheme, weights(Pattern::OneAmongNormal, 1e30F));
    if (result || result.error().code() == ErrorCode::InvalidArgument)
        return;
    const QString said = QString::fromStdString(result.error().describe());
    if (!text.contains("group=-1")) {
        QVERIFY2(said.contains("row 1"), qPrintable(said));
        QVERIFY2(said.contains("column 276") || said.contains("column 256") || said.contains("column 0"),
                 qPrintable(said));
    }
    QVERIFY2(said.contains("Choose"), qPrintable(said));
}

void TestHugeWeights::exportNamesTheTensor() {
    const QTemporaryDir folder;
    const QString source = folder.filePath("source.gguf");
    GgufMaker maker;
    maker.addLlama(1, 256, 256, 4, 4);
    maker.value = [](const std::string& tensor, std::uint64_t index) {
        return tensor == "blk.0.ffn_up.weight" && index == 300 ? 1e30F
                                                               : 0.01F * static_cast<float>(index % 7);
    };
    QVERIFY(maker.write(source.toStdString()));
    for (const char* scheme : {"Q4_K/search", "NVFP4", "Q6_K/rtn"}) {
        const QString target = folder.filePath("target.gguf");
        const auto result =
            exportModel(support::open(source), support::exportOptions(target, scheme), Task());
        QVERIFY(!result);
        QCOMPARE(result.error().code(), ErrorCode::Numeric);
        QCOMPARE(result.error().tensor(), std::string("blk.0.ffn_up.weight"));
        QVERIFY(QString::fromStdString(result.error().describe()).contains("1e+30"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList{"source.gguf"});
    }
}

QTEST_GUILESS_MAIN(TestHugeWeights)
#include "tst_huge_weights.moc"
