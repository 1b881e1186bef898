#include "files/numpy/npy_reader.h"

#include "files/naming.h"
#include "files/numpy/npy_array.h"

#include <cstring>

namespace mantissa {

namespace {

bool matches(const MappedFile& file) {
    const auto bytes = file.bytes();
    return bytes.size() >= numpy::magic.size() &&
           std::memcmp(bytes.data(), numpy::magic.data(), numpy::magic.size()) == 0;
}

Result<std::shared_ptr<Model>> open(std::shared_ptr<const MappedFile> file) {
    auto array = numpy::readArray(file->bytes());
    if (!array)
        return fail(std::move(array).error().inFile(file->path()));
    auto tensor = std::make_shared<Tensor>(std::move(*array));
    tensor->name = file->path().stem().string();
    tensor->owner = file;
    tensor->file = file->path();
    tensor->place = placeOf(tensor->name, tensor->shape);
    auto model = std::make_shared<Model>();
    model->container = Container::Npy;
    model->files = {file->path()};
    model->tensors = {std::move(tensor)};
    complete(*model);
    return model;
}

} // namespace

const Reader npyReader = {Container::Npy, matches, open};

} // namespace mantissa
