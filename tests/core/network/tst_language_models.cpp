// Real language models run in process give the logits that independent programs give.
#include "files/model.h"
#include "network/causal_network.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <algorithm>

using namespace mantissa;

class LanguageModels : public QObject {
    Q_OBJECT

private slots:
    void fable();
};

namespace {

CausalNetwork networkOf(const std::filesystem::path& path) {
    const auto model = openModel(path);
    if (!model)
        qFatal("%s", model.error().describe().c_str());
    auto network = buildNetwork(**model);
    if (!network)
        qFatal("%s", network.error().describe().c_str());
    return std::move(*network);
}

template <class T>
std::vector<T> numbers(const QJsonValue& list) {
    std::vector<T> result;
    for (const QJsonValue& value : list.toArray())
        result.push_back(static_cast<T>(value.toDouble()));
    return result;
}

} // namespace

void LanguageModels::fable() {
    // Figures of an independent program, see tests/data/README.md.
    QFile file(MANTISSA_TEST_DATA "/fable/reference.json");
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject reference = QJsonDocument::fromJson(file.readAll()).object();
    const auto ids = numbers<std::int32_t>(reference["ids_with_bos"]);
    const auto expected = numbers<float>(reference["logits_last_position"]);
    const auto best = numbers<std::int64_t>(reference["argmax_next"]);
    const CausalNetwork model = networkOf(MANTISSA_SOURCE_DIR "/resources/demo/fable");
    QCOMPARE(expected.size(), std::size_t(model.vocabulary));

    const Runtime runtime;
    const Array input = Array::integers({1, std::int64_t(ids.size())}, ids);
    const auto hidden = hiddenStates(model, input, runtime, Task());
    QVERIFY2(hidden, hidden ? "" : hidden.error().describe().c_str());
    const auto logits = logitsOf(model, *hidden, runtime, Task());
    QVERIFY2(logits, logits ? "" : logits.error().describe().c_str());
    QCOMPARE(logits->shape(), (Shape{1, std::int64_t(ids.size()), 1024}));

    for (std::size_t row = 0; row < ids.size(); ++row) {
        const auto line = logits->values().subspan(row * 1024, 1024);
        QCOMPARE(std::max_element(line.begin(), line.end()) - line.begin(), best[row]);
    }
    float worst = 0;
    const auto last = logits->values().subspan((ids.size() - 1) * 1024);
    for (std::size_t i = 0; i < expected.size(); ++i)
        worst = std::max(worst, std::abs(last[i] - expected[i]));
    qInfo("largest difference %g", double(worst));
    QVERIFY(worst < 1e-3F);
}

QTEST_APPLESS_MAIN(LanguageModels)
#include "tst_language_models.moc"
