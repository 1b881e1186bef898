// Token ids against llama.cpp's own tokenizer: for the files we have and for every way of cutting text that
// we know.
#include "support/llama_tokens.h"
#include "support/sample_texts.h"
#include "support/vocabulary_gguf.h"

#include "pipeline/export.h"
#include "text/byte_alphabet.h"
#include "text/pre_tokenizers.h"
#include "text/tokenizer_definition.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <array>

using namespace mantissa;

namespace {

const QString stories = QStringLiteral(MANTISSA_TEST_DATA "/stories260k/stories260K.gguf");
const QString demo = QStringLiteral(MANTISSA_SOURCE_DIR "/resources/demo/fable");

TokenizerPtr tokenizerAt(const QString& path) {
    const auto model = openModel(path.toStdString());
    if (!model)
        qFatal("%s", model.error().describe().c_str());
    auto tokenizer = tokenizerOf(**model);
    if (!tokenizer)
        qFatal("%s", tokenizer.error().describe().c_str());
    return *tokenizer;
}

QList<qint32> encoded(const Tokenizer& tokenizer, const QByteArray& text, EncodeOptions options) {
    const auto ids = tokenizer.encode({text.constData(), static_cast<std::size_t>(text.size())}, options);
    if (!ids)
        qFatal("%s", ids.error().describe().c_str());
    return {ids->begin(), ids->end()};
}

/// Empty when everything agrees, else the first text that does not.
QString difference(const TokenizerPtr& tokenizer, const QString& path, const QByteArrayList& texts,
                   EncodeOptions options) {
    const auto theirs = llamaTokens(path, texts, options.addSpecial, options.parseSpecial);
    if (!theirs)
        return QStringLiteral("llama.cpp crashed or refused the file");
    if (theirs->bos != tokenizer->bos() || theirs->eos != tokenizer->eos() ||
        theirs->addsBos != tokenizer->addsBos() || theirs->addsEos != tokenizer->addsEos())
        return QStringLiteral("BOS or EOS: %1 %2, ours %3 %4")
            .arg(theirs->bos)
            .arg(theirs->eos)
            .arg(tokenizer->bos())
            .arg(tokenizer->eos());
    QString report;
    for (qsizetype i = 0; i < texts.size(); ++i) {
        const QList<qint32> ours = encoded(*tokenizer, texts[i], options);
        if (ours == theirs->ids[i])
            continue;
        QDebug(&report) << "text" << texts[i] << "\nllama.cpp" << theirs->ids[i] << "\nours" << ours;
        return report;
    }
    for (qsizetype id = 0; id < theirs->pieces.size(); ++id)
        if (QByteArray::fromStdString(tokenizer->token(static_cast<TokenId>(id))) != theirs->pieces[id]) {
            QDebug(&report) << "token" << id << "llama.cpp" << theirs->pieces[id] << "ours"
                            << QByteArray::fromStdString(tokenizer->token(static_cast<TokenId>(id)));
            return report;
        }
    return {};
}

/// Bytes as tokens and every pair of them as a merge, in a scrambled order: where text is cut shows in the
/// ids.
VocabularyGguf pairVocabulary(const std::string& preTokenizer) {
    QRandomGenerator random(7);
    std::vector<std::string> tokens = {"<s>", "<|end|>"};
    std::vector<std::int32_t> types = {3, 3};
    std::vector<std::string> merges;
    for (int byte = 0; byte < 256; ++byte)
        tokens.push_back(byteCharacter(static_cast<unsigned char>(byte)));
    const std::string common =
        "abZthexing0179 \n\r\t!.,'sSrelL\"-_/$+<=|`~^\xC2\xA0\xC3\xA9\xD0\xE2\x80\x81\xE3\xF0";
    std::vector<std::pair<std::string, std::string>> pairs;
    for (std::size_t i = 0; i < common.size(); ++i)
        for (std::size_t j = 0; j < common.size(); ++j)
            pairs.emplace_back(byteCharacter(static_cast<unsigned char>(common[i])),
                               byteCharacter(static_cast<unsigned char>(common[j])));
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    std::shuffle(pairs.begin(), pairs.end(), random);
    for (const auto& [left, right] : pairs) {
        merges.push_back(left + " " + right);
        tokens.push_back(left + right);
    }
    types.resize(tokens.size(), 1);
    VocabularyGguf file;
    file.set("tokenizer.ggml.model", std::string("gpt2"));
    file.set("tokenizer.ggml.pre", preTokenizer);
    file.setArray("tokenizer.ggml.tokens", tokens);
    file.setArray("tokenizer.ggml.token_type", types);
    file.setArray("tokenizer.ggml.merges", merges);
    file.set("tokenizer.ggml.bos_token_id", std::uint32_t{0});
    file.set("tokenizer.ggml.eos_token_id", std::uint32_t{1});
    return file;
}

QByteArray contents(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    return file.readAll();
}

/// The byte-level tokenizer of a Hugging Face folder, as a GGUF would carry it.
VocabularyGguf asGguf(const QString& folder) {
    const auto definition = tokenizerFromJson(contents(folder + "/tokenizer.json").toStdString(),
                                              contents(folder + "/tokenizer_config.json").toStdString());
    if (!definition)
        qFatal("%s", definition.error().describe().c_str());
    std::vector<std::string> tokens;
    std::vector<std::int32_t> types;
    std::vector<std::string> merges;
    for (TokenId id = 0; id < definition->vocabulary.size(); ++id) {
        tokens.push_back(definition->vocabulary[id].text);
        types.push_back(static_cast<std::int32_t>(definition->vocabulary[id].type));
    }
    for (const auto& [left, right] : definition->merges)
        merges.push_back(left + " " + right);
    VocabularyGguf file;
    file.set("tokenizer.ggml.model", std::string("gpt2"));
    file.set("tokenizer.ggml.pre", std::string("gpt-2"));
    file.setArray("tokenizer.ggml.tokens", tokens);
    file.setArray("tokenizer.ggml.token_type", types);
    file.setArray("tokenizer.ggml.merges", merges);
    file.set("tokenizer.ggml.bos_token_id", static_cast<std::uint32_t>(definition->bos));
    file.set("tokenizer.ggml.eos_token_id", static_cast<std::uint32_t>(definition->eos));
    file.set("tokenizer.ggml.add_bos_token", definition->addBos);
    return file;
}

/// A small unigram vocabulary with pieces that compete.
VocabularyGguf unigramVocabulary(bool prefix, bool mergeSpaces) {
    std::vector<std::string> tokens = {"<pad>", "</s>", "<unk>"};
    std::vector<float> scores = {0, 0, 0};
    std::vector<std::int32_t> types = {3, 3, 2};
    QRandomGenerator random(11);
    const auto add = [&](const std::string& text, std::int32_t type) {
        if (std::find(tokens.begin(), tokens.end(), text) != tokens.end())
            return;
        tokens.push_back(text);
        scores.push_back(static_cast<float>(-2 - 10 * random.generateDouble()));
        types.push_back(type);
    };
    const std::string space = "\xE2\x96\x81";
    for (const char* piece : {"a", "b", "e", "t", "h", "i", "n", "g", "x", "1",
                              "0", "O", "c", ".", ",", "'", "s", "é", "Я", "中"}) {
        add(piece, 1);
        add(space + piece, 1);
    }
    for (const char* piece :
         {"th", "the", "he", "in", "ing", "ng", "Once", "On", "ce", "ab", "aba", "中文", "..", "..."}) {
        add(piece, 1);
        add(space + piece, 1);
    }
    add(space, 1);
    add(space + space, 1);
    add("<user>", 4);
    VocabularyGguf file;
    file.set("tokenizer.ggml.model", std::string("t5"));
    file.setArray("tokenizer.ggml.tokens", tokens);
    file.setArray("tokenizer.ggml.scores", scores);
    file.setArray("tokenizer.ggml.token_type", types);
    file.set("tokenizer.ggml.add_space_prefix", prefix);
    file.set("tokenizer.ggml.remove_extra_whitespaces", mergeSpaces);
    return file;
}

/// A SentencePiece vocabulary as the converter writes it for Gemma (no space before the text, runs of spaces
/// and tags as pieces of their own) or for Phi-3 (special tokens that swallow white space after them).
VocabularyGguf sentencePieceVocabulary(bool gemma) {
    std::vector<std::string> tokens;
    std::vector<float> scores;
    std::vector<std::int32_t> types;
    const auto add = [&](const std::string& text, std::int32_t type, float score) {
        if (std::find(tokens.begin(), tokens.end(), text) != tokens.end())
            return;
        tokens.push_back(text);
        types.push_back(type);
        scores.push_back(score);
    };
    const std::vector<const char*> special =
        gemma ? std::vector<const char*>{"<pad>", "<eos>", "<bos>", "<unk>"}
              : std::vector<const char*>{"<unk>", "<s>", "</s>"};
    for (const char* text : special)
        add(text, std::string(text) == "<unk>" ? 2 : 3, 0);
    for (int byte = 0; byte < 256; ++byte)
        add(QString::asprintf("<0x%02X>", byte).toStdString(), 6, 0);
    const std::string space = "\xE2\x96\x81";
    QRandomGenerator random(5);
    const auto score = [&random] { return static_cast<float>(-1 - 20 * random.generateDouble()); };
    for (const char* piece : {"a",  "b",  "e",  "t",  "h",  "i", "n",   "g",   "s",    "O",   "c",
                              "1",  "0",  ".",  ",",  "'",  "é", "th",  "the", "in",   "ing", "he",
                              "ab", "On", "ce", "..", "中", "Я", "nce", "es",  "Once", "10"}) {
        add(piece, 1, score());
        add(space + piece, 1, score());
    }
    add(space, 1, score());
    add("\n", gemma ? 4 : 1, 0);
    for (const char* run : {"  ", "   ", "    "}) {
        if (gemma)
            add(QString(run).replace(' ', QString::fromStdString(space)).toStdString(), 4, 0);
    }
    for (const char* tag : {"<start_of_turn>", "<end_of_turn>", "<|end|>", "<|user|>", "<|endoftext|>"})
        add(tag, gemma == (std::string(tag).find('|') == std::string::npos) ? 3 : 4, -1000);
    VocabularyGguf file;
    if (!gemma)
        file.set("general.name", std::string("Phi 3 Mini 4k Instruct phi-3"));
    file.set("tokenizer.ggml.model", std::string("llama"));
    file.set("tokenizer.ggml.pre", std::string("default"));
    file.setArray("tokenizer.ggml.tokens", tokens);
    file.setArray("tokenizer.ggml.scores", scores);
    file.setArray("tokenizer.ggml.token_type", types);
    file.set("tokenizer.ggml.bos_token_id", std::uint32_t{gemma ? 2U : 1U});
    file.set("tokenizer.ggml.eos_token_id", std::uint32_t{gemma ? 1U : 2U});
    file.set("tokenizer.ggml.unknown_token_id", std::uint32_t{gemma ? 3U : 0U});
    if (gemma)
        file.set("tokenizer.ggml.add_space_prefix", false);
    return file;
}

} // namespace

class LlamaTokenizer : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        if (const QString missing = llamaMissing(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
    }
    void sentencePiece_data();
    void sentencePiece();
    void families_data();
    void families();
    void huggingFace();
    void exported_data();
    void exported();
    void preTokenizer_data();
    void preTokenizer();
    void unigram_data();
    void unigram();
};

void LlamaTokenizer::sentencePiece_data() {
    QTest::addColumn<bool>("addSpecial");
    QTest::addColumn<bool>("parseSpecial");
    QTest::newRow("text alone") << false << false;
    QTest::newRow("with BOS") << true << false;
    QTest::newRow("special tokens spelt out") << true << true;
}

void LlamaTokenizer::sentencePiece() {
    QFETCH(bool, addSpecial);
    QFETCH(bool, parseSpecial);
    const QByteArrayList texts =
        sampleTexts() + randomTexts(200, 3) + QByteArrayList{"\xFF\xFE \xC3", "\xE2\x96"};
    const QString found = difference(tokenizerAt(stories), stories, texts, {addSpecial, parseSpecial});
    QVERIFY2(found.isEmpty(), qPrintable(found));
}

void LlamaTokenizer::families_data() {
    QTest::addColumn<bool>("gemma");
    QTest::addColumn<bool>("special");
    QTest::newRow("Gemma") << true << false;
    QTest::newRow("Gemma, tags parsed") << true << true;
    QTest::newRow("Phi-3") << false << false;
    QTest::newRow("Phi-3, tags parsed") << false << true;
}

void LlamaTokenizer::families() {
    QFETCH(bool, gemma);
    QFETCH(bool, special);
    QTemporaryDir folder;
    const QString path = folder.filePath("family.gguf");
    QVERIFY(sentencePieceVocabulary(gemma).write(path));
    const QByteArrayList texts = sampleTexts() + randomTexts(100, 5) +
                                 QByteArrayList{"<start_of_turn>the  thing<end_of_turn>\n the",
                                                "<|user|>\n  Once <|end|> \n\n the<|endoftext|> in",
                                                "    a     b",
                                                "\n\n",
                                                " the",
                                                "the "};
    const QString found = difference(tokenizerAt(path), path, texts, {special, special});
    QVERIFY2(found.isEmpty(), qPrintable(found));
}

void LlamaTokenizer::huggingFace() {
    QTemporaryDir folder;
    const QString path = folder.filePath("fable.gguf");
    QVERIFY(asGguf(demo).write(path));
    const QByteArrayList texts = sampleTexts() + randomTexts(300, 2);
    for (const EncodeOptions options : {EncodeOptions{true, false}, EncodeOptions{false, true}}) {
        const QString found = difference(tokenizerAt(demo), path, texts, options);
        QVERIFY2(found.isEmpty(), qPrintable(found));
    }
}

void LlamaTokenizer::exported_data() {
    QTest::addColumn<QString>("model");
    QTest::addColumn<bool>("anyText");
    QTest::newRow("byte-level") << demo << true;
    // Its vocabulary has neither bytes nor most characters; llama.cpp crashes on what it cannot write.
    QTest::newRow("SentencePiece") << QStringLiteral(MANTISSA_TEST_DATA "/tinystories-656k") << false;
}

// The files we write: llama.cpp, and we ourselves, must read the same tokens from them.
void LlamaTokenizer::exported() {
    QFETCH(QString, model);
    QFETCH(bool, anyText);
    QTemporaryDir folder;
    const QString path = folder.filePath("exported.gguf");
    ExportOptions options;
    options.target = path.toStdString();
    options.recipe = *parseRecipe("F32");
    const auto opened = openModel(model.toStdString());
    QVERIFY(opened);
    const auto certificate = exportModel(*opened, options, Task());
    QVERIFY2(certificate, certificate ? "" : certificate.error().describe().c_str());
    QByteArrayList texts = {sampleTexts()[2], "Tom and Lily saw a big dog. \"Can we play?\" she asked.", " ",
                            "a  b"};
    if (anyText)
        texts += sampleTexts() + randomTexts(100, 8);
    const QString found = difference(tokenizerAt(path), path, texts, {true, false});
    QVERIFY2(found.isEmpty(), qPrintable(found));
}

void LlamaTokenizer::preTokenizer_data() {
    QTest::addColumn<QString>("name");
    for (const std::string_view name : preTokenizerNames())
        QTest::newRow(std::string(name).c_str())
            << QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

void LlamaTokenizer::preTokenizer() {
    QFETCH(QString, name);
    QTemporaryDir folder;
    const QString path = folder.filePath("vocabulary.gguf");
    QVERIFY(pairVocabulary(name.toStdString()).write(path));
    const QByteArrayList texts =
        sampleTexts() + randomTexts(300, 5) + QByteArrayList{"\xFF\xFE \xC3", "\xE2\x96"};
    const QString found = difference(tokenizerAt(path), path, texts, {true, true});
    QVERIFY2(found.isEmpty(), qPrintable(found));
}

void LlamaTokenizer::unigram_data() {
    QTest::addColumn<bool>("prefix");
    QTest::addColumn<bool>("mergeSpaces");
    QTest::newRow("plain") << false << false;
    QTest::newRow("prefix") << true << false;
    QTest::newRow("prefix, spaces merged") << true << true;
    QTest::newRow("spaces merged") << false << true;
}

void LlamaTokenizer::unigram() {
    QFETCH(bool, prefix);
    QFETCH(bool, mergeSpaces);
    QTemporaryDir folder;
    const QString path = folder.filePath("vocabulary.gguf");
    QVERIFY(unigramVocabulary(prefix, mergeSpaces).write(path));
    const QByteArrayList texts = sampleTexts() + randomTexts(200, 9) +
                                 QByteArrayList{"a<user>b <us <use", "the thing. Once aba 中文..."};
    const QString found = difference(tokenizerAt(path), path, texts, {true, false});
    QVERIFY2(found.isEmpty(), qPrintable(found));
}

QTEST_APPLESS_MAIN(LlamaTokenizer)
#include "tst_llama_tokenizer.moc"
