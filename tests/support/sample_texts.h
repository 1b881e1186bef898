#pragma once
// Texts that trip tokenizers: Unicode, emoji, digits, white space, code, contractions, special tokens; and
// random ones drawn from characters of every category.
#include <QByteArrayList>
#include <QRandomGenerator>

inline QByteArrayList sampleTexts() {
    return {
        "",
        " ",
        "Once upon a time, there was a little girl named Lily. She had 3 red balls.",
        "Hello, World! It's 12:34:56 on 2024-12-31; 1234567890 123 45 6.",
        "  leading and trailing   spaces   ",
        "line\nline\r\n\r\n  indented\n\n\n\ttabbed\t\ttwice \n ",
        "\n",
        "\n\n\na",
        " \n \n ",
        "I'm you're he's we've they'll I'd don't I'M YOU'RE HE'S WE'VE THEY'LL I'D DON'T 'S 'x' '' ' '",
        "int main(int argc, char** argv) {\n    return argc > 1 ? 0x1F : -1; // comment\n}\n",
        "for (auto& [k, v] : map) { x += v*2.5e-3; }  /* \"quoted\" \\n */",
        "Größe, naïve café, Ångström, ÇEDİLLA, ﬁne, \u017Ft\u017F 's\u017F '\u017F",
        "Ελληνικά Русский язык עברית العربية हिन्दी ไทย 한국어 日本語 中文字符,测试。",
        "combining: e\u0301 a\u0308 n\u0303 \u0BA8\u0BBF \u1100\u1161\u11A8",
        "😀😃👩‍👩‍👧‍👦🏳️‍🌈🇩🇪 👍🏽 ❤️ ☺",
        "١٢٣٤٥ ⅓ ² ³ ½ Ⅷ ৪২ 五 ①②",
        "a\u00A0b\u2003c\u3000d\u200Be\uFEFFf\u180Eg\u0085h\u2028i\u1680j",
        "¿¡«»“”‘’…—–•™®©€£¥§¶±×÷≠≤≥∞√∫",
        "<|begin|>story<|end|> <|end|>\n<|end|><s></s> <unk> <|im_end|>",
        "<0x0A> <0x41> [PAD5] \u2581 \u2581\u2581x",
        "http://example.org/a_b-c?d=e&f=%20#g user@host.tld C:\\dir\\file.txt",
        "AAAAaaaaAAAAaaaa camelCaseWord SCREAMING_SNAKE x1y2z3 4five6 GPT4o",
        "$100.00 +5% -3^2 ~`!@#$%^&*()_+-={}[]|\\:;\"'<>,.?/",
        "................ ------------ ============ !!!!!!!! ????",
        "zero\x01\x02\x7F control \x1B[0m",
    };
}

inline QByteArrayList randomTexts(int count, quint32 seed) {
    static const QList<QByteArray> parts = {
        "a",   "b",        "Z",      "é",      "ß",      "Я",      "ж",       "中",  "文",  "あ",
        "ア",  "가",       "ا",      "ह",      "ि",      "\u0301", "0",       "1",   "7",   "9",
        "٣",   "²",        "½",      "Ⅷ",      " ",      " ",      " ",       "  ",  "\n",  "\r\n",
        "\r",  "\t",       "\u00A0", "\u3000", "\u200B", "\u180E", "\u0085",  "!",   ".",   ",",
        "'",   "'s",       "'S",     "'re",    "'LL",    "’",      "\"",      "-",   "_",   "/",
        "$",   "+",        "<",      "=",      "|",      "`",      "~",       "^",   "€",   "😀",
        "‍", "👍🏽", "«",      "…",      "\u0378", "\uE000", "<|end|>", "the", "ing", "Once",
        " a",  "x1",       "THE",    "ſ",
    };
    QRandomGenerator random(seed);
    QByteArrayList texts;
    for (int i = 0; i < count; ++i) {
        QByteArray text;
        for (int length = random.bounded(1, 40); length > 0; --length)
            text += parts[random.bounded(static_cast<int>(parts.size()))];
        texts.append(text);
    }
    return texts;
}
