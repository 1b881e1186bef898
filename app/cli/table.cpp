#include "cli/table.h"

#include "base/printable.h"

#include <algorithm>
#include <ostream>

namespace mantissa::cli {

namespace {

bool continues(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

// Where code point `index` begins.
std::size_t byteOf(const std::string& text, std::size_t index) {
    std::size_t seen = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!continues(text[i]) && seen++ == index)
            return i;
    }
    return text.size();
}

void padded(std::ostream& out, const std::string& text, std::size_t width, Align align, bool last) {
    const std::string space(width - displayWidth(text), ' ');
    if (align == Align::Right)
        out << space << text;
    else
        out << text << (last ? "" : space);
}

} // namespace

std::size_t displayWidth(const std::string& text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char byte) { return !continues(byte); }));
}

std::string shortened(const std::string& given, std::size_t most) {
    const std::string text = printable(given);
    const std::size_t width = displayWidth(text);
    if (width <= most)
        return text;
    const std::size_t head = (most - 1) / 2;
    const std::size_t tail = most - 1 - head;
    return text.substr(0, byteOf(text, head)) + "…" + text.substr(byteOf(text, width - tail));
}

std::string counted(std::uint64_t count, const std::string& noun) {
    return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

std::string wrapped(const std::string& text, std::size_t width, const std::string& head, std::size_t indent) {
    std::string result =
        head + std::string(std::max(indent, displayWidth(head) + 1) - displayWidth(head), ' ');
    std::size_t column = displayWidth(result);
    bool first = true;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find(' ', begin), text.size());
        const std::string word = text.substr(begin, end - begin);
        begin = end + 1;
        if (!first && column + 1 + displayWidth(word) > width) {
            result += "\n" + std::string(indent, ' ');
            column = indent;
            first = true;
        }
        result += (first ? "" : " ") + word;
        column += (first ? 0 : 1) + displayWidth(word);
        first = false;
    }
    return result + "\n";
}

void Table::print(std::ostream& out) const {
    std::vector<std::vector<std::string>> lines;
    std::vector<std::string> titles;
    for (const Column& column : columns_)
        titles.push_back(column.title);
    lines.push_back(titles);
    lines.insert(lines.end(), rows_.begin(), rows_.end());
    std::vector<std::size_t> widths(columns_.size());
    for (auto& line : lines) {
        for (std::size_t i = 0; i < line.size(); ++i) {
            line[i] = shortened(line[i], columns_[i].most);
            widths[i] = std::max(widths[i], displayWidth(line[i]));
        }
    }
    for (const auto& line : lines) {
        for (std::size_t i = 0; i < line.size(); ++i) {
            out << (i > 0 ? "  " : "");
            padded(out, line[i], widths[i], columns_[i].align, i + 1 == line.size());
        }
        out << '\n';
    }
}

} // namespace mantissa::cli
