// What tokenizer.json and GGUF metadata may say, each by a small example; and what is refused, with the
// reason.
#include "text/base64.h"
#include "text/byte_alphabet.h"
#include "text/chars_map.h"
#include "text/pattern_spaces.h"
#include "text/splitter.h"
#include "text/tokenizer_definition.h"
#include "text/utf8.h"

#include <QTest>

#include <cstring>
#include <functional>
#include <limits>

using namespace mantissa;

namespace {

using Ids = std::vector<TokenId>;

Result<TokenizerPtr> fromJson(const QByteArray& tokenizer, const QByteArray& config = {}) {
    auto definition = tokenizerFromJson(tokenizer.toStdString(), config.toStdString());
    if (!definition)
        return fail(std::move(definition.error()));
    return makeTokenizer(std::move(*definition));
}

/// Tokens joined with "|", so that the way a text was cut can be read.
QByteArray cut(const Tokenizer& tokenizer, const QByteArray& text, EncodeOptions options = {true, true}) {
    const auto ids = tokenizer.encode(text.toStdString(), options);
    if (!ids)
        return QByteArray::fromStdString("error: " + ids.error().describe());
    QByteArrayList tokens;
    for (const TokenId id : *ids)
        tokens.append(QByteArray::fromStdString(tokenizer.token(id)));
    return tokens.join('|');
}

/// A byte-level BPE whose merges make "ab", "abc", "12", "123", " a".
QByteArray byteLevel(const QByteArray& preTokenizer, const QByteArray& more = {}) {
    QByteArray vocabulary;
    for (int byte = 0; byte < 256; ++byte) {
        QByteArray character = QByteArray::fromStdString(byteCharacter(static_cast<unsigned char>(byte)));
        character.replace("\\", "\\\\").replace("\"", "\\\"");
        vocabulary += "\"" + character + "\":" + QByteArray::number(byte) + ",";
    }
    return R"({"pre_tokenizer":)" + preTokenizer + more + R"(,"model":{"type":"BPE","vocab":{)" + vocabulary +
           R"("ab":256,"abc":257,"12":258,"123":259,"Ġa":260,"\u0120\u0120":261},
              "merges":["a b",["ab","c"],"1 2","12 3","Ġ a","Ġ Ġ"]}})";
}

const QByteArray plainBytes = R"({"type":"ByteLevel","add_prefix_space":false,"use_regex":false})";

QByteArray withSplit(const QByteArray& split) {
    return R"({"type":"Sequence","pretokenizers":[)" + split + "," + plainBytes + "]}";
}

/// A SentencePiece BPE over a few letters with all byte tokens.
QByteArray characterLevel(const QByteArray& pipeline, bool bytes = true) {
    QByteArray vocabulary = R"("<unk>":0,"<s>":1,"</s>":2)";
    int next = 3;
    for (int byte = 0; bytes && byte < 256; ++byte)
        vocabulary += ",\"" + QByteArray::fromStdString(byteTokenText(static_cast<unsigned char>(byte))) +
                      "\":" + QByteArray::number(next++);
    for (const char* token : {"▁", "a", "b", "▁a", "ab", "▁ab", "▁▁"})
        vocabulary += ",\"" + QByteArray(token) + "\":" + QByteArray::number(next++);
    return "{" + pipeline + R"("added_tokens":[{"id":1,"content":"<s>","special":true},
        {"id":2,"content":"</s>","special":true}],
        "model":{"type":"BPE","unk_token":"<unk>","fuse_unk":true,"byte_fallback":)" +
           (bytes ? "true" : "false") + R"(,"vocab":{)" + vocabulary +
           R"(},"merges":["▁ a","a b","▁a b","▁ ab","▁ ▁"]}})";
}

const QByteArray sentencePiece =
    R"("normalizer":{"type":"Sequence","normalizers":[{"type":"Prepend","prepend":"▁"},
    {"type":"Replace","pattern":{"String":" "},"content":"▁"}]},)";

Metadata scored(const std::function<void(Metadata&)>& change = {}) {
    Metadata metadata;
    metadata.set("tokenizer.ggml.model", std::string("llama"));
    metadata.set("tokenizer.ggml.tokens", MetadataArray(std::vector<std::string>{"<unk>", "<s>", "</s>", "▁",
                                                                                 "a", "b", "ab", "▁a", ""}));
    metadata.set("tokenizer.ggml.scores", MetadataArray(std::vector<float>{0, 0, 0, -9, -9, -9, -1, -2, 0}));
    metadata.set("tokenizer.ggml.token_type",
                 MetadataArray(std::vector<std::int32_t>{2, 3, 3, 1, 1, 1, 1, 1, 5}));
    if (change)
        change(metadata);
    return metadata;
}

Result<TokenizerPtr> fromMetadata(const Metadata& metadata) {
    auto definition = tokenizerFromMetadata(metadata);
    if (!definition)
        return fail(std::move(definition.error()));
    return makeTokenizer(std::move(*definition));
}

} // namespace

class TokenizerDefinitionTest : public QObject {
    Q_OBJECT

private slots:
    void preTokenizers_data();
    void preTokenizers();
    void sentencePieceJson();
    void addedTokens();
    void beginAndEnd_data();
    void beginAndEnd();
    void unigramJson();
    void refusedJson_data();
    void refusedJson();
    void metadata();
    void refusedMetadata_data();
    void refusedMetadata();
    void splitter();
    void spaces();
    void base64();
    void charsMap();
    void utf8();
};

void TokenizerDefinitionTest::preTokenizers_data() {
    QTest::addColumn<QByteArray>("pipeline");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* name, const QByteArray& pipeline, const QByteArray& text,
                        const QByteArray& expected) { QTest::newRow(name) << pipeline << text << expected; };
    row("none", plainBytes, "abc 123  a", "abc| |123| | a");
    row("GPT-2", R"({"type":"ByteLevel","add_prefix_space":false})", "abc123  ac", "abc|123| | a|c");
    row("single digits", withSplit(R"({"type":"Digits","individual_digits":true})"), "ab123", "ab|1|2|3");
    row("digits together", withSplit(R"({"type":"Digits","individual_digits":false})"), "ab123", "ab|123");
    row("two at a time",
        withSplit(
            R"({"type":"Split","pattern":{"Regex":"\\p{N}{1,2}"},"behavior":"Isolated","invert":false})"),
        "abc12312", "abc|12|3|1|2");
    row("removed", withSplit(R"({"type":"Split","pattern":{"Regex":"\\s+"},"behavior":"Removed"})"),
        "ab c ab", "ab|c|ab");
    row("only matches",
        withSplit(R"({"type":"Split","pattern":{"Regex":"\\p{L}+"},"behavior":"Removed","invert":true})"),
        "ab 12 abc", "ab|abc");
    row("end after",
        withSplit(R"({"type":"Split","pattern":{"String":"b"},"behavior":"MergedWithPrevious"})"), "abcab",
        "ab|c|ab");
    row("begin before", withSplit(R"({"type":"Split","pattern":{"String":"b"},"behavior":"MergedWithNext"})"),
        "abc", "a|b|c");
    row("a text, not a pattern",
        withSplit(R"({"type":"Split","pattern":{"String":"."},"behavior":"Isolated"})"), "ab.ab", "ab|.|ab");
}

void TokenizerDefinitionTest::preTokenizers() {
    QFETCH(QByteArray, pipeline);
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    const auto tokenizer = fromJson(byteLevel(pipeline));
    QVERIFY2(tokenizer, tokenizer ? "" : tokenizer.error().describe().c_str());
    QCOMPARE(cut(**tokenizer, text), expected);
}

void TokenizerDefinitionTest::sentencePieceJson() {
    const auto tokenizer =
        fromJson(characterLevel(sentencePiece), R"({"bos_token":"<s>","add_bos_token":true})");
    QVERIFY2(tokenizer, tokenizer ? "" : tokenizer.error().describe().c_str());
    QCOMPARE(cut(**tokenizer, "ab a"), QByteArray("<s>| ab| a"));
    QCOMPARE(cut(**tokenizer, "a</s>b", {false, true}), QByteArray(" a|</s>| |b"));
    QCOMPARE(cut(**tokenizer, "\xC3\xA9", {false, false}), QByteArray(" |\xC3|\xA9"));
    const auto noBytes = fromJson(characterLevel(sentencePiece, false));
    QCOMPARE(cut(**noBytes,
                 "\xC3\xA9\xC3\xA9"
                 "a",
                 {false, false}),
             QByteArray(" |<unk>|a"));

    const QByteArray gemma = R"("normalizer":{"type":"Replace","pattern":{"String":" "},"content":"▁"},
        "pre_tokenizer":{"type":"Split","pattern":{"String":" "},"behavior":"MergedWithPrevious","invert":false},)";
    QCOMPARE(cut(**fromJson(characterLevel(gemma)), "ab a", {false, false}), QByteArray("ab| a"));
    const QByteArray metaspace =
        R"("pre_tokenizer":{"type":"Metaspace","replacement":"▁","prepend_scheme":"first","split":true},)";
    QCOMPARE(cut(**fromJson(characterLevel(metaspace)), "ab  a</s>a", {false, true}),
             QByteArray(" ab| | a|</s>|a"));
}

void TokenizerDefinitionTest::addedTokens() {
    const QByteArray added = R"(,"added_tokens":[{"id":262,"content":"<think>","special":false},
        {"id":263,"content":"<mask>","special":true,"lstrip":true},{"id":264,"content":"<think>x","special":true}])";
    const auto tokenizer = fromJson(byteLevel(plainBytes, added));
    QVERIFY2(tokenizer, tokenizer ? "" : tokenizer.error().describe().c_str());
    QCOMPARE(cut(**tokenizer, "ab<think>xab", {true, true}),
             QByteArray("ab|<think>x|ab")); // the longest first
    QCOMPARE(cut(**tokenizer, "ab<think>xab", {true, false}), QByteArray("ab|<think>|x|ab"));
    QCOMPARE(cut(**tokenizer, "ab  <mask> ac"), QByteArray("ab|<mask>| a|c"));
    QVERIFY((*tokenizer)->isControl(263) && !(*tokenizer)->isControl(262));
    QCOMPARE((*tokenizer)->size(), 265);
}

void TokenizerDefinitionTest::beginAndEnd_data() {
    QTest::addColumn<QByteArray>("processor");
    QTest::addColumn<QByteArray>("config");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray both = R"("post_processor":{"type":"Sequence","processors":[{"type":"ByteLevel"},
        {"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"<s>","type_id":0}},{"Sequence":{"id":"A"}},
        {"SpecialToken":{"id":"</s>","type_id":0}}]}]},)";
    const QByteArray names = R"({"bos_token":{"content":"<s>"},"eos_token":"</s>")";
    QTest::newRow("nothing said") << QByteArray() << QByteArray() << QByteArray("a");
    QTest::newRow("named only") << QByteArray() << names + "}" << QByteArray("a");
    QTest::newRow("by template") << both << QByteArray() << QByteArray("<s>|a|</s>");
    QTest::newRow("by configuration")
        << QByteArray() << names + R"(,"add_bos_token":true,"add_eos_token":true})"
        << QByteArray("<s>|a|</s>");
    QTest::newRow("configuration wins")
        << both << names + R"(,"add_eos_token":false})" << QByteArray("<s>|a");
    QTest::newRow("null token") << QByteArray() << QByteArray(R"({"bos_token":null,"add_bos_token":true})")
                                << QByteArray("a");
}

void TokenizerDefinitionTest::beginAndEnd() {
    QFETCH(QByteArray, processor);
    QFETCH(QByteArray, config);
    QFETCH(QByteArray, expected);
    const auto tokenizer = fromJson(characterLevel(processor), config);
    QVERIFY2(tokenizer, tokenizer ? "" : tokenizer.error().describe().c_str());
    QCOMPARE(cut(**tokenizer, "a"), expected);
    QCOMPARE(cut(**tokenizer, "a", {false, true}), QByteArray("a"));
}

void TokenizerDefinitionTest::unigramJson() {
    const QByteArray json = R"({"normalizer":null,"pre_tokenizer":{"type":"Sequence","pretokenizers":[
        {"type":"WhitespaceSplit"},{"type":"Metaspace","replacement":"▁","add_prefix_space":true}]},
        "model":{"type":"Unigram","unk_id":0,"vocab":[["<unk>",0],["▁",-3],["a",-4],["b",-4],["ab",-5],["▁a",-6],
        ["▁ab",-20]]}})";
    const auto tokenizer = fromJson(json);
    QVERIFY2(tokenizer, tokenizer ? "" : tokenizer.error().describe().c_str());
    // "▁ab": ▁+ab -8, ▁a+b -10, ▁+a+b -11, ▁ab -20
    QCOMPARE(cut(**tokenizer, "ab   ab"), QByteArray(" |ab| |ab"));
    QCOMPARE(cut(**tokenizer, "a"), QByteArray(" a"));
    QCOMPARE(cut(**tokenizer, "xyzb"), QByteArray(" |<unk>|b"));
    QCOMPARE(cut(**tokenizer, ""), QByteArray(""));
}

void TokenizerDefinitionTest::refusedJson_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("said");
    const auto row = [](const char* name, const QByteArray& json, ErrorCode code, const char* said) {
        QTest::newRow(name) << json << static_cast<int>(code) << QByteArray(said);
    };
    const auto bpe = [](const QByteArray& vocabulary, const QByteArray& merges, const QByteArray& more = {}) {
        return R"({"model":{"type":"BPE","vocab":)" + vocabulary + R"(,"merges":)" + merges + "}" + more +
               "}";
    };
    row("no JSON", "{\"model\":", ErrorCode::Malformed, "");
    row("empty object", "{}", ErrorCode::Unsupported, "");
    row("a list", "[]", ErrorCode::Unsupported, "");
    row("WordPiece", R"({"model":{"type":"WordPiece","vocab":{"a":0}}})", ErrorCode::Unsupported,
        "WordPiece");
    row("word ends", R"({"model":{"type":"BPE","end_of_word_suffix":"</w>","vocab":{"a":0},"merges":[]}})",
        ErrorCode::Unsupported, "affixes");
    row("empty vocabulary", bpe("{}", "[]"), ErrorCode::Malformed, "");
    row("number missing", bpe(R"({"a":"x"})", R"(["a a"])"), ErrorCode::Malformed, "no number");
    row("negative number", bpe(R"({"a":-1})", R"(["a a"])"), ErrorCode::Malformed, "-1");
    row("same number twice", bpe(R"({"a":0,"b":0})", R"(["a b"])"), ErrorCode::Malformed, "same number");
    row("a far number", bpe(R"({"a":0,"b":60000000})", R"(["a b"])"), ErrorCode::Malformed, "60000000");
    row("a number beyond all", bpe(R"({"a":0,"b":4000000000000})", R"(["a b"])"), ErrorCode::Malformed, "");
    row("half a merge", bpe(R"({"a":0})", R"(["aa"])"), ErrorCode::Malformed, "two parts");
    row("merge of three", bpe(R"({"a":0})", R"([["a","a","a"]])"), ErrorCode::Malformed, "two parts");
    row("merge of numbers", bpe(R"({"a":0})", "[[1,2]]"), ErrorCode::Malformed, "two parts");
    row("lower case", bpe(R"({"a":0})", R"(["a a"])", R"(,"normalizer":{"type":"Lowercase"})"),
        ErrorCode::Unsupported, "Lowercase");
    row("bad pattern",
        bpe(R"({"a":0})", R"(["a a"])",
            R"(,"pre_tokenizer":{"type":"Split","pattern":{"Regex":"(a"},"behavior":"Isolated"})"),
        ErrorCode::Unsupported, "(a");
    row("intersection of classes",
        bpe(R"({"a":0})", R"(["a a"])",
            R"(,"pre_tokenizer":{"type":"Split","pattern":{"Regex":"[a-z&&[^b]]"},"behavior":"Isolated"})"),
        ErrorCode::Unsupported, "&&");
    row("unknown behaviour",
        bpe(R"({"a":0})", R"(["a a"])",
            R"(,"pre_tokenizer":{"type":"Split","pattern":{"Regex":"a"},"behavior":"Contiguous"})"),
        ErrorCode::Unsupported, "Contiguous");
    row("prefix space", byteLevel(R"({"type":"ByteLevel","add_prefix_space":true})"), ErrorCode::Unsupported,
        "add_prefix_space");
    row("added token without text", bpe(R"({"a":0})", R"(["a a"])", R"(,"added_tokens":[{"id":1}])"),
        ErrorCode::Malformed, "added token");
    row("unigram without unknown", R"({"model":{"type":"Unigram","vocab":[["a",-1]]}})", ErrorCode::Malformed,
        "unknown");
    row("unigram entry", R"({"model":{"type":"Unigram","unk_id":0,"vocab":[["a"]]}})", ErrorCode::Malformed,
        "score");
    row("unigram table",
        R"({"normalizer":{"type":"Precompiled","precompiled_charsmap":"####"},
            "model":{"type":"Unigram","unk_id":0,"vocab":[["a",0]]}})",
        ErrorCode::Malformed, "64");
    row("deep", QByteArray(2000, '[') + QByteArray(2000, ']'), ErrorCode::Malformed, "nested");
}

void TokenizerDefinitionTest::refusedJson() {
    QFETCH(QByteArray, json);
    QFETCH(int, code);
    QFETCH(QByteArray, said);
    const auto tokenizer = fromJson(json);
    QVERIFY(!tokenizer);
    const std::string text = tokenizer.error().describe();
    QVERIFY2(QByteArray::fromStdString(text).contains(said), text.c_str());
    QVERIFY2(static_cast<int>(tokenizer.error().code()) == code, text.c_str());
}

void TokenizerDefinitionTest::metadata() {
    const auto tokenizer = fromMetadata(scored());
    QVERIFY2(tokenizer, tokenizer ? "" : tokenizer.error().describe().c_str());
    QCOMPARE(cut(**tokenizer, "ab a"), QByteArray("<s>| |ab| a")); // "ab" scores better than "▁a"
    QCOMPARE(cut(**tokenizer, "x", {false, false}), QByteArray(" |<unk>"));
    QCOMPARE((*tokenizer)->token(8), std::string("[EMPTY_8]"));
    const auto plain = fromMetadata(scored([](Metadata& metadata) {
        metadata.set("tokenizer.ggml.add_bos_token", false);
        metadata.set("tokenizer.ggml.add_eos_token", true);
        metadata.set("tokenizer.ggml.add_space_prefix", false);
    }));
    QCOMPARE(cut(**plain, "ab"), QByteArray("ab|</s>"));
}

void TokenizerDefinitionTest::refusedMetadata_data() {
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<int>("change");
    QTest::addColumn<int>("code");
    const auto row = [](const char* name, const char* key, int change, ErrorCode code) {
        QTest::newRow(name) << QByteArray(key) << change << static_cast<int>(code);
    };
    row("no kind", "tokenizer.ggml.model", 0, ErrorCode::NotFound);
    row("unknown kind", "tokenizer.ggml.model", 1, ErrorCode::Unsupported);
    row("no tokens", "tokenizer.ggml.tokens", 0, ErrorCode::NotFound);
    row("tokens are a text", "tokenizer.ggml.tokens", 1, ErrorCode::NotFound);
    row("tokens are numbers", "tokenizer.ggml.tokens", 2, ErrorCode::NotFound);
    row("one token twice", "tokenizer.ggml.tokens", 3, ErrorCode::Malformed);
    row("empty list", "tokenizer.ggml.tokens", 4, ErrorCode::Malformed);
    row("scores are a text", "tokenizer.ggml.scores", 1, ErrorCode::Malformed);
    row("too few scores", "tokenizer.ggml.scores", 2, ErrorCode::Malformed);
    row("score NaN", "tokenizer.ggml.scores", 5, ErrorCode::Malformed);
    row("types are a text", "tokenizer.ggml.token_type", 1, ErrorCode::Malformed);
    row("types are floats", "tokenizer.ggml.token_type", 2, ErrorCode::Malformed);
}

void TokenizerDefinitionTest::refusedMetadata() {
    QFETCH(QByteArray, key);
    QFETCH(int, change);
    QFETCH(int, code);
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const MetadataValue values[] = {0,
                                    std::string("wordpiece"),
                                    MetadataArray(std::vector<float>{1, 2}),
                                    MetadataArray(std::vector<std::string>{"a", "b", "a"}),
                                    MetadataArray(std::vector<std::string>{}),
                                    MetadataArray(std::vector<float>(9, nan))};
    const auto tokenizer = fromMetadata(scored([&](Metadata& metadata) {
        if (change == 0)
            metadata.remove(key.toStdString());
        else
            metadata.set(key.toStdString(), values[change]);
    }));
    QVERIFY(!tokenizer);
    QVERIFY2(static_cast<int>(tokenizer.error().code()) == code, tokenizer.error().describe().c_str());
}

void TokenizerDefinitionTest::splitter() {
    const auto empty = Splitter::create({});
    QCOMPARE(empty->split("whole text")->size(), std::size_t{1});
    QVERIFY(empty->split("")->empty());
    // Empty matches cut, but never loop.
    const auto lookahead = Splitter::create({{"(?=b)", SplitBehavior::Isolated}});
    QCOMPARE(*lookahead->split("abab"), (std::vector<std::string_view>{"a", "ba", "b"}));
    const auto nothing = Splitter::create({{"x*", SplitBehavior::Isolated}});
    QCOMPARE(nothing->split("\xC3\xA9\xC3\xA9")->size(), std::size_t{2});
    // Catastrophic patterns end with an error instead of hanging.
    const auto slow = Splitter::create({{"(a+)+$", SplitBehavior::Isolated}});
    const auto cut = slow->split(std::string(40, 'a') + "b");
    QVERIFY(!cut);
    QCOMPARE(cut.error().code(), ErrorCode::TooLarge);
}

void TokenizerDefinitionTest::spaces() {
    QCOMPARE(*withUnicodeSpaces("a\\sb"), std::string("a[\\p{Z}\\t-\\r\\x{85}]b"));
    QCOMPARE(*withUnicodeSpaces("[^\\s\\]x]\\\\s"), std::string("[^\\p{Z}\\t-\\r\\x{85}\\]x]\\\\s"));
    QCOMPARE(*withUnicodeSpaces("[]\\s]"), std::string("[]\\p{Z}\\t-\\r\\x{85}]"));
    QVERIFY(!withUnicodeSpaces("[\\S]"));
}

void TokenizerDefinitionTest::base64() {
    const auto decoded = [](const char* text) {
        const auto bytes = fromBase64(text);
        return bytes ? std::string(bytes->begin(), bytes->end()) : std::string("error");
    };
    // RFC 4648, section 10.
    QCOMPARE(decoded(""), std::string());
    QCOMPARE(decoded("Zg=="), std::string("f"));
    QCOMPARE(decoded("Zm8="), std::string("fo"));
    QCOMPARE(decoded("Zm9vYmFy"), std::string("foobar"));
    QCOMPARE(decoded("Zm9vYmFyA"), std::string("error"));
    QCOMPARE(decoded("Zm 9v"), std::string("error"));
}

void TokenizerDefinitionTest::charsMap() {
    QCOMPARE(CharsMap::create({})->longest("abc").consumed, std::size_t{0});
    // One unit for the root, 'a' as its child, its value; replacement "xy" at 0.
    std::vector<std::uint32_t> units(512, 0);
    units[0] = 256U << 10;                         // children of the root lie from 256 on
    units[256 ^ 'a'] = 'a' | 1U << 8 | 128U << 10; // a child with a value, which lies at its index ^ 128
    units[256 ^ 'a' ^ 128] = 1U << 31 | 0;
    std::vector<std::uint8_t> blob(4 + units.size() * 4);
    const auto bytes = static_cast<std::uint32_t>(units.size() * 4);
    std::memcpy(blob.data(), &bytes, 4);
    std::memcpy(blob.data() + 4, units.data(), bytes);
    const auto unfinished = CharsMap::create(blob);
    QCOMPARE(unfinished->longest("abc").consumed, std::size_t{0}); // no replacement stored: no match
    for (const char c : {'x', 'y', '\0'})
        blob.push_back(static_cast<std::uint8_t>(c));
    const auto map = CharsMap::create(blob);
    QCOMPARE(map->longest("abc").consumed, std::size_t{1});
    QCOMPARE(map->longest("abc").text, std::string_view("xy"));
    QCOMPARE(map->longest("b").consumed, std::size_t{0});
    QVERIFY(!CharsMap::create(std::span(blob).first(3)));
    QVERIFY(!CharsMap::create(std::span(blob).first(100)));
}

void TokenizerDefinitionTest::utf8() {
    for (const char32_t codePoint :
         {0x0, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF}) {
        std::string text;
        appendUtf8(text, codePoint);
        const Utf8Character character = utf8At(text, 0);
        QVERIFY(character.valid);
        QCOMPARE(character.codePoint, codePoint);
        QCOMPARE(character.bytes, text.size());
        QCOMPARE(utf8Length(static_cast<unsigned char>(text[0])), text.size());
    }
    const std::string replacement = "\xEF\xBF\xBD";
    QCOMPARE(validUtf8("a\xFFz"), "a" + replacement + "z");
    QCOMPARE(validUtf8("\xC0\x80"), replacement + replacement);                   // overlong
    QCOMPARE(validUtf8("\xED\xA0\x80"), replacement + replacement + replacement); // surrogate
    QCOMPARE(validUtf8("\xF4\x90\x80\x80").size(), 4 * replacement.size());       // beyond U+10FFFF
    QCOMPARE(validUtf8("\xE2\x96"), replacement + replacement);                   // cut
    for (int byte = 0; byte < 256; ++byte) {
        const std::string one(1, static_cast<char>(byte));
        QCOMPARE(fromByteAlphabet(toByteAlphabet(one)), one);
    }
}

QTEST_APPLESS_MAIN(TokenizerDefinitionTest)
#include "tst_tokenizer_definition.moc"
