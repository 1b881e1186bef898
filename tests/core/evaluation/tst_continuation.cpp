// What the demo model writes.
#include "base/parallel.h"
#include "evaluation/continuation.h"
#include "pipeline/simulate.h"
#include "text/utf8.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace mantissa;

class Continuations : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void greedyEqualsRunningAllAgain();
    void textIsThatOfTheTokens();
    void threadsDoNotMatter();
    void seedsMatter();
    void longPrompt();
    void endsWithTheContext();
    void endsWithTheText();
    void partsFromARecipe();
    void cancelled();
    void refused_data();
    void refused();

private:
    Result<Continuation> goOn(std::string_view prompt, std::int64_t tokens, SamplingOptions sampling = {}) {
        ContinuationOptions options;
        options.tokens = tokens;
        options.sampling = sampling;
        return continueText(network_, *tokenizer_, prompt, options, Runtime(), Task());
    }

    ModelPtr model_;
    CausalNetwork network_ = empty();
    TokenizerPtr tokenizer_;

    static CausalNetwork empty() {
        return {*Network::create(std::make_shared<Graph>(), {}), 0, 0, 0, 0, 0, 0, {}, {}};
    }
};

namespace {

/// A tokenizer with another token that ends a text.
class OtherEnd final : public Tokenizer {
public:
    OtherEnd(TokenizerPtr tokenizer, TokenId end) : tokenizer_(std::move(tokenizer)), end_(end) {}
    Result<std::vector<TokenId>> encode(std::string_view text, EncodeOptions options,
                                        const Task& task) const override {
        return tokenizer_->encode(text, options, task);
    }
    std::string decode(std::span<const TokenId> ids, bool special) const override {
        return tokenizer_->decode(ids, special);
    }
    std::string token(TokenId id) const override { return tokenizer_->token(id); }
    bool isControl(TokenId id) const override { return tokenizer_->isControl(id); }
    TokenId size() const override { return tokenizer_->size(); }
    TokenId bos() const override { return tokenizer_->bos(); }
    TokenId eos() const override { return end_; }
    TokenId unknown() const override { return tokenizer_->unknown(); }
    bool addsBos() const override { return tokenizer_->addsBos(); }
    bool addsEos() const override { return false; }
    std::string description() const override { return tokenizer_->description(); }

private:
    TokenizerPtr tokenizer_;
    TokenId end_;
};

std::vector<TokenId> idsOf(const Continuation& continuation) {
    std::vector<TokenId> ids;
    for (const ContinuedToken& token : continuation.tokens)
        ids.push_back(token.id);
    return ids;
}

} // namespace

void Continuations::initTestCase() {
    auto model = openModel(MANTISSA_SOURCE_DIR "/resources/demo/fable");
    QVERIFY(model);
    model_ = *model;
    auto network = buildNetwork(*model_);
    QVERIFY(network);
    network_ = std::move(*network);
    auto tokenizer = tokenizerOf(*model_);
    QVERIFY(tokenizer);
    tokenizer_ = *tokenizer;
}

void Continuations::greedyEqualsRunningAllAgain() {
    const auto ours = goOn("Once upon a time", 40);
    QVERIFY2(ours, ours ? "" : ours.error().describe().c_str());
    auto ids = *tokenizer_->encode("Once upon a time");
    QCOMPARE(ours->promptTokens, ids.size());
    const Runtime runtime;
    for (const ContinuedToken& token : ours->tokens) {
        const Array input = Array::integers({1, static_cast<std::int64_t>(ids.size())}, ids);
        const auto hidden = hiddenStates(network_, input, runtime, Task());
        QVERIFY(hidden);
        const auto logits = logitsOf(network_, *hidden, runtime, Task());
        QVERIFY(logits);
        const auto row = logits->values().last(1024);
        const auto top = std::max_element(row.begin(), row.end());
        QCOMPARE(token.id, static_cast<TokenId>(top - row.begin()));
        double sum = 0;
        for (const float logit : row)
            sum += std::exp(static_cast<double>(logit - *top));
        QVERIFY(std::abs(token.probability - 1 / sum) < 1e-5);
        ids.push_back(token.id);
    }
    QCOMPARE(ours->tokens.size(), std::size_t(40));
    QVERIFY(ours->end == ContinuationEnd::Length);
}

void Continuations::textIsThatOfTheTokens() {
    std::string told;
    ContinuationOptions options;
    options.tokens = 60;
    options.sampling = {3, 0, 4}; // hot: bytes that make no character come up
    options.progress = [&told](const ContinuedToken& token) { told += token.text; };
    const auto result = continueText(network_, *tokenizer_, "A story", options, Runtime(), Task());
    QVERIFY(result);
    QCOMPARE(result->text, validUtf8(tokenizer_->decode(idsOf(*result))));
    QVERIFY(result->text.starts_with(told));
    QVERIFY(!result->text.empty());
}

void Continuations::threadsDoNotMatter() {
    setThreads(1);
    const auto one = goOn("Lily and Tom", 50, {0.9, 40, 3});
    setThreads(3);
    const auto three = goOn("Lily and Tom", 50, {0.9, 40, 3});
    setThreads(0);
    QVERIFY(one && three);
    QCOMPARE(idsOf(*one), idsOf(*three));
    for (std::size_t i = 0; i < one->tokens.size(); ++i)
        QCOMPARE(one->tokens[i].probability, three->tokens[i].probability);
}

void Continuations::seedsMatter() {
    const auto one = goOn("Lily and Tom", 30, {1, 0, 3});
    const auto other = goOn("Lily and Tom", 30, {1, 0, 4});
    const auto greedy = goOn("Lily and Tom", 30);
    QVERIFY(one && other && greedy);
    QVERIFY(idsOf(*one) != idsOf(*other));
    // A temperature near 0, or one candidate: the most likely token.
    QCOMPARE(idsOf(*goOn("Lily and Tom", 30, {1e-6, 0, 3})), idsOf(*greedy));
    QCOMPARE(idsOf(*goOn("Lily and Tom", 30, {1, 1, 3})), idsOf(*greedy));
}

// The prompt is run in pieces: a model that knows a longer context shows the border.
void Continuations::longPrompt() {
    CausalNetwork longer = network_;
    longer.contextLength = 2000;
    std::string prompt;
    for (int i = 0; i < 150; ++i)
        prompt += "Tom had a red ball. ";
    ContinuationOptions options;
    options.tokens = 3;
    const auto result = continueText(longer, *tokenizer_, prompt, options, Runtime(), Task());
    QVERIFY(result);
    auto ids = *tokenizer_->encode(prompt);
    QVERIFY(ids.size() > 520 && ids.size() % 512 > 1);
    const Array input = Array::integers({1, static_cast<std::int64_t>(ids.size())}, ids);
    const auto hidden = hiddenStates(longer, input, Runtime(), Task());
    QVERIFY(hidden);
    const auto logits = logitsOf(longer, *hidden, Runtime(), Task());
    const auto row = logits->values().last(1024);
    QCOMPARE(result->tokens[0].id,
             static_cast<TokenId>(std::max_element(row.begin(), row.end()) - row.begin()));
}

void Continuations::endsWithTheContext() {
    CausalNetwork shorter = network_;
    shorter.contextLength = 12;
    ContinuationOptions options;
    options.tokens = 64;
    const auto result = continueText(shorter, *tokenizer_, "Once upon a time", options, Runtime(), Task());
    QVERIFY(result);
    QVERIFY(result->end == ContinuationEnd::Context);
    // The last token is chosen, though it could not be run any more.
    QCOMPARE(result->promptTokens + result->tokens.size(), std::size_t(13));
}

void Continuations::endsWithTheText() {
    QVERIFY(endsText(*tokenizer_, tokenizer_->eos()));
    QVERIFY(!endsText(*tokenizer_, tokenizer_->bos()));
    QVERIFY(!endsText(*tokenizer_, -1));
    const auto word = tokenizer_->encode("end", {.addSpecial = false});
    QVERIFY(!endsText(*tokenizer_, word->front()));
    // With a token that the text has as the one that ends it.
    const auto whole = goOn("Once upon a time", 40);
    QVERIFY(whole);
    const auto ids = idsOf(*whole);
    const OtherEnd ending(tokenizer_, ids[12]);
    ContinuationOptions options;
    options.tokens = 40;
    const auto result = continueText(network_, ending, "Once upon a time", options, Runtime(), Task());
    QVERIFY(result);
    QVERIFY(result->end == ContinuationEnd::EndOfText);
    const auto first = std::find(ids.begin(), ids.end(), ids[12]);
    QCOMPARE(idsOf(*result), std::vector<TokenId>(ids.begin(), first));
}

void Continuations::partsFromARecipe() {
    const auto recipe = parseRecipe("Q2_K");
    QVERIFY(recipe);
    const auto simulation = simulate(network_, *model_, *recipe, nullptr, Task());
    QVERIFY(simulation);
    ContinuationOptions options;
    const auto original = goOn("Once upon a time", options.tokens);
    const auto coarse =
        continueText(simulation->network, *tokenizer_, "Once upon a time", options, Runtime(), Task());
    QVERIFY(original && coarse);
    const std::size_t same = commonTokens(*original, *coarse);
    QVERIFY(same > 0 && same < original->tokens.size());
    QVERIFY(original->tokens[same].id != coarse->tokens[same].id);
    QCOMPARE(commonTokens(*original, *original), original->tokens.size());
}

void Continuations::cancelled() {
    std::stop_source stop;
    auto progress = std::make_shared<Progress>();
    ContinuationOptions options;
    options.tokens = 200;
    int told = 0;
    options.progress = [&](const ContinuedToken&) {
        if (++told == 5)
            stop.request_stop();
    };
    const auto result = continueText(network_, *tokenizer_, "Once upon a time", options, Runtime(),
                                     Task(stop.get_token(), progress));
    QVERIFY(!result);
    QVERIFY(result.error().code() == ErrorCode::Cancelled);
    QCOMPARE(told, 5);
}

void Continuations::refused_data() {
    QTest::addColumn<QByteArray>("prompt");
    QTest::addColumn<qint64>("tokens");
    QTest::addColumn<double>("temperature");
    QTest::addColumn<qint64>("topK");
    QTest::addColumn<QByteArray>("said");
    const QByteArray prompt("Once");
    QTest::newRow("no tokens") << prompt << qint64(0) << 0.0 << qint64(0) << QByteArray("at least one token");
    QTest::newRow("negative temperature")
        << prompt << qint64(1) << -0.5 << qint64(0) << QByteArray("not -0.5");
    QTest::newRow("no temperature") << prompt << qint64(1) << std::numeric_limits<double>::quiet_NaN()
                                    << qint64(0) << QByteArray("temperature");
    QTest::newRow("endless temperature") << prompt << qint64(1) << std::numeric_limits<double>::infinity()
                                         << qint64(0) << QByteArray("temperature");
    QTest::newRow("negative candidates") << prompt << qint64(1) << 1.0 << qint64(-1) << QByteArray("not -1");
    QTest::newRow("prompt too long") << QByteArray("word ").repeated(400) << qint64(1) << 0.0 << qint64(0)
                                     << QByteArray("leaves no room");
}

void Continuations::refused() {
    QFETCH(QByteArray, prompt);
    QFETCH(qint64, tokens);
    QFETCH(double, temperature);
    QFETCH(qint64, topK);
    QFETCH(QByteArray, said);
    const auto result = goOn(prompt.toStdString(), tokens, {temperature, topK, 0});
    QVERIFY(!result);
    QVERIFY(result.error().code() == ErrorCode::InvalidArgument);
    QVERIFY2(result.error().describe().find(said.toStdString()) != std::string::npos,
             result.error().describe().c_str());
}

QTEST_GUILESS_MAIN(Continuations)
#include "tst_continuation.moc"
