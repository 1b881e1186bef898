#include "calibration/calibration_reader.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <numeric>

namespace mantissa::calibration_file {

namespace {

std::optional<std::int64_t> numberIn(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc() && end == text.data() + text.size() && number >= 0;
    return whole ? std::optional(number) : std::nullopt;
}

Error malformed(const std::string& what) {
    return Error(ErrorCode::Malformed,
                 sentence(MANTISSA_TR("core", "This is no calibration of ours, or it is damaged: “%1” is "
                                              "missing or makes no sense."),
                          what));
}

class Parser {
public:
    explicit Parser(const safetensors::Header& header) : header_(header) {
        for (const auto& tensor : header.tensors)
            tensors_[tensor->name] = tensor.get();
    }

    Result<SavedCalibration> parse() {
        if (header_.metadata.string("format") != format)
            return fail(malformed("format"));
        MANTISSA_TRY(const std::int64_t fileVersion, number("version"));
        if (fileVersion != version)
            return fail(ErrorCode::Unsupported,
                        sentence(MANTISSA_TR("core", "The calibration is of version %1; this program reads "
                                                     "version %2."),
                                 fileVersion, version));
        SavedCalibration saved;
        MANTISSA_TRY(saved.calibration.context, number("context"));
        MANTISSA_TRY(saved.calibration.chunks, number("chunks"));
        saved.source.modelDigest = header_.metadata.string("model.sha256");
        saved.source.textDigest = header_.metadata.string("text.sha256");
        saved.source.text = header_.metadata.string("text");
        for (std::size_t i = 0; header_.metadata.find(nameOf(i, Field::weights)) != nullptr; ++i) {
            MANTISSA_TRY(auto input, inputAt(i));
            saved.calibration.inputs.push_back(std::move(input));
        }
        if (saved.calibration.inputs.empty())
            return fail(malformed(nameOf(0, Field::weights)));
        if (used_ != header_.tensors.size())
            return fail(malformed(nameOf(saved.calibration.inputs.size(), Field::weights)));
        return saved;
    }

private:
    Result<std::int64_t> number(const std::string& key) const {
        const auto value = numberIn(header_.metadata.string(key));
        if (!value)
            return fail(malformed(key));
        return *value;
    }

    const Tensor* find(const std::string& name) const {
        const auto found = tensors_.find(name);
        return found == tensors_.end() ? nullptr : found->second;
    }

    /// The values of a tensor that must have this shape.
    template <class T>
    Result<std::vector<T>> values(std::size_t i, const char* field, DType dtype, const Shape& shape) {
        const std::string name = nameOf(i, field);
        const Tensor* tensor = find(name);
        if (tensor == nullptr || tensor->dtype != dtype || tensor->shape != shape)
            return fail(malformed(name).ofTensor(name));
        ++used_;
        std::vector<T> all(tensor->bytes.size() / sizeof(T));
        std::memcpy(all.data(), tensor->bytes.data(), all.size() * sizeof(T));
        return all;
    }

    Result<std::vector<std::string>> weightsOf(std::size_t i) const {
        const std::string name = nameOf(i, Field::weights);
        const auto list = nlohmann::json::parse(header_.metadata.string(name), nullptr, false);
        std::vector<std::string> weights;
        for (const auto& weight : list.is_array() ? list : nlohmann::json::array()) {
            if (!weight.is_string())
                return fail(malformed(name));
            weights.push_back(weight.get<std::string>());
        }
        if (weights.empty())
            return fail(malformed(name));
        return weights;
    }

    Result<LinearInput> inputAt(std::size_t i) {
        LinearInput input;
        MANTISSA_TRY(input.weights, weightsOf(i));
        const Tensor* squares = find(nameOf(i, Field::squares));
        if (squares == nullptr || squares->shape.size() != 2 || squares->elements() == 0)
            return fail(malformed(nameOf(i, Field::squares)));
        const Shape sizes = squares->shape;
        MANTISSA_TRY(input.squares, values<double>(i, Field::squares, DType::F64, sizes));
        MANTISSA_TRY(input.low, values<float>(i, Field::low, DType::F32, sizes));
        MANTISSA_TRY(input.high, values<float>(i, Field::high, DType::F32, sizes));
        MANTISSA_TRY(input.counts, values<std::uint64_t>(i, Field::counts, DType::I64, {sizes[0]}));
        input.tokens = std::accumulate(input.counts.begin(), input.counts.end(), std::uint64_t{0});
        if (find(nameOf(i, Field::hessian)) != nullptr) {
            MANTISSA_TRY(input.hessian,
                         values<double>(i, Field::hessian, DType::F64, {sizes[0], sizes[1], sizes[1]}));
        }
        if (find(nameOf(i, Field::histograms)) != nullptr)
            MANTISSA_CHECK(readHistograms(i, sizes, input));
        MANTISSA_CHECK(checkNumbers(i, input));
        return input;
    }

    Result<void> readHistograms(std::size_t i, const Shape& sizes, LinearInput& input) {
        constexpr auto bins = ValueHistogram::bins;
        MANTISSA_TRY(const auto all, values<std::uint64_t>(i, Field::histograms, DType::I64,
                                                           {sizes[0], 2, std::int64_t{bins}}));
        for (auto at = all.begin(); at != all.end(); at += 2 * bins)
            input.histograms.emplace_back(std::vector(at, at + bins), std::vector(at + bins, at + 2 * bins));
        for (std::size_t expert = 0; expert < input.histograms.size(); ++expert) {
            // Every value of every row is counted once.
            const auto expected = input.counts[expert] * static_cast<std::uint64_t>(sizes[1]);
            if (input.histograms[expert].count() != expected)
                return fail(malformed(nameOf(i, Field::histograms)));
        }
        return {};
    }

    static Result<void> checkNumbers(std::size_t i, const LinearInput& input) {
        const auto bad = [](double value) { return !std::isfinite(value); };
        const bool negative = std::any_of(input.squares.begin(), input.squares.end(),
                                          [](double value) { return !(value >= 0) || std::isinf(value); });
        if (!negative && std::none_of(input.hessian.begin(), input.hessian.end(), bad))
            return {};
        const std::string name = nameOf(i, negative ? Field::squares : Field::hessian);
        return fail(Error(ErrorCode::Numeric,
                          sentence(MANTISSA_TR("core", "The calibration holds sums that are negative or no "
                                                       "numbers.")))
                        .ofTensor(name));
    }

    const safetensors::Header& header_;
    std::map<std::string, const Tensor*> tensors_;
    std::size_t used_ = 0; ///< tensors that belong to an input
};

} // namespace

std::string nameOf(std::size_t input, const std::string& field) {
    return "input." + std::to_string(input) + "." + field;
}

std::optional<Name> splitName(std::string_view name) {
    constexpr std::string_view prefix = "input.";
    const std::size_t dot = name.find('.', prefix.size());
    if (!name.starts_with(prefix) || dot == std::string_view::npos)
        return std::nullopt;
    const auto input = numberIn(name.substr(prefix.size(), dot - prefix.size()));
    return input ? std::optional(Name{static_cast<std::size_t>(*input), std::string(name.substr(dot + 1))})
                 : std::nullopt;
}

Result<SavedCalibration> parse(const safetensors::Header& header) {
    return Parser(header).parse();
}

} // namespace mantissa::calibration_file
