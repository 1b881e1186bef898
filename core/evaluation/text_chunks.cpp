#include "evaluation/text_chunks.h"

#include "base/mapped_file.h"

namespace mantissa {

Result<TokenChunks> chunksOfFile(const Tokenizer& tokenizer, const std::filesystem::path& text,
                                 std::int64_t context, std::int64_t limit, const Task& task) {
    MANTISSA_TRY(const auto file, MappedFile::open(text));
    std::string_view characters(reinterpret_cast<const char*>(file->bytes().data()), file->bytes().size());
    if (characters.ends_with('\n'))
        characters.remove_suffix(1);
    if (characters.empty())
        return fail(Error(ErrorCode::InvalidArgument, sentence(MANTISSA_TR("core", "The text is empty.")))
                        .inFile(text));
    auto ids = tokenizer.encode(characters, {}, task);
    if (!ids)
        return fail(std::move(ids).error().inFile(text));
    MANTISSA_CHECK(file->check());
    const auto bos = tokenizer.addsBos() ? std::optional(tokenizer.bos()) : std::nullopt;
    auto chunks = TokenChunks::create(std::move(*ids), context, bos, limit);
    if (!chunks)
        return fail(std::move(chunks).error().inFile(text));
    return chunks;
}

} // namespace mantissa
