// Tokenizer files with bytes, numbers and pieces changed at random: an error or a tokenizer that works, never
// a crash.
#include "support/sample_texts.h"

#include "text/tokenizer_definition.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTest>

using namespace mantissa;

namespace {

QByteArray contents(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    return file.readAll();
}

/// What breaks parsers: other numbers, other types, doubled, dropped and swapped stretches.
QByteArray mutated(QByteArray bytes, QRandomGenerator& random) {
    static const QByteArrayList splices = {"-1", "4294967296", "1e999",   "null",   "true",    "[]",
                                           "{}", "\"\"",       "\\u0000", "\xFF",   "[[1,2]]", "\"",
                                           "(",  "\\\\",       "▁",       "<0x41>", ",",       "\\ud800"};
    for (int changes = random.bounded(1, 4); changes > 0 && bytes.size() > 8; --changes) {
        // Mostly near the ends, where the structure is; vocabularies are long and dull.
        const int size = static_cast<int>(bytes.size());
        const int window = std::min(size - 2, 1500);
        const int at = random.bounded(3) == 0   ? random.bounded(size - 2)
                       : random.bounded(2) == 0 ? random.bounded(window)
                                                : size - 2 - random.bounded(window);
        const int length = random.bounded(1, std::min(16, size - at));
        switch (random.bounded(6)) {
        case 0:
            bytes[at] = static_cast<char>(random.bounded(256));
            break;
        case 1:
            bytes.remove(at, length);
            break;
        case 2:
            bytes.insert(at, bytes.mid(random.bounded(size - 1), length));
            break;
        case 3:
            bytes.truncate(random.bounded(20) == 0 ? at : size);
            break;
        default:
            bytes.replace(at, random.bounded(length),
                          splices[random.bounded(static_cast<int>(splices.size()))]);
        }
    }
    return bytes;
}

/// True if it was read; then it must also work.
bool survives(const QByteArray& tokenizerText, const QByteArray& config) {
    auto definition = tokenizerFromJson(tokenizerText.toStdString(), config.toStdString());
    if (!definition)
        return false;
    const auto tokenizer = makeTokenizer(std::move(*definition));
    if (!tokenizer)
        return false;
    for (const QByteArray& text : {sampleTexts()[5], sampleTexts()[15], QByteArray("\xFF\xE2\x96 a<s>")})
        if (const auto ids = (*tokenizer)->encode(text.toStdString(), {true, true}))
            (*tokenizer)->decode(*ids, true);
    return true;
}

const QByteArray small = R"({"added_tokens":[{"id":0,"content":"<s>","special":true,"lstrip":true},
 {"id":6,"content":"x","special":false}],
 "normalizer":{"type":"Sequence","normalizers":[{"type":"Prepend","prepend":"▁"},
 {"type":"Replace","pattern":{"String":" "},"content":"▁"}]},
 "pre_tokenizer":{"type":"Sequence","pretokenizers":[{"type":"Split","pattern":{"Regex":"[^\\s\\p{L}]+|\\s+(?!\\S)|\\p{N}{1,3}"},
 "behavior":"Isolated","invert":false},{"type":"Digits","individual_digits":true}]},
 "post_processor":{"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"<s>","type_id":0}},{"Sequence":{"id":"A"}}]},
 "model":{"type":"BPE","unk_token":"<s>","fuse_unk":true,"byte_fallback":true,"ignore_merges":true,
 "vocab":{"<s>":0,"a":1,"b":2,"ab":3,"▁":4,"<0x41>":5},"merges":["a b",["▁","a"]]}})";

const QByteArray unigram = R"({"normalizer":{"type":"Sequence","normalizers":[{"type":"Precompiled",
 "precompiled_charsmap":"CAAAAAAEAAAAAAAAYWEA"},{"type":"Replace","pattern":{"Regex":" {2,}"},"content":"▁"}]},
 "pre_tokenizer":{"type":"Metaspace","replacement":"▁","prepend_scheme":"always"},
 "added_tokens":[{"id":0,"content":"<unk>","special":true},{"id":3,"content":"ab","special":false}],
 "model":{"type":"Unigram","unk_id":0,"vocab":[["<unk>",0.0],["▁",-1.5],["a",-2],["ab",-1e3]]}})";

} // namespace

class FuzzTokenizer : public QObject {
    Q_OBJECT

private slots:
    void json_data();
    void json();
    void metadata();
};

void FuzzTokenizer::json_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("runs");
    QTest::newRow("small BPE") << small << 4000;
    QTest::newRow("unigram") << unigram << 4000;
    QTest::newRow("fable") << contents(
                                  QStringLiteral(MANTISSA_SOURCE_DIR "/resources/demo/fable/tokenizer.json"))
                           << 250;
}

void FuzzTokenizer::json() {
    QFETCH(QByteArray, text);
    QFETCH(int, runs);
    const QByteArray config = R"({"bos_token":"<s>","eos_token":{"content":"<|end|>"},"add_bos_token":true})";
    QVERIFY(survives(text, config));
    QRandomGenerator random(2024);
    int read = 0;
    for (int run = 0; run < runs; ++run) {
        const bool both = random.bounded(4) == 0;
        read += survives(mutated(text, random), both ? mutated(config, random) : config) ? 1 : 0;
    }
    // A fuzzer that never gets past the parser, or never breaks anything, tests nothing.
    QVERIFY2(read > runs / 50 && read < runs, qPrintable(QString::number(read)));
}

void FuzzTokenizer::metadata() {
    QRandomGenerator random(7);
    const auto model = openModel(MANTISSA_TEST_DATA "/stories260k/stories260K.gguf");
    QVERIFY(model);
    std::vector<std::string> keys;
    for (const auto& entry : (*model)->metadata.entries())
        if (entry.key.starts_with("tokenizer."))
            keys.push_back(entry.key);
    const std::vector<MetadataValue> values = {
        std::int32_t{-1},
        std::uint32_t{0xFFFFFFFF},
        std::string("gpt2"),
        std::string("t5"),
        true,
        MetadataArray(std::vector<std::string>(600, "x")),
        3.5F,
        MetadataArray(std::vector<float>(512, -1e38F)),
        std::string("llama"),
        MetadataArray(std::vector<std::int32_t>(512, 4)),
        std::uint64_t{1} << 63,
        MetadataArray(std::vector<std::uint8_t>(64, 0xFF)),
    };
    int works = 0;
    for (int run = 0; run < 400; ++run) {
        Metadata changed = (*model)->metadata;
        for (int changes = random.bounded(1, 4); changes > 0; --changes) {
            const std::string& key = random.bounded(6) == 0
                                         ? "tokenizer.ggml.merges"
                                         : keys[random.bounded(static_cast<int>(keys.size()))];
            if (random.bounded(4) == 0)
                changed.remove(key);
            else
                changed.set(key, values[random.bounded(static_cast<int>(values.size()))]);
        }
        auto definition = tokenizerFromMetadata(changed);
        if (!definition)
            continue;
        if (const auto tokenizer = makeTokenizer(std::move(*definition))) {
            ++works;
            if (const auto ids = (*tokenizer)->encode("Once <s> upon\xFF a time", {true, true}))
                (*tokenizer)->decode(*ids, true);
        }
    }
    QVERIFY(works > 20 && works < 400);
}

QTEST_APPLESS_MAIN(FuzzTokenizer)
#include "tst_fuzz_tokenizer.moc"
