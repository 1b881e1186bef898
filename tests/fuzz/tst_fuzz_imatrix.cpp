// Importance matrices with bytes changed at random: an error or a matrix whose sizes hold, never a crash.
#include "calibration/imatrix_file.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <cstring>

using namespace mantissa;

class FuzzImatrix : public QObject {
    Q_OBJECT

private slots:
    void changed_data();
    void changed();
};

namespace {

ImportanceMatrix sample() {
    ImportanceMatrix matrix;
    matrix.chunks = 3;
    matrix.chunkTokens = 128;
    matrix.datasets = {"a.txt"};
    matrix.entries["blk.0.attn_q.weight"] = {std::vector<float>(8, 2), {384}};
    matrix.entries["blk.0.ffn_up_exps.weight"] = {std::vector<float>(12, 5), {100, 0, 284}};
    return matrix;
}

void mutate(QByteArray& bytes, QRandomGenerator& random) {
    static const quint32 numbers[] = {0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0x7FC00000, 0x40000000, 64};
    for (int changes = random.bounded(1, 4); changes > 0; --changes) {
        const int at = random.bounded(static_cast<int>(bytes.size()) - 4);
        if (random.bounded(3) == 0) {
            const quint32 number = numbers[random.bounded(8)];
            std::memcpy(bytes.data() + at, &number, sizeof number);
        } else if (random.bounded(20) == 0) {
            bytes.truncate(std::max(8, at));
        } else {
            bytes[at] = static_cast<char>(random.bounded(256));
        }
    }
}

} // namespace

void FuzzImatrix::changed_data() {
    QTest::addColumn<bool>("legacy");
    QTest::newRow("GGUF") << false;
    QTest::newRow("older form") << true;
}

void FuzzImatrix::changed() {
    QFETCH(bool, legacy);
    QTemporaryDir folder;
    const QString path = folder.filePath("imatrix");
    const auto write = legacy ? writeLegacyImatrix : writeImatrix;
    QVERIFY(write(path.toStdString(), sample()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray good = file.readAll();
    file.close();
    QRandomGenerator random(99);
    int read = 0;
    constexpr int runs = 400;
    for (int run = 0; run < runs; ++run) {
        QByteArray bytes = good;
        mutate(bytes, random);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(bytes);
        file.close();
        const auto matrix = readImatrix(path.toStdString());
        if (!matrix)
            continue;
        ++read;
        for (const auto& [name, entry] : matrix->entries) {
            QCOMPARE(static_cast<std::size_t>(entry.experts() * entry.columns()), entry.sums.size());
            QCOMPARE(entry.means().size(), entry.sums.size());
        }
        coverage(*matrix);
    }
    QVERIFY2(read > runs / 50 && read < runs, qPrintable(QString::number(read)));
}

QTEST_APPLESS_MAIN(FuzzImatrix)
#include "tst_fuzz_imatrix.moc"
