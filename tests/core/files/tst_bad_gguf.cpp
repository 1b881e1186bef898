// GGUF files that are broken in every way we could think of: a clear error that names file and byte, never
// a crash.
#include "files/model.h"
#include "support/byte_file.h"

#include <QElapsedTimer>
#include <QTest>

#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace mantissa;

class BadGguf : public QObject {
    Q_OBJECT

private slots:
    void broken_data();
    void broken();
    void truncatedAnywhere();
    void missingPaddingAtTheEnd();
    void versionTwo();
    void splitModels();
    void hugeSparseFile();
    void unreadable();

private:
    QTemporaryDir folder_;
};

namespace {

constexpr std::uint64_t any = ~std::uint64_t(0);

/// One metadata entry.
QByteArray pair(const QByteArray& key, std::uint32_t type, const QByteArray& value) {
    return ggufText(key) + bytesOf(type) + value;
}

struct Info {
    QByteArray name = "a";
    QList<quint64> extents = {32}; ///< GGUF's order
    std::uint32_t type = 0;
    std::uint64_t offset = 0;
    std::int64_t dimensions = -1; ///< what is written; -1: as many as there are extents
};

QByteArray bytesOfInfo(const Info& info) {
    QByteArray bytes = ggufText(info.name);
    bytes += bytesOf(static_cast<std::uint32_t>(info.dimensions < 0 ? info.extents.size() : info.dimensions));
    for (const quint64 extent : info.extents)
        bytes += bytesOf(extent);
    return bytes + bytesOf(info.type) + bytesOf(info.offset);
}

/// A file with 4 KiB of data behind its header.
QByteArray gguf(const QList<QByteArray>& pairs, const QList<Info>& infos) {
    QByteArray bytes = "GGUF" + bytesOf(std::uint32_t(3)) + bytesOf(std::uint64_t(infos.size())) +
                       bytesOf(std::uint64_t(pairs.size()));
    for (const QByteArray& entry : pairs)
        bytes += entry;
    for (const Info& info : infos)
        bytes += bytesOfInfo(info);
    bytes.append(QByteArray((32 - bytes.size() % 32) % 32, '\0'));
    return bytes + QByteArray(4096, '\0');
}

QByteArray header(std::uint32_t version, std::uint64_t tensors, std::uint64_t pairs) {
    return "GGUF" + bytesOf(version) + bytesOf(tensors) + bytesOf(pairs);
}

} // namespace

void BadGguf::broken_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    QTest::addColumn<quint64>("byte");
    QTest::addColumn<QString>("tensor");
    const auto row = [](const char* label, const QByteArray& bytes, ErrorCode code, std::uint64_t byte = any,
                        const char* tensor = "") {
        QTest::newRow(label) << bytes << int(code) << quint64(byte) << QString(tensor);
    };
    using enum ErrorCode;
    const QByteArray array = bytesOf(std::uint32_t(4));
    row("empty", "", Malformed, any);
    row("wrong magic", "GGUG" + QByteArray(60, '\0'), Malformed, 0);
    row("text", "Once upon a time, there was a little girl.", Malformed, 0);
    row("version 1", header(1, 0, 0), Unsupported, 4);
    row("version 0", header(0, 0, 0), Unsupported, 4);
    row("version 4", header(4, 0, 0), Unsupported, 4);
    row("big-endian", header(0x03000000, 0, 0), Unsupported, 4);
    row("absurd tensor count", header(3, 1ull << 62, 0), Truncated, 8);
    row("largest tensor count", header(3, ~0ull, 0), Truncated, 8);
    row("absurd entry count", header(3, 0, 1ull << 62), Truncated, 16);
    row("more tensors than there are", header(3, 2, 0) + bytesOfInfo({}) + QByteArray(8, '\1'), Truncated);
    row("absurd key length", header(3, 0, 1) + bytesOf(~0ull) + QByteArray(64, 'k'), Truncated, 32);
    row("long key", header(3, 0, 1) + bytesOf(std::uint64_t(70000)) + QByteArray(80000, 'k'), TooLarge, 24);
    row("unknown value type", gguf({pair("k", 13, "")}, {}), Malformed, 33);
    row("value type of all ones", gguf({pair("k", 0xffffffff, "")}, {}), Malformed, 33);
    row("boolean of 2", gguf({pair("k", 7, "\2")}, {}), Malformed, 37);
    row("absurd string length", gguf({pair("k", 8, bytesOf(~0ull))}, {}), Truncated, 45);
    row("absurd array count", gguf({pair("k", 9, array + bytesOf(~0ull))}, {}), Truncated, 49);
    row("array that overflows", gguf({pair("k", 9, array + bytesOf(1ull << 62))}, {}), Truncated, 49);
    row("array of texts", gguf({pair("k", 9, bytesOf(std::uint32_t(8)) + bytesOf(10000ull))}, {}), Truncated,
        49);
    row("array of arrays", gguf({pair("k", 9, bytesOf(std::uint32_t(9)) + bytesOf(1ull))}, {}), Unsupported,
        37);
    row("array of an unknown type", gguf({pair("k", 9, bytesOf(std::uint32_t(77)))}, {}), Malformed, 37);
    const QByteArray one = pair("k", 0, "\1");
    row("duplicate key", gguf({one, one}, {}), Malformed, 24 + static_cast<std::uint64_t>(one.size()));
    const auto alignment = [&](std::uint32_t value) {
        return gguf({pair("general.alignment", 4, bytesOf(value))}, {Info{}});
    };
    row("alignment 0", alignment(0), Malformed);
    row("alignment 24", alignment(24), Malformed);
    row("alignment of another type",
        gguf({pair("general.alignment", 10, bytesOf(std::uint64_t(32)))}, {Info{}}), Malformed);
    row("alignment beyond the file", alignment(0x100000), Truncated, 0x100000, "a");
    row("alignment of 2 MiB", alignment(0x200000), Malformed);
    row("alignment of 2 GiB", alignment(0x80000000), Malformed);

    row("no name", gguf({}, {Info{.name = ""}}), Malformed, 24);
    row("name of 64 bytes", gguf({}, {Info{.name = QByteArray(64, 'n')}}), Malformed, 24);
    row("duplicate name", gguf({}, {Info{}, Info{.offset = 128}}), Malformed, 24 + 33, "a");
    row("five dimensions", gguf({}, {Info{.extents = {1, 1, 1, 1, 1}}}), Malformed, 33, "a");
    row("2^32 - 1 dimensions", gguf({}, {Info{.dimensions = 0xffffffff}}), Malformed, 33, "a");
    row("extent of 2^63", gguf({}, {Info{.extents = {1ull << 63}}}), Malformed, 37, "a");
    row("product that overflows", gguf({}, {Info{.extents = {1ull << 32, 1ull << 32}}}), Malformed, 24, "a");
    row("bytes that overflow", gguf({}, {Info{.extents = {1ull << 62}}}), Malformed, 24, "a");
    row("larger than the file", gguf({}, {Info{.extents = {1025}}}), Truncated, 64, "a");
    row("far larger than the file", gguf({}, {Info{.extents = {1ull << 40}}}), Truncated, 64, "a");
    row("unknown type", gguf({}, {Info{.type = 99}}), Unsupported, 45, "a");
    for (const std::uint32_t removed : {4u, 5u, 31u, 32u, 33u, 36u, 37u, 38u}) {
        const QByteArray label = "removed type " + QByteArray::number(removed);
        row(label.constData(), gguf({}, {Info{.type = removed}}), Unsupported, 45, "a");
    }
    row("cut block", gguf({}, {Info{.extents = {128, 2}, .type = 12}}), Malformed, 24, "a");
    row("first offset not 0", gguf({}, {Info{.offset = 32}}), Malformed, 24, "a");
    const auto second = [](std::uint64_t offset) {
        return gguf({}, {Info{.extents = {40}}, Info{.name = "b", .offset = offset}});
    };
    row("overlap", second(128), Malformed, 24 + 33, "b");
    row("hole", second(224), Malformed, 24 + 33, "b");
    row("unaligned", second(160 + 4), Malformed, 24 + 33, "b");
    row("offset of all ones", second(~0ull), Malformed, 24 + 33, "b");
    row("one of parts, by a name that does not tell",
        gguf({pair("split.count", 2, bytesOf(std::uint16_t(3)))}, {}), Malformed);
    row("absurd number of parts", gguf({pair("split.count", 10, bytesOf(1ull << 60))}, {}), Malformed);
}

void BadGguf::broken() {
    QFETCH(QByteArray, bytes);
    QFETCH(int, code);
    QFETCH(quint64, byte);
    QFETCH(QString, tensor);
    const auto path = writeBytes(pathIn(folder_, "bad.gguf"), bytes);
    const auto model = openModel(path);
    QVERIFY(!model);
    const std::string text = model.error().describe();
    QVERIFY2(int(model.error().code()) == code, text.c_str());
    QCOMPARE(model.error().file(), path);
    if (byte != any) {
        QVERIFY2(model.error().byte().has_value(), text.c_str());
        QCOMPARE(quint64(*model.error().byte()), byte);
    }
    QCOMPARE(QString::fromStdString(model.error().tensor()), tensor);
}

void BadGguf::truncatedAnywhere() {
    Metadata metadata;
    metadata.set("general.architecture", std::string("llama"));
    metadata.set("list", MetadataArray(std::vector<std::string>{"one", "two"}));
    const auto plan = planGguf(metadata, {{"first", DType::F32, {2, 4}}, {"second", DType::Q8_0, {32}}});
    QVERIFY(plan);
    const QByteArray whole = zeroFilled(*plan);
    const auto path = pathIn(folder_, "cut.gguf");
    const auto needed = static_cast<qsizetype>(plan->tensors.back().offset + plan->tensors.back().bytes);
    for (qsizetype length = 0; length < needed; ++length) {
        const auto model = openModel(writeBytes(path, whole.first(length)));
        QVERIFY2(!model, qPrintable(QString::number(length)));
        if (length >= 4)
            QCOMPARE(model.error().code(), ErrorCode::Truncated);
    }
    QVERIFY(openModel(writeBytes(path, whole)));
}

void BadGguf::missingPaddingAtTheEnd() {
    const auto plan = planGguf({}, {{"a", DType::F32, {2}}, {"b", DType::F32, {3}}});
    const QByteArray whole = zeroFilled(*plan);
    const auto model = openModel(writeBytes(pathIn(folder_, "unpadded.gguf"), whole.chopped(20)));
    QVERIFY2(model, model ? "" : model.error().describe().c_str());
    QCOMPARE((*model)->tensors[1]->bytes.size(), std::size_t(12));
    QVERIFY(!openModel(writeBytes(pathIn(folder_, "unpadded.gguf"), whole.chopped(21))));
}

void BadGguf::versionTwo() {
    QByteArray bytes = gguf({}, {Info{}});
    bytes[4] = 2;
    const auto model = openModel(writeBytes(pathIn(folder_, "two.gguf"), bytes));
    QVERIFY(model);
    QCOMPARE((*model)->containerVersion, std::string("v2"));
}

void BadGguf::splitModels() {
    const auto part = [](std::uint16_t no, std::uint16_t count, const std::string& tensor) {
        Metadata metadata;
        metadata.set("split.no", no);
        metadata.set("split.count", count);
        metadata.set("split.tensors.count", std::int32_t(3));
        return zeroFilled(*planGguf(metadata, {{tensor, DType::F32, {4}}}));
    };
    const auto first = writeBytes(pathIn(folder_, "m-00001-of-00003.gguf"), part(0, 3, "a"));
    const auto second = writeBytes(pathIn(folder_, "m-00002-of-00003.gguf"), part(1, 3, "b"));
    const auto third = pathIn(folder_, "m-00003-of-00003.gguf");
    auto model = openModel(second);
    QVERIFY(!model);
    QCOMPARE(model.error().code(), ErrorCode::NotFound);
    QCOMPARE(model.error().file(), third);

    writeBytes(third, part(2, 3, "c"));
    for (const auto& path : {first, second, third}) {
        model = openModel(path);
        QVERIFY2(model, model ? "" : model.error().describe().c_str());
        QCOMPARE((*model)->path, path);
        QCOMPARE((*model)->tensors.size(), std::size_t(3));
        QCOMPARE((*model)->files.size(), std::size_t(3));
        QCOMPARE((*model)->tensors[2]->file, third);
    }
    writeBytes(third, part(1, 3, "c")); // says that it is the second
    QCOMPARE(openModel(first).error().code(), ErrorCode::Malformed);
    writeBytes(third, part(2, 3, "a")); // a tensor of the first
    QCOMPARE(openModel(first).error().tensor(), std::string("a"));
    writeBytes(third, zeroFilled(*planGguf({}, {})));
    QCOMPARE(openModel(first).error().file(), third);
}

void BadGguf::hugeSparseFile() {
    constexpr std::int64_t gib = 1LL << 30;
    std::vector<PlannedTensor> tensors;
    for (int i = 0; i < 10; ++i)
        tensors.push_back(
            {"blk." + std::to_string(i) + ".ffn_up.weight", DType::F32, {gib / 1024 / 4, 1024}});
    const auto plan = planGguf({}, tensors);
    QVERIFY(plan);
    const auto path =
        writeBytes(pathIn(folder_, "huge.gguf"), {reinterpret_cast<const char*>(plan->header.data()),
                                                  static_cast<qsizetype>(plan->header.size())});
    if (::truncate(path.c_str(), static_cast<off_t>(plan->fileBytes)) != 0)
        QSKIP("this file system holds no sparse file of 10 GiB");
    QElapsedTimer timer;
    timer.start();
    const auto model = openModel(path);
    const qint64 milliseconds = timer.elapsed();
    QVERIFY2(model, model ? "" : model.error().describe().c_str());
    QCOMPARE((*model)->dataBytes, std::uint64_t(10 * gib));
    QVERIFY2(milliseconds < 200, qPrintable(QString("%1 ms").arg(milliseconds)));
}

void BadGguf::unreadable() {
    QCOMPARE(openModel(pathIn(folder_, "nowhere.gguf")).error().code(), ErrorCode::NotFound);
    QCOMPARE(openModel("/dev/null").error().code(), ErrorCode::CannotRead);
    const auto path = writeBytes(pathIn(folder_, "secret.gguf"), gguf({}, {}));
    std::filesystem::permissions(path, std::filesystem::perms::none);
    if (std::ifstream(path).good())
        return; // run by root, who reads everything
    QCOMPARE(openModel(path).error().code(), ErrorCode::CannotRead);
}

QTEST_APPLESS_MAIN(BadGguf)
#include "tst_bad_gguf.moc"
