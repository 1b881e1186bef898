// SHA-256 against Qt's, for every length around its blocks, in pieces, and two hashes at once.
#include "base/sha256.h"

#include "support/sample_weights.h"

#include <QCryptographicHash>
#include <QTest>

using namespace mantissa;

namespace {

std::vector<std::byte> someBytes(std::size_t count, std::uint64_t seed) {
    sample::Random random(seed);
    std::vector<std::byte> bytes(count);
    for (std::byte& byte : bytes)
        byte = static_cast<std::byte>(random.bits());
    return bytes;
}

std::string expected(std::span<const std::byte> bytes) {
    const QByteArray data(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
    return QCryptographicHash::hash(data, QCryptographicHash::Sha256).toHex().toStdString();
}

} // namespace

class TestSha256 : public QObject {
    Q_OBJECT

private slots:
    void everyLength() {
        const auto bytes = someBytes(700, 1);
        for (std::size_t length = 0; length <= bytes.size(); ++length) {
            const auto part = std::span(bytes).first(length);
            QCOMPARE(sha256(part), expected(part));
        }
    }

    void inPieces() {
        const auto bytes = someBytes(5000, 2);
        sample::Random random(3);
        for (int round = 0; round < 200; ++round) {
            Sha256 hash;
            for (std::span<const std::byte> rest(bytes); !rest.empty();) {
                const auto piece = rest.first(std::min<std::size_t>(random.bits() % 200, rest.size()));
                hash.add(piece);
                rest = rest.subspan(piece.size());
            }
            QCOMPARE(hash.hex(), expected(bytes));
        }
    }

    /// Two hashes that hold unfinished blocks of different lengths, fed together and alone by turns.
    void twoAtOnce() {
        const auto bytes = someBytes(3000, 4);
        sample::Random random(5);
        for (int round = 0; round < 300; ++round) {
            Sha256 first;
            Sha256 second;
            std::vector<std::byte> toFirst;
            std::vector<std::byte> toSecond;
            for (std::span<const std::byte> rest(bytes); !rest.empty();) {
                const auto piece = rest.first(std::min<std::size_t>(random.bits() % 400, rest.size()));
                const auto whom = random.bits() % 4;
                if (whom == 0)
                    first.add(piece);
                else if (whom == 1)
                    second.add(piece);
                else
                    Sha256::addToBoth(first, second, piece);
                if (whom != 1)
                    toFirst.insert(toFirst.end(), piece.begin(), piece.end());
                if (whom != 0)
                    toSecond.insert(toSecond.end(), piece.begin(), piece.end());
                rest = rest.subspan(piece.size());
            }
            QCOMPARE(first.hex(), expected(toFirst));
            QCOMPARE(second.hex(), expected(toSecond));
        }
    }
};

QTEST_GUILESS_MAIN(TestSha256)
#include "tst_sha256.moc"
