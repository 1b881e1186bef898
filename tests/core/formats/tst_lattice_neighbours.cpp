// The lists of codebook entries around a point, against a plain sort by (distance, number).
#include "formats/gguf/reference/grids.h"
#include "formats/gguf/reference/lattice_neighbours.h"

#include <QTest>

#include <algorithm>

using namespace mantissa;
using namespace mantissa::gguf;

class TestLatticeNeighbours : public QObject {
    Q_OBJECT

private slots:
    void listsAreSorted_data();
    void listsAreSorted();
};

void TestLatticeNeighbours::listsAreSorted_data() {
    QTest::addColumn<int>("dtype");
    QTest::addColumn<int>("entries");
    QTest::addColumn<int>("distances");
    QTest::newRow("IQ1_S") << static_cast<int>(DType::IQ1_S) << 2048 << 3;
    QTest::newRow("IQ1_M") << static_cast<int>(DType::IQ1_M) << 2048 << 3;
    QTest::newRow("IQ2_XXS") << static_cast<int>(DType::IQ2_XXS) << 256 << 2;
    QTest::newRow("IQ2_XS") << static_cast<int>(DType::IQ2_XS) << 512 << 2;
    QTest::newRow("IQ2_S") << static_cast<int>(DType::IQ2_S) << 1024 << 1;
    QTest::newRow("IQ3_XXS") << static_cast<int>(DType::IQ3_XXS) << 256 << 2;
    QTest::newRow("IQ3_S") << static_cast<int>(DType::IQ3_S) << 512 << 3;
}

void TestLatticeNeighbours::listsAreSorted() {
    QFETCH(int, dtype);
    QFETCH(int, entries);
    QFETCH(int, distances);
    const LatticeNeighbours& book = latticeNeighbours(static_cast<DType>(dtype));
    QCOMPARE(book.entries.size(), static_cast<std::size_t>(entries));
    QCOMPARE(book.at.size(), static_cast<std::size_t>(book.elements == 8 ? 6561 : 4096));
    int onEntries = 0;
    for (int point = 0; point < static_cast<int>(book.at.size()); ++point) {
        onEntries += book.at[static_cast<std::size_t>(point)] >= 0;
        if (point % 23 != 0)
            continue;
        std::uint8_t digits[8];
        for (int i = 0, rest = point; i < book.elements; ++i, rest /= book.levels)
            digits[i] = static_cast<std::uint8_t>(rest % book.levels);
        QCOMPARE(book.pointOf(digits), point);
        std::vector<std::pair<int, int>> sorted;
        for (int entry = 0; entry < entries; ++entry) {
            int distance = 0;
            for (int i = 0; i < book.elements; ++i)
                distance += (book.digit(entry, i) - digits[i]) * (book.digit(entry, i) - digits[i]);
            sorted.emplace_back(distance, entry);
        }
        std::sort(sorted.begin(), sorted.end());
        const std::int32_t at = book.at[static_cast<std::size_t>(point)];
        QCOMPARE(at >= 0, sorted[0].first == 0);
        if (at >= 0) {
            QCOMPARE(at, sorted[0].second);
            continue;
        }
        std::size_t end = 0;
        for (int seen = 0, last = -1; end < sorted.size(); ++end) {
            seen += sorted[end].first != last;
            last = sorted[end].first;
            if (seen > distances)
                break;
        }
        const std::span<const std::uint16_t> list = book.around(at);
        QCOMPARE(list.size(), end);
        for (std::size_t i = 0; i < end; ++i)
            QCOMPARE(int(list[i]), sorted[i].second);
    }
    QCOMPARE(onEntries, entries);
}

QTEST_GUILESS_MAIN(TestLatticeNeighbours)
#include "tst_lattice_neighbours.moc"
