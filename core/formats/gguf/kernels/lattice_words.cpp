#include "formats/gguf/kernels/lattice_words.h"

namespace mantissa::gguf::kernels {

namespace {

std::uint32_t wordOf(const LatticeNeighbours& book, int entry) {
    const int slots = 32 / book.elements;
    std::uint32_t word = 0;
    for (int i = 0; i < book.elements; ++i)
        word |= static_cast<std::uint32_t>((book.digit(entry, i) + slots * i) % 16) << 4 * i;
    return word;
}

LatticeWords written(const LatticeNeighbours& book, std::size_t run) {
    LatticeWords made;
    made.at = book.at;
    for (std::int32_t& at : made.at) {
        if (at >= 0)
            continue;
        const auto list = book.around(at);
        at = -static_cast<std::int32_t>(made.begins.size()) - 1;
        made.begins.push_back(static_cast<std::uint32_t>(made.words.size()));
        for (const std::uint16_t entry : list) {
            made.words.push_back(wordOf(book, entry));
            made.entries.push_back(entry);
        }
        while (made.words.size() % run != 0) {
            made.words.push_back(made.words.back());
            made.entries.push_back(made.entries.back());
        }
    }
    made.begins.push_back(static_cast<std::uint32_t>(made.words.size()));
    made.digits.assign(book.entries.begin(), book.entries.end());
    return made;
}

template <DType dtype>
const LatticeWords& shared(std::size_t run) {
    if (run == 8) {
        static const LatticeWords eight = written(latticeNeighbours(dtype), 8);
        return eight;
    }
    static const LatticeWords sixteen = written(latticeNeighbours(dtype), 16);
    return sixteen;
}

} // namespace

const LatticeWords& latticeWords(DType dtype, std::size_t run) {
    switch (dtype) {
    case DType::IQ2_XXS:
        return shared<DType::IQ2_XXS>(run);
    case DType::IQ2_XS:
        return shared<DType::IQ2_XS>(run);
    case DType::IQ2_S:
        return shared<DType::IQ2_S>(run);
    case DType::IQ3_XXS:
        return shared<DType::IQ3_XXS>(run);
    default:
        return shared<DType::IQ3_S>(run);
    }
}

} // namespace mantissa::gguf::kernels
