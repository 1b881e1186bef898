// What has to run again when weights change, and what can be fed.
#include "network/dependents.h"
#include "support/network_runs.h"
#include "support/small_architecture.h"

#include <QTest>

using namespace mantissa;
using support::SmallArchitecture;

class DependentNodes : public QObject {
    Q_OBJECT

private slots:
    void frontiers_data();
    void frontiers();
    void suffixes_data();
    void suffixes();
};

namespace {

CausalNetwork made(const QTemporaryDir& folder, const char* variant) {
    const auto path = pathIn(folder, "small.gguf");
    if (!SmallArchitecture(variant).writeGguf(path))
        qFatal("cannot write %s", path.c_str());
    return support::networkOf(path);
}

Dependents of(const CausalNetwork& model, const std::string& weight) {
    const auto slot = model.network.graph().findWeight(weight);
    if (!slot)
        qFatal("no weight %s", weight.c_str());
    return dependentsOf(model.network.graph(), {&*slot, 1}, model.hidden);
}

} // namespace

void DependentNodes::frontiers_data() {
    QTest::addColumn<QString>("weight");
    QTest::addColumn<QStringList>("frontier");
    QTest::addColumn<QString>("first");
    QTest::newRow("embedding") << "token_embd.weight" << QStringList{"ids"} << "token_embd";
    // What the other heads make of the same input is not computed again.
    QTest::newRow("values") << "blk.0.attn_v.weight"
                            << QStringList{"blk.0.attn_k_rope", "blk.0.attn_norm", "blk.0.attn_q_rope",
                                           "token_embd"}
                            << "blk.0.attn_v";
    QTest::newRow("down") << "blk.1.ffn_down.weight" << QStringList{"blk.1.attn_residual", "blk.1.ffn_gated"}
                          << "blk.1.ffn_down";
    QTest::newRow("head") << "output.weight" << QStringList() << "";
}

void DependentNodes::frontiers() {
    QFETCH(QString, weight);
    QFETCH(QStringList, frontier);
    QFETCH(QString, first);
    const QTemporaryDir folder;
    const CausalNetwork model = made(folder, "llama");
    const Graph& graph = model.network.graph();
    const Dependents dependents = of(model, weight.toStdString());
    QStringList names;
    for (const ValueId value : dependents.frontier)
        names.push_back(QString::fromStdString(graph.valueName(value)));
    names.sort();
    QCOMPARE(names, frontier);
    QCOMPARE(dependents.nodes.empty(), first.isEmpty());
    if (!first.isEmpty())
        QCOMPARE(graph.nodes()[dependents.nodes.front()].name, first.toStdString());
}

void DependentNodes::suffixes_data() {
    QTest::addColumn<QString>("variant");
    for (const std::string& variant : SmallArchitecture::variants())
        QTest::newRow(variant.c_str()) << QString::fromStdString(variant);
}

/// From the frontier, exactly the dependent nodes run, and they give what the whole network gives.
void DependentNodes::suffixes() {
    QFETCH(QString, variant);
    const QTemporaryDir folder;
    const CausalNetwork model = made(folder, variant.toUtf8().constData());
    const Graph& graph = model.network.graph();
    const Array ids = Array::integers({2, 12}, support::someIds(24, 40));
    const auto whole = hiddenStates(model, ids, Runtime(), Task());
    QVERIFY(whole);
    for (const WeightSlot& slot : graph.weights()) {
        const Dependents dependents = of(model, slot.name);
        const Feed start{model.ids, &ids};
        const auto held = run(model.network, {&start, 1}, dependents.frontier, Runtime(), Task());
        QVERIFY2(held, held ? "" : held.error().describe().c_str());
        std::vector<Feed> feeds;
        for (std::size_t i = 0; i < held->size(); ++i)
            feeds.push_back({dependents.frontier[i], &(*held)[i]});
        std::vector<std::size_t> ran;
        RunOptions watching;
        watching.observer = [&](const Node& node, Inputs) -> Result<void> {
            ran.push_back(static_cast<std::size_t>(&node - graph.nodes().data()));
            return {};
        };
        if (dependents.nodes.empty())
            continue;
        const auto rest = run(model.network, feeds, {&model.hidden, 1}, Runtime(), Task(), watching);
        QVERIFY2(rest, rest ? "" : rest.error().describe().c_str());
        QCOMPARE(ran, dependents.nodes);
        QVERIFY2(std::equal(whole->values().begin(), whole->values().end(), rest->front().values().begin()),
                 slot.name.c_str());
    }
}

QTEST_APPLESS_MAIN(DependentNodes)
#include "tst_dependents.moc"
