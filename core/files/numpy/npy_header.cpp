#include "files/numpy/npy_header.h"

#include <charconv>

namespace mantissa::numpy {

namespace {

constexpr std::size_t maximumDimensions = 64; // NumPy 2's own limit

class Parser {
public:
    Parser(std::string_view text, std::uint64_t offset) : text_(text), offset_(offset) {}

    Result<ArrayHeader> parse() {
        ArrayHeader header;
        unsigned seen = 0; // one bit a key
        MANTISSA_CHECK(expect('{'));
        while (!accept('}')) {
            MANTISSA_TRY(const auto key, quoted());
            MANTISSA_CHECK(expect(':'));
            MANTISSA_TRY(const unsigned bit, value(key, header));
            if ((seen & bit) != 0)
                return fail(unexpected());
            seen |= bit;
            if (!accept(',') && peek() != '}')
                return fail(unexpected());
        }
        skipSpace();
        if (position_ != text_.size() || seen != 7)
            return fail(unexpected());
        return header;
    }

private:
    Error unexpected() const {
        return Error(ErrorCode::Malformed,
                     sentence(
                         MANTISSA_TR("core", "The array's header is not the dictionary that NumPy writes.")))
            .atByte(offset_ + position_);
    }

    void skipSpace() {
        while (position_ < text_.size() && (text_[position_] == ' ' || text_[position_] == '\n'))
            ++position_;
    }

    char peek() {
        skipSpace();
        return position_ < text_.size() ? text_[position_] : '\0';
    }

    bool accept(char wanted) {
        const bool there = peek() == wanted && position_ < text_.size();
        position_ += there ? 1 : 0;
        return there;
    }

    Result<void> expect(char wanted) {
        if (accept(wanted))
            return {};
        return fail(unexpected());
    }

    Result<std::string> quoted() {
        const char quote = peek();
        if (quote != '\'' && quote != '"')
            return fail(unexpected());
        const auto end = text_.find(quote, position_ + 1);
        if (end == std::string_view::npos)
            return fail(unexpected());
        std::string content(text_.substr(position_ + 1, end - position_ - 1));
        position_ = end + 1;
        return content;
    }

    bool acceptWord(std::string_view word) {
        skipSpace();
        const bool there = text_.substr(position_).starts_with(word);
        position_ += there ? word.size() : 0;
        return there;
    }

    Result<bool> boolean() {
        if (acceptWord("True"))
            return true;
        if (acceptWord("False"))
            return false;
        return fail(unexpected());
    }

    Result<Shape> tuple() {
        Shape shape;
        MANTISSA_CHECK(expect('('));
        while (!accept(')')) {
            skipSpace();
            std::int64_t extent = -1;
            const char* begin = text_.data() + position_;
            const auto [end, error] = std::from_chars(begin, text_.data() + text_.size(), extent);
            if (error != std::errc() || extent < 0 || shape.size() == maximumDimensions)
                return fail(unexpected());
            position_ += static_cast<std::size_t>(end - begin);
            accept('L'); // a long of Python 2
            shape.push_back(extent);
            if (!accept(',') && peek() != ')')
                return fail(unexpected());
        }
        return shape;
    }

    Result<std::string> descr() {
        if (peek() != '[')
            return quoted();
        return fail(
            Error(ErrorCode::Unsupported,
                  sentence(MANTISSA_TR("core", "The array holds records of several fields; only arrays of "
                                               "plain numbers can be opened.")))
                .atByte(offset_ + position_));
    }

    /// Reads the value of a key and gives the key's bit.
    Result<unsigned> value(const std::string& key, ArrayHeader& header) {
        if (key == "descr") {
            MANTISSA_TRY(header.descr, descr());
            return 1u;
        }
        if (key == "fortran_order") {
            MANTISSA_TRY(header.fortranOrder, boolean());
            return 2u;
        }
        if (key == "shape") {
            MANTISSA_TRY(header.shape, tuple());
            return 4u;
        }
        return fail(unexpected());
    }

    std::string_view text_;
    std::uint64_t offset_;
    std::size_t position_ = 0;
};

} // namespace

Result<ArrayHeader> parseHeader(std::string_view text, std::uint64_t offset) {
    return Parser(text, offset).parse();
}

} // namespace mantissa::numpy
