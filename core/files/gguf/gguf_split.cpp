#include "files/gguf/gguf_split.h"

#include "files/reader.h"

#include <cstdio>

namespace mantissa::gguf {

namespace {

constexpr std::int64_t maximumParts = 65535; // split.count is u16

std::string ending(std::int64_t number, std::int64_t count) {
    char text[48];
    std::snprintf(text, sizeof text, "-%05lld-of-%05lld.gguf", static_cast<long long>(number),
                  static_cast<long long>(count));
    return text;
}

Result<Header> openPart(const std::filesystem::path& path, std::int64_t index, std::int64_t count) {
    auto file = MappedFile::open(path);
    if (!file) {
        if (file.error().code() != ErrorCode::NotFound)
            return fail(std::move(file).error());
        return fail(Error(ErrorCode::NotFound,
                          sentence(MANTISSA_TR("core", "This model is split into %1 files, and number %2 is "
                                                       "missing. Put all of them into one folder."),
                                   count, index + 1))
                        .inFile(path));
    }
    MANTISSA_TRY(auto header, readHeader(*file));
    const std::int64_t no = header.metadata.integer("split.no", -1);
    const std::int64_t parts = header.metadata.integer("split.count", -1);
    if (no != index || parts != count) {
        return fail(
            Error(ErrorCode::Malformed,
                  sentence(MANTISSA_TR("core", "By its name this is part %1 of %2, but its metadata says "
                                               "split.no %3 and split.count %4."),
                           index + 1, count, no, parts))
                .inFile(path));
    }
    return header;
}

Result<void> checkTensorCount(const Model& model) {
    const std::int64_t announced = model.metadata.integer("split.tensors.count", -1);
    const auto found = static_cast<std::int64_t>(model.tensors.size());
    if (announced < 0 || announced == found)
        return {};
    return fail(
        Error(ErrorCode::Malformed,
              sentence(MANTISSA_TR("core", "The parts hold %1 tensors together, but split.tensors.count "
                                           "is %2: they do not belong to one model."),
                       found, announced))
            .inFile(model.files.front()));
}

} // namespace

std::optional<std::filesystem::path> partPath(const std::filesystem::path& path, std::int64_t index,
                                              std::int64_t count) {
    const std::string name = path.filename().string();
    const std::size_t length = ending(1, count).size();
    if (name.size() <= length)
        return std::nullopt;
    const std::string stem = name.substr(0, name.size() - length);
    // The name must be that of some part of as many.
    const std::string tail = name.substr(stem.size());
    const std::string model = ending(1, count);
    if (tail[0] != '-' || tail.substr(6) != model.substr(6) || tail.find_first_not_of("0123456789", 1) != 6)
        return std::nullopt;
    return path.parent_path() / (stem + ending(index + 1, count));
}

Result<void> openParts(const MappedFile& file, const Header& header, Model& model) {
    const std::int64_t count = header.metadata.integer("split.count", 1);
    if (count > maximumParts || !partPath(file.path(), 0, count)) {
        return fail(
            Error(ErrorCode::Malformed,
                  sentence(MANTISSA_TR("core", "The file is one of %1 parts, so its name must end like "
                                               "“%2” for the others to be found. Give it its "
                                               "original name."),
                           count, ending(1, count)))
                .inFile(file.path()));
    }
    for (std::int64_t index = 0; index < count; ++index) {
        const auto path = *partPath(file.path(), index, count);
        MANTISSA_TRY(auto part, openPart(path, index, count));
        model.files.push_back(path);
        model.tensors.insert(model.tensors.end(), part.tensors.begin(), part.tensors.end());
        if (index == 0)
            model.metadata = std::move(part.metadata);
    }
    MANTISSA_CHECK(checkUniqueNames(model));
    return checkTensorCount(model);
}

} // namespace mantissa::gguf
