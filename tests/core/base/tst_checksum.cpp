// The checksum that exports are read back with.
#include "base/checksum.h"

#include <QTest>

#include <random>
#include <set>
#include <vector>

using namespace mantissa;

namespace {

std::vector<std::byte> randomBytes(std::size_t count) {
    std::mt19937 random(5);
    std::vector<std::byte> bytes(count);
    for (std::byte& byte : bytes)
        byte = static_cast<std::byte>(random());
    return bytes;
}

} // namespace

class ChecksumTest : public QObject {
    Q_OBJECT
private slots:
    void everyBitCounts_data() {
        QTest::addColumn<int>("count");
        for (const int count : {1, 3, 7, 8, 9, 16, 63, 64, 65, 127, 128, 200})
            QTest::addRow("%d", count) << count;
    }
    void everyBitCounts() {
        QFETCH(int, count);
        std::vector<std::byte> bytes = randomBytes(static_cast<std::size_t>(count));
        std::set<std::uint64_t> seen{checksum(bytes)};
        for (std::byte& byte : bytes) {
            for (int bit = 0; bit < 8; ++bit) {
                byte ^= static_cast<std::byte>(1U << bit);
                seen.insert(checksum(bytes));
                byte ^= static_cast<std::byte>(1U << bit);
            }
        }
        QCOMPARE(seen.size(), static_cast<std::size_t>(8 * count + 1)); // all different, too
    }

    void lengthAndPlaceCount() {
        std::set<std::uint64_t> seen;
        std::size_t tried = 0;
        for (std::size_t count = 0; count < 300; ++count, ++tried)
            seen.insert(checksum(std::vector<std::byte>(count))); // zeros only
        std::vector<std::byte> one(256);
        for (std::size_t place = 0; place < one.size(); ++place, ++tried) {
            one[place] = std::byte{1};
            seen.insert(checksum(one));
            one[place] = std::byte{0};
        }
        QCOMPARE(seen.size(), tried);
    }

    void swappedPiecesAreFound() {
        const std::vector<std::byte> bytes = randomBytes(512);
        for (std::size_t size : {8, 16, 64, 128}) {
            std::vector<std::byte> swapped = bytes;
            std::swap_ranges(swapped.begin(), swapped.begin() + static_cast<std::ptrdiff_t>(size),
                             swapped.begin() + 256);
            QVERIFY(checksum(swapped) != checksum(bytes));
        }
    }

    void whereBytesLieDoesNotMatter() {
        const std::vector<std::byte> bytes = randomBytes(131);
        for (std::size_t shift = 1; shift < 8; ++shift) {
            std::vector<std::byte> moved(shift);
            moved.insert(moved.end(), bytes.begin(), bytes.end());
            QCOMPARE(checksum(std::span<const std::byte>(moved).subspan(shift)), checksum(bytes));
        }
    }
};

QTEST_APPLESS_MAIN(ChecksumTest)
#include "tst_checksum.moc"
