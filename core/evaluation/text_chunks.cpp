#include "evaluation/text_chunks.h"

#include "base/mapped_file.h"
#include "text/utf8_check.h"

#include <algorithm>
#include <array>

namespace mantissa {

namespace {

namespace fs = std::filesystem;

bool isTextFile(const fs::path& path) {
    static constexpr std::array<std::string_view, 3> endings = {".txt", ".text", ".md"};
    std::string ending = path.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return std::find(endings.begin(), endings.end(), ending) != endings.end();
}

Error unreadable(const fs::path& folder) {
    return Error(ErrorCode::CannotRead, sentence(MANTISSA_TR("core", "The folder cannot be read.")))
        .inFile(folder);
}

Result<std::vector<fs::path>> filesIn(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code error;
    auto at = fs::recursive_directory_iterator(folder, error);
    for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
        const bool hidden = at->path().filename().string().starts_with('.');
        std::error_code ignored;
        if (hidden && at->is_directory(ignored))
            at.disable_recursion_pending();
        if (!hidden && isTextFile(at->path()) && at->is_regular_file(ignored))
            files.push_back(at->path());
    }
    if (error)
        return fail(unreadable(folder));
    if (files.empty())
        return fail(Error(ErrorCode::NotFound,
                          sentence(MANTISSA_TR("core", "There is no text in this folder: no file whose name "
                                                       "ends in .txt, .text or .md.")))
                        .inFile(folder));
    std::sort(files.begin(), files.end(),
              [](const fs::path& a, const fs::path& b) { return a.native() < b.native(); });
    return files;
}

Result<void> checkUtf8(std::string_view text, const fs::path& path) {
    const auto wrong = firstNotUtf8(text);
    if (!wrong)
        return {};
    return fail(Error(ErrorCode::Malformed,
                      sentence(MANTISSA_TR("core", "The text is not UTF-8. Convert it first, or choose "
                                                   "another file.")))
                    .inFile(path)
                    .atByte(*wrong));
}

/// Appends the tokens of one file. `last`: one line feed at its end is dropped, else there must be one.
Result<void> appendFile(const Tokenizer& tokenizer, const fs::path& path, bool first, bool last,
                        std::vector<TokenId>& ids, const Task& task) {
    MANTISSA_TRY(const auto file, MappedFile::open(path));
    std::string_view text(reinterpret_cast<const char*>(file->bytes().data()), file->bytes().size());
    MANTISSA_CHECK(checkUtf8(text, path));
    std::string ended;
    if (last && text.ends_with('\n'))
        text.remove_suffix(1);
    if (!last && !text.empty() && !text.ends_with('\n')) {
        ended = std::string(text) + '\n';
        text = ended;
    }
    EncodeOptions options;
    options.addSpecial = first;
    auto more = tokenizer.encode(text, options, task);
    if (!more)
        return fail(std::move(more).error().inFile(path));
    MANTISSA_CHECK(file->check());
    // What ends a text stands at its end only.
    if (first && !last && tokenizer.addsEos() && !more->empty())
        more->pop_back();
    ids.insert(ids.end(), more->begin(), more->end());
    if (!first && last && tokenizer.addsEos())
        ids.push_back(tokenizer.eos());
    return {};
}

} // namespace

Result<std::vector<fs::path>> textFiles(const fs::path& text) {
    std::error_code error;
    return fs::is_directory(text, error) ? filesIn(text) : std::vector{text};
}

Result<TokenChunks> chunksOfFile(const Tokenizer& tokenizer, const fs::path& text, std::int64_t context,
                                 std::int64_t limit, const Task& task) {
    MANTISSA_TRY(const auto files, textFiles(text));
    std::vector<TokenId> ids;
    for (std::size_t i = 0; i < files.size(); ++i)
        MANTISSA_CHECK(appendFile(tokenizer, files[i], i == 0, i + 1 == files.size(), ids, task));
    const std::size_t special = (tokenizer.addsBos() ? 1U : 0U) + (tokenizer.addsEos() ? 1U : 0U);
    if (ids.size() <= special)
        return fail(
            Error(ErrorCode::Malformed, sentence(MANTISSA_TR("core", "The text is empty."))).inFile(text));
    const auto bos = tokenizer.addsBos() ? std::optional(tokenizer.bos()) : std::nullopt;
    auto chunks = TokenChunks::create(std::move(ids), context, bos, limit);
    if (!chunks && chunks.error().code() == ErrorCode::Malformed) // else the context is to blame
        return fail(std::move(chunks).error().inFile(text));
    return chunks;
}

} // namespace mantissa
