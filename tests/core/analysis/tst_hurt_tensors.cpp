#include "analysis/hurt_tensors.h"

#include <QTest>

#include <cmath>

using namespace mantissa;

namespace {

/// Weights of one element each with this relative RMSE.
void add(Comparison& comparison, const char* name, Role role, int layer, double error,
         const char* used = "Q2_K") {
    auto tensor = std::make_shared<Tensor>();
    tensor->name = name;
    tensor->place = {role, layer};
    tensor->shape = {1};
    Measurement one;
    one.used = used;
    one.sums.count = 1;
    one.sums.original2 = 1;
    one.sums.error2 = error * error;
    comparison.tensors.push_back({tensor, {one}});
}

const HurtTensor& of(const Comparison& comparison, const HurtReport& report, std::string_view name) {
    for (const HurtTensor& hurt : report.tensors)
        if (comparison.tensors[hurt.index].tensor->name == name)
            return hurt;
    qFatal("no such tensor");
}

Comparison sixLayers() {
    Comparison comparison;
    const double small[] = {0.100, 0.101, 0.099, 0.102, 0.098, 0.103};
    for (int layer = 0; layer < 6; ++layer) {
        add(comparison, qPrintable(QString("q%1").arg(layer)), Role::AttentionQ, layer, small[layer]);
        add(comparison, qPrintable(QString("down%1").arg(layer)), Role::FeedForwardDown, layer,
            layer == 3 ? 0.82 : 2 * small[layer]);
    }
    return comparison;
}

} // namespace

class HurtTensorsTest : public QObject {
    Q_OBJECT
private slots:
    void outlierOfItsRole() {
        const Comparison comparison = sixLayers();
        const HurtReport report = hurtTensors(comparison, 0);
        QCOMPARE(report.tensors.size(), comparison.tensors.size());
        const HurtTensor& worst = report.tensors.front();
        QCOMPARE(comparison.tensors[worst.index].tensor->name, std::string("down3"));
        QVERIFY(worst.outlier && worst.ofItsRole);
        QCOMPARE(worst.error, 0.82);
        // Medians of an even number are of logarithms: the geometric mean of the two in the middle.
        QVERIFY(std::abs(worst.median - std::sqrt(0.200 * 0.202)) < 1e-12);
        QVERIFY(std::abs(worst.ratio - 0.82 / worst.median) < 1e-12);
        int outliers = 0;
        for (const HurtTensor& hurt : report.tensors)
            outliers +=
                hurt.outlier; // the others of its role are twice as bad as attention, and that is no matter
        QCOMPARE(outliers, 1);
        QCOMPARE(report.layers.front().layer, 3);
        QVERIFY(report.medianLayer > 0.1 && report.medianLayer < 0.2);
    }

    // Peers that agree to the third digit: a high score and no outlier.
    void flatIsFlat() {
        Comparison comparison;
        for (int layer = 0; layer < 8; ++layer)
            add(comparison, qPrintable(QString::number(layer)), Role::AttentionK, layer,
                layer == 0 ? 0.1002 : 0.1 + layer * 1e-7);
        const HurtReport report = hurtTensors(comparison, 0);
        QVERIFY(report.tensors.front().score > 3.5);
        QVERIFY(!report.tensors.front().outlier);
        QCOMPARE(report.tensors.front().index, std::size_t{0}); // still the first of the list
    }

    void identicalPeers() {
        Comparison comparison;
        for (int layer = 0; layer < 5; ++layer)
            add(comparison, qPrintable(QString::number(layer)), Role::AttentionK, layer,
                layer == 2 ? 0.3 : 0.1);
        const HurtReport report = hurtTensors(comparison, 0);
        QVERIFY(report.tensors.front().outlier);
        QCOMPARE(report.tensors.front().index, std::size_t{2});
        QVERIFY(!report.tensors.back().outlier);
    }

    // A mixture gives some weights of a role more bits: they are no peers of the others.
    void mixtures() {
        Comparison comparison = sixLayers();
        for (int layer = 6; layer < 16; ++layer)
            add(comparison, qPrintable(QString("down%1").arg(layer)), Role::FeedForwardDown, layer, 0.01,
                "Q6_K");
        const HurtReport report = hurtTensors(comparison, 0);
        int outliers = 0;
        for (const HurtTensor& hurt : report.tensors)
            outliers += hurt.outlier;
        QCOMPARE(outliers, 1);
        QVERIFY(std::abs(of(comparison, report, "down9").ratio - 1) < 1e-12);
    }

    void fewPeers() {
        Comparison comparison = sixLayers();
        add(comparison, "embedding", Role::TokenEmbedding, -1, 0.13);
        const HurtReport report = hurtTensors(comparison, 0);
        const HurtTensor& embedding = of(comparison, report, "embedding");
        QVERIFY(!embedding.ofItsRole); // alone of its role: against all weights
        QVERIFY(embedding.median > 0.1 && embedding.median < 0.2);
        QVERIFY(!embedding.outlier);
    }

    void nothingToCompare() {
        const HurtReport none = hurtTensors(Comparison(), 0);
        QVERIFY(none.tensors.empty() && none.layers.empty());
        Comparison comparison; // exact copies, and one that came from nothing
        for (int i = 0; i < 5; ++i)
            add(comparison, qPrintable(QString::number(i)), Role::Output, i, 0);
        comparison.tensors[1].schemes[0].sums = {1, 0, 1, 0, 1, 1, 0, 0};
        const HurtReport report = hurtTensors(comparison, 0);
        for (const HurtTensor& hurt : report.tensors)
            QVERIFY(!hurt.outlier && hurt.ratio == 1);
    }
};

QTEST_GUILESS_MAIN(HurtTensorsTest)
#include "tst_hurt_tensors.moc"
