// Rotary frequencies stretched by YaRN and by lists of factors.
#include "network/builders/rope_scaling.h"
#include "network/builders/yarn.h"

#include <QTest>

#include <cmath>
#include <numbers>

using namespace mantissa;

class RopeScalingTest : public QObject {
    Q_OBJECT

private slots:
    void yarn_data();
    void yarn();
    void magnitude();
    void betas();
    void longTexts();
};

namespace {

/// The ramp as the paper defines it (arXiv:2309.00071, equations 17 to 19), by turns instead of pair numbers.
bool betweenBetas(double frequency, const YarnScaling& scaling) {
    const double turns = scaling.originalContext * frequency / (2 * std::numbers::pi);
    return turns < scaling.betaFast && turns > scaling.betaSlow;
}

Model folderModel(const char* kind) {
    Model model;
    model.container = Container::HuggingFace;
    model.architecture.emplace();
    model.architecture->name = "llama";
    model.architecture->contextLength = 4096;
    model.metadata.set("rope_scaling.rope_type", std::string(kind));
    return model;
}

} // namespace

void RopeScalingTest::yarn_data() {
    QTest::addColumn<int>("dimensions");
    QTest::addColumn<double>("base");
    QTest::addColumn<double>("factor");
    QTest::addColumn<double>("context");
    QTest::newRow("usual") << 128 << 1e4 << 16.0 << 4096.0;
    QTest::newRow("Qwen") << 128 << 1e6 << 4.0 << 32768.0;
    QTest::newRow("small") << 16 << 1e4 << 4.0 << 16.0;
    QTest::newRow("two pairs") << 4 << 1e4 << 2.0 << 64.0;
    QTest::newRow("context shorter than a turn") << 64 << 1e4 << 8.0 << 2.0;
}

void RopeScalingTest::yarn() {
    QFETCH(int, dimensions);
    QFETCH(double, base);
    QFETCH(double, factor);
    QFETCH(double, context);
    YarnScaling scaling;
    scaling.factor = factor;
    scaling.originalContext = context;
    const auto plain = ropeFrequencies(base, dimensions);
    const auto scaled = yarnFrequencies(plain, base, dimensions, scaling);
    QCOMPARE(scaled.size(), plain.size());
    double before = 0;
    for (std::size_t i = 0; i < plain.size(); ++i) {
        const double slowed = plain[i] / scaled[i];
        QVERIFY(slowed > 1 - 1e-12 && slowed < factor + 1e-9);
        QVERIFY(slowed > before - 1e-9); // slower pairs are slowed down at least as much
        before = slowed;
        // Whole pairs widen the blend by less than one pair at either end.
        const bool near = betweenBetas(plain[i], scaling) || (i > 0 && betweenBetas(plain[i - 1], scaling)) ||
                          (i + 1 < plain.size() && betweenBetas(plain[i + 1], scaling));
        if (slowed > 1 + 1e-9 && slowed < factor - 1e-9)
            QVERIFY(near);
    }
    scaling.factor = 1;
    const auto unscaled = yarnFrequencies(plain, base, dimensions, scaling);
    for (std::size_t i = 0; i < plain.size(); ++i)
        QVERIFY(std::abs(unscaled[i] / plain[i] - 1) < 1e-12);
}

void RopeScalingTest::magnitude() {
    QCOMPARE(yarnMagnitude(1), 1.0);
    QCOMPARE(yarnMagnitude(0.5), 1.0);
    QCOMPARE(yarnMagnitude(40), 0.1 * std::log(40.0) + 1);
    Model model = folderModel("yarn");
    model.metadata.set("rope_scaling.factor", 40.0);
    model.metadata.set("rope_scaling.mscale", 0.707);
    model.metadata.set("rope_scaling.mscale_all_dim", 0.5);
    const auto both = ropeScaling(model, 64, 1e4);
    QVERIFY(both);
    QCOMPARE(both->magnitude, yarnMagnitude(40, 0.707) / yarnMagnitude(40, 0.5));
    model.metadata.set("rope_scaling.attention_factor", 0.9);
    QCOMPARE(ropeScaling(model, 64, 1e4)->magnitude, 0.9);
}

void RopeScalingTest::betas() {
    Model model = folderModel("yarn");
    model.metadata.set("rope_scaling.factor", 4.0);
    model.metadata.set("rope_scaling.original_max_position_embeddings", std::int64_t{1024});
    const auto usual = ropeScaling(model, 64, 1e4);
    model.metadata.set("rope_scaling.beta_fast", 4.0);
    const auto later = ropeScaling(model, 64, 1e4);
    QVERIFY(usual && later);
    int kept = 0;
    for (std::size_t i = 0; i < usual->frequencies.size(); ++i) {
        QVERIFY(later->frequencies[i] >= usual->frequencies[i] * (1 - 1e-12)); // more pairs stay as they are
        kept += later->frequencies[i] > usual->frequencies[i] * 1.01;
    }
    QVERIFY(kept > 2);
    // Without a factor the two contexts say it.
    model.metadata.remove("rope_scaling.factor");
    QCOMPARE(ropeScaling(model, 64, 1e4)->frequencies, later->frequencies);
}

void RopeScalingTest::longTexts() {
    Model model = folderModel("longrope");
    model.metadata.set("original_max_position_embeddings", std::int64_t{1024});
    model.metadata.set("rope_scaling.short_factor", MetadataArray(std::vector<double>{1, 1.5}));
    model.metadata.set("rope_scaling.long_factor", MetadataArray(std::vector<std::int64_t>{2, 4}));
    const auto scaling = ropeScaling(model, 4, 1e4);
    QVERIFY2(scaling, scaling ? "" : scaling.error().describe().c_str());
    QCOMPARE(scaling->originalContext, 1024);
    QCOMPARE(scaling->magnitude, std::sqrt(1 + std::log(4.0) / std::log(1024.0)));
    QCOMPARE(scaling->frequencies, (std::vector<double>{1, 0.01 / 1.5}));
    QCOMPARE(scaling->longFrequencies, (std::vector<double>{0.5, 0.01 / 4}));

    RopeOptions options;
    options.headLength = 4;
    options.frequencies = scaling->frequencies;
    options.longFrequencies = scaling->longFrequencies;
    options.originalContext = 5;
    PanelCache panels(0);
    const Task task;
    for (const std::int64_t length : {5, 6}) {
        Array x({1, length, 4});
        std::fill(x.values().begin(), x.values().end(), 1.0F);
        const Array* input = &x;
        const auto y = Rope(options).forward({&input, 1}, {{}, &panels, nullptr, &task});
        QVERIFY(y);
        const double angle = (length > 5 ? 0.5 : 1.0) * double(length - 1);
        const float first = y->values()[std::size_t(length - 1) * 4];
        QVERIFY(std::abs(double(first) - (std::cos(angle) - std::sin(angle))) < 1e-6);
    }
}

QTEST_APPLESS_MAIN(RopeScalingTest)
#include "tst_rope_scaling.moc"
