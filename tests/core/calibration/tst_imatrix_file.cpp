// Importance matrices: written, read back and converted between both forms; files that lie are refused with a
// reason.
#include "calibration/imatrix_file.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <cstring>
#include <limits>

using namespace mantissa;

namespace {

ImportanceMatrix sample() {
    ImportanceMatrix matrix;
    matrix.datasets = {"stories.txt", "more.txt"};
    matrix.chunks = 7;
    matrix.chunkTokens = 256;
    QRandomGenerator random(5);
    const auto add = [&](const char* name, std::size_t columns, std::vector<std::uint64_t> counts) {
        ImportanceEntry entry;
        entry.counts = std::move(counts);
        for (std::size_t i = 0; i < columns * entry.counts.size(); ++i)
            entry.sums.push_back(
                entry.counts[i / columns] == 0 ? 0 : static_cast<float>(1000 * random.generateDouble()));
        matrix.entries.emplace(name, std::move(entry));
    };
    add("blk.0.attn_q.weight", 64, {1792});
    add("blk.0.ffn_down.weight", 172, {1792});
    add("blk.1.ffn_down_exps.weight", 32, {100, 0, 1600, 92});
    matrix.entries["blk.0.attn_q.weight"].sums[5] = 0;
    return matrix;
}

QByteArray contents(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Result<ImportanceMatrix> readBytes(const QByteArray& bytes) {
    QTemporaryDir folder;
    const QString path = folder.filePath("imatrix");
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write");
    file.close();
    return readImatrix(path.toStdString());
}

QByteArray written(Result<void> (*write)(const std::filesystem::path&, const ImportanceMatrix&),
                   const ImportanceMatrix& matrix) {
    QTemporaryDir folder;
    const QString path = folder.filePath("imatrix");
    const auto done = write(path.toStdString(), matrix);
    if (!done)
        qFatal("%s", done.error().describe().c_str());
    return contents(path);
}

template <class T>
void put(QByteArray& bytes, T value) {
    bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

/// One entry of two columns, with any of its numbers made wrong.
QByteArray legacy(std::int32_t entries, std::int32_t length, std::int32_t calls, std::int32_t values,
                  float second) {
    QByteArray bytes;
    put(bytes, entries);
    put(bytes, length);
    bytes += "name";
    put(bytes, calls);
    put(bytes, values);
    put(bytes, 3.0F);
    put(bytes, second);
    return bytes;
}

} // namespace

class ImatrixFile : public QObject {
    Q_OBJECT

private slots:
    void gguf();
    void legacyForm();
    void means();
    void importance();
    void coverageOfExperts();
    void hostileLegacy_data();
    void hostileLegacy();
    void cutAnywhere();
    void hostileValues();
    void nothingToWrite();
    void chunksOfUnknownLength();
};

void ImatrixFile::gguf() {
    const ImportanceMatrix matrix = sample();
    const QByteArray bytes = written(writeImatrix, matrix);
    const auto back = readBytes(bytes);
    QVERIFY2(back, back ? "" : back.error().describe().c_str());
    QCOMPARE(back->datasets, matrix.datasets);
    QCOMPARE(back->chunks, 7U);
    QCOMPARE(back->chunkTokens, 256U);
    QCOMPARE(back->entries.size(), matrix.entries.size());
    for (const auto& [name, entry] : matrix.entries) {
        QCOMPARE(back->entries.at(name).sums, entry.sums);
        QCOMPARE(back->entries.at(name).counts, entry.counts);
    }
    QCOMPARE(written(writeImatrix, *back), bytes);
    QVERIFY(bytes.contains("general.type") && bytes.contains("blk.1.ffn_down_exps.weight.in_sum2"));
}

void ImatrixFile::legacyForm() {
    const ImportanceMatrix matrix = sample();
    const auto back = readBytes(written(writeLegacyImatrix, matrix));
    QVERIFY2(back, back ? "" : back.error().describe().c_str());
    QCOMPARE(back->chunks, 7U);
    QCOMPARE(back->datasets, std::vector<std::string>{"more.txt"});
    for (const auto& [name, entry] : matrix.entries) {
        const std::vector<float> before = entry.means();
        const std::vector<float> after = back->entries.at(name).means();
        QCOMPARE(after.size(), before.size());
        for (std::size_t i = 0; i < before.size(); ++i)
            QVERIFY(std::abs(after[i] - before[i]) <= 3e-7F * before[i]);
    }
}

void ImatrixFile::means() {
    ImportanceEntry entry{{6, 9, 0, 0}, {3, 0}};
    QCOMPARE(entry.columns(), 2);
    QCOMPARE(entry.means(), (std::vector<float>{2, 3, 1, 1})); // llama.cpp: 1 where an expert saw nothing
}

void ImatrixFile::importance() {
    const ImportanceMatrix matrix = sample();
    QCOMPARE(matrix.importance("blk.0.attn_q.weight", 1, 64)->size(), std::size_t{64});
    QCOMPARE(matrix.importance("blk.1.ffn_down_exps.weight", 4, 32)->size(), std::size_t{128});
    QVERIFY(matrix.importance("output.weight", 1, 64)->empty());
    const auto shared =
        matrix.importance("blk.0.attn_q.weight", 3, 64); // one set of inputs for three experts
    QCOMPARE(shared->size(), std::size_t{192});
    QCOMPARE(shared->at(64), shared->at(0));
    for (const auto& [experts, columns] : {std::pair{1, 63}, {1, 128}, {2, 32}, {4, 16}}) {
        const auto wrong = matrix.importance(
            experts == 1 ? "blk.0.attn_q.weight" : "blk.1.ffn_down_exps.weight", experts, columns);
        QVERIFY(!wrong);
        QCOMPARE(wrong.error().code(), ErrorCode::Mismatch);
    }
    // The older form knows no experts: 128 values fit 4 x 32.
    const auto old = readBytes(written(writeLegacyImatrix, matrix));
    QCOMPARE(old->importance("blk.1.ffn_down_exps.weight", 4, 32)->size(), std::size_t{128});
}

void ImatrixFile::coverageOfExperts() {
    const auto all = coverage(sample());
    QCOMPARE(all.size(), std::size_t{3});
    QCOMPARE(all[0].tensor, std::string("blk.0.attn_q.weight"));
    QCOMPARE(all[0].silentColumns, 1);
    QCOMPARE(all[0].tokens, 1792U);
    QVERIFY(all[0].heaviestShare > 1.0 / 64 && all[0].heaviestShare < 0.1);
    QCOMPARE(all[2].experts, 4);
    QCOMPARE(all[2].columns, 32);
    QCOMPARE(all[2].unseenExperts, 1);
    QCOMPARE(all[2].silentColumns, 0); // an expert that saw nothing is no silent column
    QCOMPARE(all[2].tokens, 1600U);
    QCOMPARE(all[2].fewestTokens, 0U);
    QCOMPARE(all[0].silentShare(), 1.0 / 64);
    QCOMPARE(all[0].each.size(), std::size_t{1});
    QCOMPARE(all[2].each.size(), std::size_t{4});
    QCOMPARE(std::count_if(all[2].each.begin(), all[2].each.end(),
                           [](const ExpertCoverage& expert) { return expert.tokens == 0; }),
             1);
    std::uint64_t most = 0;
    for (const ExpertCoverage& expert : all[2].each)
        most = std::max(most, expert.tokens);
    QCOMPARE(most, all[2].tokens);
}

void ImatrixFile::hostileLegacy_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    const auto row = [](const char* name, const QByteArray& bytes, ErrorCode code) {
        QTest::newRow(name) << bytes << static_cast<int>(code);
    };
    const float nan = std::numeric_limits<float>::quiet_NaN();
    row("empty", {}, ErrorCode::Truncated);
    row("no entries", legacy(0, 4, 1, 2, 1), ErrorCode::Malformed);
    row("negative entries", legacy(-1, 4, 1, 2, 1), ErrorCode::Malformed);
    row("more entries than bytes", legacy(2000000000, 4, 1, 2, 1), ErrorCode::Truncated);
    row("negative name", legacy(1, -4, 1, 2, 1), ErrorCode::Malformed);
    row("endless name", legacy(1, 2000000000, 1, 2, 1), ErrorCode::Malformed);
    row("no calls", legacy(1, 4, 0, 2, 1), ErrorCode::Malformed);
    row("no values", legacy(1, 4, 1, 0, 1), ErrorCode::Malformed);
    row("negative values", legacy(1, 4, 1, -2, 1), ErrorCode::Malformed);
    row("more values than bytes", legacy(1, 4, 1, 3, 1), ErrorCode::Truncated);
    row("two thousand million values", legacy(1, 4, 1, 2147483647, 1), ErrorCode::Truncated);
    row("NaN", legacy(1, 4, 1, 2, nan), ErrorCode::Numeric);
    row("negative sum", legacy(1, 4, 1, 2, -1), ErrorCode::Numeric);
    row("infinite", legacy(1, 4, 1, 2, std::numeric_limits<float>::infinity()), ErrorCode::Numeric);
    row("the same name twice", legacy(2, 4, 1, 2, 1) + legacy(2, 4, 1, 2, 1).mid(4), ErrorCode::Malformed);
    row("another kind of file", "PK\x03\x04 some archive with enough bytes in it", ErrorCode::Malformed);
}

void ImatrixFile::hostileLegacy() {
    QFETCH(QByteArray, bytes);
    QFETCH(int, code);
    const auto matrix = readBytes(bytes);
    QVERIFY(!matrix);
    QCOMPARE(static_cast<int>(matrix.error().code()), code);
    QVERIFY(!matrix.error().file().empty());
}

void ImatrixFile::cutAnywhere() {
    // A GGUF may lose nothing; the older form may lose its tail, which is optional, but never part of an
    // entry.
    const QByteArray gguf = written(writeImatrix, sample());
    for (qsizetype size = 0; size < gguf.size() - 32; size += 13) // the padding at the end is no data
        QVERIFY(!readBytes(gguf.left(size)));
    const QByteArray old = written(writeLegacyImatrix, sample());
    for (qsizetype size = 0; size < old.size() - 16; size += 7)
        QVERIFY(!readBytes(old.left(size)));
    QVERIFY(readBytes(legacy(1, 4, 1, 2, 1)));
}

void ImatrixFile::hostileValues() {
    const QByteArray good = written(writeImatrix, sample());
    const float first = sample().entries.at("blk.0.attn_q.weight").sums[0];
    const qsizetype at = good.indexOf(QByteArray(reinterpret_cast<const char*>(&first), sizeof first));
    QVERIFY(at > 0);
    for (const float bad :
         {-1.0F, std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
        QByteArray bytes = good;
        std::memcpy(bytes.data() + at, &bad, sizeof bad);
        const auto matrix = readBytes(bytes);
        QVERIFY(!matrix);
        QCOMPARE(matrix.error().code(), ErrorCode::Numeric);
        QCOMPARE(matrix.error().tensor(), std::string("blk.0.attn_q.weight"));
    }
    QByteArray renamed = good;
    renamed.replace("blk.0.attn_q.weight.counts", "blk.0.attn_x.weight.counts");
    QCOMPARE(readBytes(renamed).error().code(), ErrorCode::Malformed);
    const auto model = readImatrix(MANTISSA_TEST_DATA "/stories260k/stories260K.gguf");
    QVERIFY(!model);
    QCOMPARE(model.error().code(), ErrorCode::Malformed);
}

void ImatrixFile::nothingToWrite() {
    QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath("none").toStdString();
    ImportanceMatrix matrix;
    QCOMPARE(writeImatrix(path, matrix).error().code(), ErrorCode::InvalidArgument);
    QCOMPARE(writeLegacyImatrix(path, matrix).error().code(), ErrorCode::InvalidArgument);
    matrix.entries["x"] = {{1, 2, 3}, {1, 1}};
    QVERIFY(!writeImatrix(path, matrix));
    matrix.entries["x"] = {{1, 2, 3}, {}};
    QVERIFY(!writeLegacyImatrix(path, matrix));
    QVERIFY(!std::filesystem::exists(path));
}

/// The older form holds chunks, not tokens: nothing is made up of them until somebody says how long they
/// were.
void ImatrixFile::chunksOfUnknownLength() {
    const ImportanceMatrix old = *readBytes(written(writeLegacyImatrix, sample()));
    QVERIFY(old.countsChunks);
    QCOMPARE(old.chunkTokens, 0U);
    const ImportanceEntry& entry = old.entries.at("blk.0.attn_q.weight");
    QCOMPARE(entry.counts, std::vector<std::uint64_t>{7}); // 1792 tokens in chunks of 256
    const ImportanceCoverage covered = coverage(old).front();
    QVERIFY(covered.countsChunks);
    QCOMPARE(covered.tokens, 7U);
    QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath("x").toStdString();
    QCOMPARE(writeImatrix(path, old).error().code(), ErrorCode::InvalidArgument);
    QVERIFY(!std::filesystem::exists(path));
    QCOMPARE(written(writeLegacyImatrix, old), written(writeLegacyImatrix, sample())); // nothing is lost
    const ImportanceMatrix known = inTokens(old, 256);
    QVERIFY(!known.countsChunks);
    QCOMPARE(known.chunkTokens, 256U);
    QCOMPARE(known.entries.at("blk.0.attn_q.weight").counts, std::vector<std::uint64_t>{1792});
    QCOMPARE(known.entries.at("blk.0.attn_q.weight").means(), entry.means());
    const auto back = readBytes(written(writeImatrix, known));
    QVERIFY(back);
    QCOMPARE(back->entries.at("blk.0.attn_q.weight").sums, known.entries.at("blk.0.attn_q.weight").sums);
}

QTEST_APPLESS_MAIN(ImatrixFile)
#include "tst_imatrix_file.moc"
