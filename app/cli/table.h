#pragma once
// Aligned columns of text on a terminal.
#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

namespace mantissa::cli {

enum class Align { Left, Right };

class Table {
public:
    struct Column {
        std::string title;
        Align align = Align::Left;
        std::size_t most = 60; ///< longer text is cut in the middle
    };
    explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

    void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
    void print(std::ostream& out) const;

private:
    std::vector<Column> columns_;
    std::vector<std::vector<std::string>> rows_;
};

/// Columns that a UTF-8 text takes: code points (no wide characters occur in what we print).
std::size_t displayWidth(const std::string& text);

/// "1 tensor", "2 tensors"
std::string counted(std::uint64_t count, const std::string& noun);

/// Prose in lines of at most `width` columns after a head, all lines of it beginning at column `indent`.
std::string wrapped(const std::string& text, std::size_t width, const std::string& head, std::size_t indent);

/// At most `most` columns wide: "model.laye…roj.weight". Control characters, which could drive a terminal,
/// show as printable() writes them.
std::string shortened(const std::string& text, std::size_t most);

} // namespace mantissa::cli
