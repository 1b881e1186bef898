#include "base/error.h"

#include "base/printable.h"

namespace mantissa {

Error& Error::inFile(std::filesystem::path file) & {
    file_ = std::move(file);
    return *this;
}

Error& Error::atByte(std::uint64_t offset) & {
    byte_ = offset;
    return *this;
}

Error& Error::ofTensor(std::string name) & {
    tensor_ = std::move(name);
    return *this;
}

std::string Error::describe() const {
    std::string where;
    const auto add = [&where](const std::string& part) { where += where.empty() ? part : ", " + part; };
    if (!file_.empty())
        add(printable(file_.string()));
    if (byte_)
        add(translated(sentence(MANTISSA_TR("core", "byte %1"), *byte_)));
    if (!tensor_.empty())
        add(translated(sentence(MANTISSA_TR("core", "tensor “%1”"), tensor_)));
    const std::string sentence = translated(what_);
    return where.empty() ? sentence : where + ": " + sentence;
}

} // namespace mantissa
