#include "formats/gguf/reference/lattice_neighbours.h"

#include "formats/gguf/reference/grids.h"

#include <array>

namespace mantissa::gguf {

namespace {

/// Squared distances between digits stay below this: 4 * 7^2, 8 * 2^2.
constexpr int farthest = 4 * 49 + 1;

/// Makes the lists of one codebook.
class Survey {
public:
    explicit Survey(LatticeNeighbours& book) : book_(book), distances_(book.entries.size()) {
        for (int element = 0; element < book.elements; ++element) {
            digits_[element].resize(book.entries.size());
            for (std::size_t entry = 0; entry < book.entries.size(); ++entry)
                digits_[element][entry] =
                    static_cast<std::uint8_t>(book.digit(static_cast<int>(entry), element));
        }
    }

    /// Appends the list of a point: all entries at the `distances` least distances.
    void append(int point, int distances) {
        measure(point);
        std::array<int, farthest> found{};
        for (const std::uint8_t distance : distances_)
            ++found[distance];
        const std::size_t head = book_.lists.size();
        book_.lists.push_back(0);
        int taken = 0;
        for (int distance = 0; distance < farthest && taken < distances; ++distance) {
            if (found[distance] == 0)
                continue;
            ++taken;
            for (std::size_t entry = 0; entry < distances_.size(); ++entry) {
                if (distances_[entry] == distance)
                    book_.lists.push_back(static_cast<std::uint16_t>(entry));
            }
        }
        book_.lists[head] = static_cast<std::uint16_t>(book_.lists.size() - head - 1);
    }

private:
    void measure(int point) {
        std::fill(distances_.begin(), distances_.end(), std::uint8_t{0});
        for (int element = 0; element < book_.elements; ++element, point /= book_.levels) {
            const int digit = point % book_.levels;
            const std::uint8_t* digits = digits_[element].data();
            for (std::size_t entry = 0; entry < distances_.size(); ++entry) {
                const int difference = digits[entry] - digit;
                distances_[entry] = static_cast<std::uint8_t>(distances_[entry] + difference * difference);
            }
        }
    }

    LatticeNeighbours& book_;
    std::array<std::vector<std::uint8_t>, 8> digits_;
    std::vector<std::uint8_t> distances_;
};

/// distances: ggml's nwant.
LatticeNeighbours surveyed(std::span<const std::uint16_t> entries, int elements, int distances) {
    LatticeNeighbours book{elements, elements == 8 ? 3 : 8, elements == 8 ? 2 : 3, entries, {}, {}};
    book.at.assign(elements == 8 ? 6561 : 4096, -1);
    for (std::size_t entry = 0; entry < entries.size(); ++entry) {
        std::uint8_t digits[8];
        for (int i = 0; i < elements; ++i)
            digits[i] = static_cast<std::uint8_t>(book.digit(static_cast<int>(entry), i));
        book.at[static_cast<std::size_t>(book.pointOf(digits))] = static_cast<std::int32_t>(entry);
    }
    Survey survey(book);
    for (std::size_t point = 0; point < book.at.size(); ++point) {
        if (book.at[point] >= 0)
            continue;
        book.at[point] = -static_cast<std::int32_t>(book.lists.size()) - 1;
        survey.append(static_cast<int>(point), distances);
    }
    return book;
}

template <const auto& grid, int elements, int distances>
const LatticeNeighbours& shared() {
    static const LatticeNeighbours made = surveyed(grid, elements, distances);
    return made;
}

} // namespace

const LatticeNeighbours& latticeNeighbours(DType dtype) {
    switch (dtype) {
    case DType::IQ1_S:
    case DType::IQ1_M:
        return shared<iq1sGrid, 8, 3>();
    case DType::IQ2_XXS:
        return shared<iq2xxsGrid, 8, 2>();
    case DType::IQ2_XS:
        return shared<iq2xsGrid, 8, 2>();
    case DType::IQ2_S:
        return shared<iq2sGrid, 8, 1>();
    case DType::IQ3_XXS:
        return shared<iq3xxsGrid, 4, 2>();
    default:
        return shared<iq3sGrid, 4, 3>();
    }
}

} // namespace mantissa::gguf
