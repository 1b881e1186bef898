#include "network/builders/rope_factors.h"

#include "formats/decode.h"

namespace mantissa {

namespace {

/// Numbers of a list, whole or not.
std::vector<double> numbersOf(const Metadata& metadata, const std::string& key) {
    if (const auto* numbers = metadata.array<double>(key))
        return *numbers;
    if (const auto* whole = metadata.array<std::int64_t>(key))
        return {whole->begin(), whole->end()};
    return {};
}

tl::unexpected<Error> wrongCount(std::size_t wanted, std::uint64_t given) {
    return fail(ErrorCode::Mismatch,
                sentence(MANTISSA_TR("core", "The network needs %1 rotary factors, but there are %2."),
                         wanted, given));
}

} // namespace

tl::unexpected<Error> unknownScaling(const std::string& kind) {
    return fail(
        ErrorCode::Unsupported,
        sentence(MANTISSA_TR("core", "Rotary positions scaled by the method “%1” cannot be run yet."), kind));
}

tl::unexpected<Error> badScaling(double factor) {
    return fail(ErrorCode::Malformed,
                sentence(MANTISSA_TR("core", "Rotary positions cannot be scaled by the factor %1."), factor));
}

Result<void> divideBy(const std::vector<double>& factors, std::vector<double>& frequencies) {
    if (factors.size() != frequencies.size())
        return wrongCount(frequencies.size(), factors.size());
    for (std::size_t i = 0; i < factors.size(); ++i) {
        if (!(factors[i] > 0) || factors[i] > 1e12)
            return badScaling(factors[i]);
        frequencies[i] /= factors[i];
    }
    return {};
}

Result<void> divideBy(double factor, std::vector<double>& frequencies) {
    return divideBy(std::vector<double>(frequencies.size(), factor), frequencies);
}

Result<void> divideBy(const Tensor& tensor, std::vector<double>& frequencies) {
    const auto divided = [&]() -> Result<void> {
        MANTISSA_TRY(const auto rows, openRows(std::make_shared<const Tensor>(tensor)));
        if (rows->elements() != frequencies.size())
            return wrongCount(frequencies.size(), rows->elements());
        std::vector<float> factors(frequencies.size());
        MANTISSA_CHECK(rows->read(0, rows->rows(), factors));
        return divideBy(std::vector<double>(factors.begin(), factors.end()), frequencies);
    }();
    if (!divided)
        return fail(Error(divided.error()).inFile(tensor.file).ofTensor(tensor.name));
    return {};
}

Result<void> divideByList(const Metadata& metadata, const std::string& key,
                          std::vector<double>& frequencies) {
    const std::vector<double> factors = numbersOf(metadata, key);
    if (factors.empty())
        return fail(ErrorCode::NotFound,
                    sentence(MANTISSA_TR("core", "The network needs the list “%1” in config.json."), key));
    const auto divided = divideBy(factors, frequencies);
    if (!divided)
        return fail(Error(divided.error()).ofTensor(key));
    return {};
}

} // namespace mantissa
