#include "base/nearest.h"

#include <algorithm>
#include <cctype>
#include <numeric>

namespace mantissa {

namespace {

bool sameLetter(char a, char b) {
    return std::toupper(static_cast<unsigned char>(a)) == std::toupper(static_cast<unsigned char>(b));
}

// Levenshtein's distance, one row of the table at a time.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t change = diagonal + (sameLetter(a[i], b[j]) ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({change, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

} // namespace

bool equalIgnoringCase(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), sameLetter);
}

std::string nearestNames(std::string_view word, std::span<const std::string> known) {
    constexpr std::size_t furthest = 2;
    constexpr std::size_t most = 3;
    constexpr std::size_t longest = 64; // nobody mistypes a longer word, and hostile text stays cheap
    std::string result;
    if (word.size() > longest)
        return result;
    std::size_t count = 0;
    for (std::size_t edits = 0; edits <= furthest; ++edits) {
        for (const std::string& name : known) {
            // A word changed in all its letters is another word.
            if (count == most || distance(word, name) != edits || edits >= name.size())
                continue;
            result += (count == 0 ? "" : ", ") + name;
            ++count;
        }
    }
    return result;
}

} // namespace mantissa
