// Texts from files and folders, and those that cannot be used.
#include "evaluation/text_chunks.h"
#include "support/byte_file.h"

#include <QDir>
#include <QTest>

using namespace mantissa;

class TextChunks : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void folderIsItsFilesInOrder();
    void whichFiles();
    void refused_data();
    void refused();

private:
    std::filesystem::path put(const char* name, const QByteArray& text) const {
        const auto path = pathIn(folder_, name);
        std::filesystem::create_directories(path.parent_path());
        return writeBytes(path, text);
    }
    Result<TokenChunks> chunks(const std::filesystem::path& path, std::int64_t context = 16) const {
        return chunksOfFile(*tokenizer_, path, context, 0, Task());
    }

    QTemporaryDir folder_;
    TokenizerPtr tokenizer_;
};

namespace {

std::vector<std::int32_t> allIds(const TokenChunks& chunks) {
    const Array ids = chunks.ids(0, chunks.count());
    return {ids.ids().begin(), ids.ids().end()};
}

const QByteArray one("Once upon a time there was a dog. It had a red ball and a friend.\n");
const QByteArray two("The friend was a cat. They liked to play in the big green park all day.");

} // namespace

void TextChunks::initTestCase() {
    QVERIFY(folder_.isValid());
    const auto model = openModel(MANTISSA_SOURCE_DIR "/resources/demo/fable");
    QVERIFY(model);
    const auto tokenizer = tokenizerOf(**model);
    QVERIFY(tokenizer);
    tokenizer_ = *tokenizer;
}

void TextChunks::folderIsItsFilesInOrder() {
    put("order/b/two.txt", two); // without a line feed at its end: one is put there
    put("order/a.txt", one);
    put("order/c.txt", one);
    const auto folder = chunks(pathIn(folder_, "order"));
    QVERIFY2(folder, folder ? "" : folder.error().describe().c_str());
    const auto file = chunks(put("whole.txt", one + two + "\n" + one));
    QVERIFY(file);
    QCOMPARE(allIds(*folder), allIds(*file));
}

void TextChunks::whichFiles() {
    for (const char* name : {"which/b.TXT", "which/a.md", "which/sub/x.text", "which/.hidden.txt",
                             "which/.git/y.txt", "which/c.json", "which/txt"})
        put(name, one);
    const auto files = textFiles(pathIn(folder_, "which"));
    QVERIFY(files);
    std::vector<std::string> names;
    for (const auto& file : *files)
        names.push_back(std::filesystem::relative(file, pathIn(folder_, "which")).string());
    QCOMPARE(names, (std::vector<std::string>{"a.md", "b.TXT", "sub/x.text"}));
}

void TextChunks::refused_data() {
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("empty") << QByteArray("e.txt") << QByteArray() << int(ErrorCode::Malformed)
                           << QByteArray("empty");
    QTest::newRow("a line feed") << QByteArray("e.txt") << QByteArray("\n") << int(ErrorCode::Malformed)
                                 << QByteArray("empty");
    QTest::newRow("empty, in a folder")
        << QByteArray("empty/e.txt") << QByteArray() << int(ErrorCode::Malformed) << QByteArray("empty");
    QTest::newRow("no text in the folder") << QByteArray("none/e.bin") << one << int(ErrorCode::NotFound)
                                           << QByteArray("no text in this folder");
    QTest::newRow("too short") << QByteArray("s.txt") << QByteArray("short") << int(ErrorCode::Malformed)
                               << QByteArray("fewer than one context of 16");
    QTest::newRow("Latin-1") << QByteArray("l.txt") << one + "caf\xE9 " + one << int(ErrorCode::Malformed)
                             << QByteArray("byte 69");
    QTest::newRow("Latin-1 in a folder") << QByteArray("latin/l.txt") << one + "caf\xE9 " + one
                                         << int(ErrorCode::Malformed) << QByteArray("l.txt");
    QTest::newRow("UTF-16") << QByteArray("u.txt") << QByteArray("\xFF\xFEO\0n\0c\0e\0", 10)
                            << int(ErrorCode::Malformed) << QByteArray("not UTF-8");
}

void TextChunks::refused() {
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, text);
    QFETCH(int, code);
    QFETCH(QByteArray, said);
    auto path = put(name.constData(), text);
    if (name.contains('/'))
        path = path.parent_path();
    const auto result = chunks(path);
    QVERIFY(!result);
    QCOMPARE(int(result.error().code()), code);
    QVERIFY2(QByteArray::fromStdString(result.error().describe()).contains(said),
             result.error().describe().c_str());
}

QTEST_GUILESS_MAIN(TextChunks)
#include "tst_text_chunks.moc"
