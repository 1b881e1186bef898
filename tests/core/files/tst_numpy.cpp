// .npy and .npz: arrays as NumPy writes them, and broken ones.
#include "files/model.h"
#include "support/byte_file.h"

#include <QTest>

using namespace mantissa;

class Numpy : public QObject {
    Q_OBJECT

private slots:
    void arrays_data();
    void arrays();
    void brokenArrays_data();
    void brokenArrays();
    void archives_data();
    void archives();
    void brokenArchives_data();
    void brokenArchives();
    void truncatedAnywhere();

private:
    QTemporaryDir folder_;
};

namespace {

QByteArray npy(const QByteArray& header, const QByteArray& data, char version = 1) {
    QByteArray text = header + '\n';
    const QByteArray length = version == 1 ? bytesOf(static_cast<std::uint16_t>(text.size()))
                                           : bytesOf(static_cast<std::uint32_t>(text.size()));
    return QByteArray("\x93NUMPY") + version + '\0' + length + text + data;
}

QByteArray header(const QByteArray& descr, const QByteArray& shape, const QByteArray& fortran = "False") {
    return "{'descr': '" + descr + "', 'fortran_order': " + fortran + ", 'shape': " + shape + ", }";
}

std::uint32_t crc32(const QByteArray& bytes) {
    std::uint32_t crc = ~0u;
    for (const char byte : bytes) {
        crc ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xedb88320u : 0u);
    }
    return ~crc;
}

struct Member {
    QByteArray name;
    QByteArray bytes;
    std::uint16_t method = 0;
    bool zip64 = false;
    std::uint64_t claimed = 0; ///< size to claim instead of the real one
    std::uint16_t flags = 0;
};

/// qCompress without its length, zlib header and checksum is raw deflate.
QByteArray packed(const Member& member) {
    return member.method == 8 ? qCompress(member.bytes).mid(6).chopped(4) : member.bytes;
}

/// The fields that local header and directory share, and the Zip64 field with sizes and perhaps the offset.
QByteArray shared(const Member& member, bool directory, std::uint64_t offset) {
    const std::uint64_t size =
        member.claimed > 0 ? member.claimed : static_cast<std::uint64_t>(member.bytes.size());
    const auto small = static_cast<std::uint64_t>(packed(member).size());
    const auto field = [&](std::uint64_t value) {
        return bytesOf(member.zip64 ? 0xffffffffu : static_cast<std::uint32_t>(value));
    };
    QByteArray extra;
    if (member.zip64)
        extra = bytesOf(std::uint16_t(1)) + bytesOf(std::uint16_t(directory ? 24 : 16)) + bytesOf(size) +
                bytesOf(small) + (directory ? bytesOf(offset) : QByteArray());
    QByteArray bytes = bytesOf(std::uint16_t(45)) + bytesOf(member.flags) + bytesOf(member.method) +
                       QByteArray(4, '\0') + bytesOf(crc32(member.bytes)) + field(small) + field(size) +
                       bytesOf(static_cast<std::uint16_t>(member.name.size())) +
                       bytesOf(static_cast<std::uint16_t>(extra.size()));
    if (directory)
        bytes += QByteArray(10, '\0') + field(offset);
    return bytes + member.name + extra;
}

QByteArray archive(const QList<Member>& members, const QByteArray& comment = {}) {
    QByteArray bytes;
    QByteArray directory;
    for (const Member& member : members) {
        const auto offset = static_cast<std::uint64_t>(bytes.size());
        bytes += "PK\3\4" + shared(member, false, offset) + packed(member);
        directory += QByteArray("PK\1\2") + bytesOf(std::uint16_t(45)) + shared(member, true, offset);
    }
    const auto count = static_cast<std::uint16_t>(members.size());
    const auto start = static_cast<std::uint32_t>(bytes.size());
    return bytes + directory + "PK\5\6" + QByteArray(4, '\0') + bytesOf(count) + bytesOf(count) +
           bytesOf(static_cast<std::uint32_t>(directory.size())) + bytesOf(start) +
           bytesOf(static_cast<std::uint16_t>(comment.size())) + comment;
}

const QByteArray vector3 = npy(header("<f4", "(3,)"), QByteArray(12, '\1'));

void failsWith(const std::filesystem::path& path, int code) {
    const auto model = openModel(path);
    QVERIFY(!model);
    QVERIFY2(int(model.error().code()) == code, model.error().describe().c_str());
    QCOMPARE(model.error().file(), path);
}

} // namespace

void Numpy::arrays_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("dtype");
    QTest::addColumn<QString>("shape");
    const auto row = [](const char* label, const QByteArray& bytes, DType dtype, const Shape& shape) {
        QTest::newRow(label) << bytes << int(dtype) << QString::fromStdString(describe(shape));
    };
    row("f4", vector3, DType::F32, {3});
    row("f8", npy(header("<f8", "(2, 1)"), QByteArray(16, 'x')), DType::F64, {2, 1});
    row("f2, version 2", npy(header("<f2", "(2, 3)"), QByteArray(12, 'x'), 2), DType::F16, {2, 3});
    row("u1, version 3", npy(header("|u1", "(2, 3, 1)"), QByteArray(6, 'x'), 3), DType::U8, {2, 3, 1});
    row("b1", npy(header("|b1", "(4,)"), QByteArray(4, '\1')), DType::Bool, {4});
    row("i8", npy(header("<i8", "(1,)"), QByteArray(8, 'x')), DType::I64, {1});
    row("scalar", npy(header("<f4", "()"), QByteArray(4, 'x')), DType::F32, {});
    row("no element", npy(header("<f4", "(0, 5)"), ""), DType::F32, {0, 5});
    row("Fortran order that changes nothing", npy(header("<f4", "(1, 3)", "True"), QByteArray(12, 'x')),
        DType::F32, {1, 3});
    row("keys in another order",
        npy("{\"shape\": (2L,), \"fortran_order\": False, \"descr\": \"<i2\"}   ", QByteArray(4, 'x')),
        DType::I16, {2});
}

void Numpy::arrays() {
    QFETCH(QByteArray, bytes);
    QFETCH(int, dtype);
    QFETCH(QString, shape);
    const auto model = openModel(writeBytes(pathIn(folder_, "layer.npy"), bytes));
    QVERIFY2(model, model ? "" : model.error().describe().c_str());
    const Tensor& tensor = *(*model)->tensors.front();
    QCOMPARE(tensor.name, std::string("layer"));
    QCOMPARE(int(tensor.dtype), dtype);
    QCOMPARE(QString::fromStdString(describe(tensor.shape)), shape);
    QCOMPARE(tensor.bytes.size(), *byteSize(tensor.dtype, tensor.elements()));
    QCOMPARE(tensor.offset + tensor.bytes.size(), std::uint64_t(bytes.size()));
}

void Numpy::brokenArrays_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    const auto row = [](const char* label, const QByteArray& bytes, ErrorCode code) {
        QTest::newRow(label) << bytes << int(code);
    };
    using enum ErrorCode;
    row("version 4", npy(header("<f4", "(3,)"), QByteArray(12, 'x'), 4), Unsupported);
    row("data missing", npy(header("<f4", "(3,)"), QByteArray(11, 'x')), Truncated);
    row("data too much", npy(header("<f4", "(3,)"), QByteArray(13, 'x')), Malformed);
    row("big-endian", npy(header(">f4", "(3,)"), QByteArray(12, 'x')), Unsupported);
    row("objects", npy(header("|O", "(3,)"), QByteArray(24, 'x')), Unsupported);
    row("records",
        npy("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (3,), }", QByteArray(12, 'x')),
        Unsupported);
    row("Fortran order", npy(header("<f4", "(2, 2)", "True"), QByteArray(16, 'x')), Unsupported);
    row("no descr", npy("{'fortran_order': False, 'shape': (3,), }", ""), Malformed);
    row("descr twice", npy("{'descr': '<f4', 'descr': '<f4', 'shape': (3,), }", ""), Malformed);
    row("unknown key", npy("{'descr': '<f4', 'x': 1}", ""), Malformed);
    row("negative extent", npy(header("<f4", "(-3,)"), ""), Malformed);
    row("extent of 2^63", npy(header("<f4", "(9223372036854775808,)"), ""), Malformed);
    row("overflow", npy(header("<f4", "(4294967296, 4294967296)"), ""), Malformed);
    row("bytes that overflow", npy(header("<f8", "(4611686018427387904,)"), ""), Malformed);
    row("absurd size", npy(header("<f8", "(1152921504606846976,)"), ""), Truncated);
    row("a thousand dimensions", npy(header("<f4", "(" + QByteArray("1,").repeated(1000) + ")"), ""),
        Malformed);
    row("no dictionary", npy("[]", ""), Malformed);
    row("empty header", npy("", ""), Malformed);
    row("unfinished text", npy("{'descr': '<f4", ""), Malformed);
    row("code", npy("__import__('os')", ""), Malformed);
    row("header longer than the file", "\x93NUMPY" + QByteArray("\2\0\xff\xff\xff\xff", 6), Truncated);
}

void Numpy::brokenArrays() {
    QFETCH(QByteArray, bytes);
    QFETCH(int, code);
    failsWith(writeBytes(pathIn(folder_, "bad.npy"), bytes), code);
}

void Numpy::archives_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("inPlace");
    const QList<Member> members = {{"a.npy", vector3}, {"note.txt", "x"}, {"sub/b.npy", vector3}};
    const auto with = [&](std::uint16_t method, bool zip64) {
        QList<Member> changed = members;
        for (Member& member : changed) {
            member.method = method;
            member.zip64 = zip64;
        }
        return changed;
    };
    QTest::newRow("stored") << archive(with(0, false)) << true;
    QTest::newRow("stored, Zip64") << archive(with(0, true)) << true;
    QTest::newRow("stored, with a comment") << archive(with(0, false), "PK\5\6 is a comment") << true;
    QTest::newRow("deflated") << archive(with(8, false)) << false;
    QTest::newRow("deflated, Zip64") << archive(with(8, true)) << false;
}

void Numpy::archives() {
    QFETCH(QByteArray, bytes);
    QFETCH(bool, inPlace);
    const auto model = openModel(writeBytes(pathIn(folder_, "x.npz"), bytes));
    QVERIFY2(model, model ? "" : model.error().describe().c_str());
    QCOMPARE((*model)->container, Container::Npz);
    QCOMPARE((*model)->tensors.size(), std::size_t(2));
    for (const char* name : {"a", "sub/b"}) {
        const auto tensor = (*model)->tensor(name);
        QVERIFY(tensor);
        QCOMPARE(tensor->shape, (Shape{3}));
        QVERIFY(std::ranges::all_of(tensor->bytes, [](std::byte b) { return b == std::byte{1}; }));
        if (inPlace)
            QCOMPARE(bytes.mid(static_cast<qsizetype>(tensor->offset), 12), QByteArray(12, '\1'));
    }
}

void Numpy::brokenArchives_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    const auto row = [](const char* label, const QByteArray& bytes, ErrorCode code) {
        QTest::newRow(label) << bytes << int(code);
    };
    using enum ErrorCode;
    const QByteArray good = archive({{"a.npy", vector3}});
    const auto patched = [&good](qsizetype at, const QByteArray& with) {
        return QByteArray(good).replace(at, with.size(), with);
    };
    const qsizetype end = good.size() - 22;
    const qsizetype directory = end - 46 - 5;
    row("no end", good.chopped(30), Truncated);
    row("no arrays", archive({{"note.txt", "x"}}), Unsupported);
    row("nothing", archive({}), Unsupported);
    row("encrypted", archive({{"a.npy", vector3, 0, false, 0, 1}}), Unsupported);
    row("other compression", archive({{"a.npy", vector3, 12}}), Unsupported);
    row("claims more than deflate can pack", archive({{"a.npy", vector3, 8, false, 1u << 30}}), TooLarge);
    row("claims an exabyte", archive({{"a.npy", vector3, 8, true, 1ull << 60}}), TooLarge);
    row("claims one byte more", archive({{"a.npy", vector3, 8, false, std::uint64_t(vector3.size() + 1)}}),
        Malformed);
    row("two of one name", archive({{"a.npy", vector3}, {"a.npy", vector3}}), Malformed);
    row("no array inside", archive({{"a.npy", "Once upon a time"}}), Malformed);
    row("array cut short", archive({{"a.npy", vector3.chopped(1)}}), Truncated);
    row("directory beyond the file", patched(end + 16, bytesOf(0xfffffff0u)), Malformed);
    row("more entries than there are", patched(end + 10, bytesOf(std::uint16_t(9))), Malformed);
    row("Zip64 without its record", patched(end + 10, bytesOf(std::uint16_t(0xffff))), Malformed);
    row("local header elsewhere", patched(directory + 42, bytesOf(7u)), Malformed);
    row("local header beyond the file", patched(directory + 42, bytesOf(0x7fffffffu)), Truncated);
    row("stored sizes that differ", patched(directory + 24, bytesOf(1u)), Malformed);
    row("data beyond the file", patched(directory + 20, bytesOf(0x7ffffff0u) + bytesOf(0x7ffffff0u)),
        Truncated);
    QByteArray crc = archive({{"a.npy", vector3, 8}});
    crc[14] = static_cast<char>(crc[14] ^ 1);
    crc[crc.size() - 22 - 51 + 16] = static_cast<char>(crc[crc.size() - 22 - 51 + 16] ^ 1);
    row("wrong checksum", crc, Malformed);
}

void Numpy::brokenArchives() {
    QFETCH(QByteArray, bytes);
    QFETCH(int, code);
    failsWith(writeBytes(pathIn(folder_, "bad.npz"), bytes), code);
}

void Numpy::truncatedAnywhere() {
    const QByteArray zip = archive({{"a.npy", vector3}, {"b.npy", vector3, 8}});
    for (qsizetype length = 0; length < zip.size(); ++length)
        QVERIFY(!openModel(writeBytes(pathIn(folder_, "cut.npz"), zip.first(length))));
    for (qsizetype length = 0; length < vector3.size(); ++length)
        QVERIFY(!openModel(writeBytes(pathIn(folder_, "cut.npy"), vector3.first(length))));
    QVERIFY(openModel(writeBytes(pathIn(folder_, "whole.npz"), zip)));
}

QTEST_APPLESS_MAIN(Numpy)
#include "tst_numpy.moc"
