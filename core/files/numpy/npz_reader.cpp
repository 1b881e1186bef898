#include "files/numpy/npz_reader.h"

#include "files/naming.h"
#include "files/numpy/npy_array.h"
#include "files/zip/zip_directory.h"

#include <cstring>

namespace mantissa {

namespace {

/// All deflated arrays of a file together; stored ones have no limit.
constexpr std::uint64_t maximumInflated = 2ull << 30;

constexpr std::string_view arrayEnding = ".npy";

bool matches(const MappedFile& file) {
    const auto bytes = file.bytes();
    // A local header, or the end record of an archive without entries.
    return bytes.size() >= 4 &&
           (std::memcmp(bytes.data(), "PK\3\4", 4) == 0 || std::memcmp(bytes.data(), "PK\5\6", 4) == 0);
}

Result<std::shared_ptr<Tensor>> openEntry(const std::shared_ptr<const MappedFile>& file,
                                          const zip::Entry& entry, std::uint64_t index, std::uint64_t& room) {
    std::span<const std::byte> bytes;
    std::shared_ptr<const void> owner = file;
    if (entry.method == zip::stored) {
        bytes = file->bytes().subspan(entry.offset, entry.bytes);
    } else {
        MANTISSA_TRY(auto inflated, zip::inflate(file->bytes(), entry, index, room));
        room -= inflated.size();
        auto kept = std::make_shared<const std::vector<std::byte>>(std::move(inflated));
        bytes = *kept;
        owner = kept;
    }
    auto array = numpy::readArray(bytes);
    if (!array) {
        // Where in the file: for a packed array, where its bytes begin.
        const std::uint64_t within = entry.method == zip::stored ? array.error().byte().value_or(0) : 0;
        return fail(std::move(array).error().atByte(entry.offset + within));
    }
    auto tensor = std::make_shared<Tensor>(std::move(*array));
    tensor->name = entry.name.substr(0, entry.name.size() - arrayEnding.size());
    tensor->owner = std::move(owner);
    tensor->file = file->path();
    // An unpacked array has no place of its own in the file; its packed bytes have.
    tensor->offset = entry.offset + (entry.method == zip::stored ? tensor->offset : 0);
    tensor->place = placeOf(tensor->name, tensor->shape);
    return tensor;
}

Result<std::shared_ptr<Model>> read(const std::shared_ptr<const MappedFile>& file) {
    MANTISSA_TRY(const auto entries, zip::readDirectory(file->bytes()));
    auto model = std::make_shared<Model>();
    model->container = Container::Npz;
    model->files = {file->path()};
    std::uint64_t room = maximumInflated;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (!entries[i].name.ends_with(arrayEnding))
            continue;
        auto tensor = openEntry(file, entries[i], i, room);
        if (!tensor)
            return fail(std::move(tensor).error().ofTensor(entries[i].name));
        model->tensors.push_back(std::move(*tensor));
    }
    if (model->tensors.empty()) {
        return fail(
            ErrorCode::Unsupported,
            sentence(MANTISSA_TR("core", "The archive holds no .npy arrays. Of the archives that models "
                                         "come in, only .npz can be opened yet.")));
    }
    MANTISSA_CHECK(checkUniqueNames(*model));
    complete(*model);
    return model;
}

Result<std::shared_ptr<Model>> open(std::shared_ptr<const MappedFile> file) {
    auto model = read(file);
    if (!model)
        return fail(std::move(model).error().inFile(file->path()));
    return model;
}

} // namespace

const Reader npzReader = {Container::Npz, matches, open};

} // namespace mantissa
