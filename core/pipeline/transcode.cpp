#include "pipeline/transcode.h"

#include "base/checked.h"
#include "base/mapped_file.h"
#include "base/parallel.h"
#include "formats/registry.h"
#include "packings/packed_content.h"
#include "pipeline/integer_rows.h"
#include "tensor/weight.h"

#include <algorithm>
#include <map>

namespace mantissa {

namespace {

constexpr std::int64_t rowsAtOnce = 16;

/// The tensor's own bytes as storedFormat() codes them.
Result<EncodedWeight> storedWeight(const Tensor& tensor, const Task& task) {
    if (tensor.packed) {
        if (const auto* content = dynamic_cast<const PackedContent*>(tensor.packed.get()))
            return content->encoded(task);
    }
    MANTISSA_TRY(FormatPtr format, storedFormat(tensor));
    EncodedWeight result{std::move(format), nullptr, {tensor.bytes.begin(), tensor.bytes.end()}};
    MANTISSA_CHECK(MappedFile::check(tensor.bytes));
    return result;
}

bool scaleFits(ScaleType from, ScaleType to) {
    return from == to || to == ScaleType::F32;
}

bool codesFit(const integer::Grid& from, const integer::Grid& to) {
    if (from.bits == to.bits)
        return from.symmetric || !to.symmetric;
    return from.bits < to.bits;
}

/// Whether each group of `to` lies within one of `from`.
bool groupsFit(const integer::Layout& from, const integer::Layout& to, std::int64_t columns) {
    const std::int64_t coarse = from.groupElements(columns);
    const std::int64_t fine = to.groupElements(columns);
    return fine > 0 && (coarse % fine == 0 || coarse == columns);
}

/// A code in the other grid: the same distance from its zero, in as many scales.
struct Move {
    const integer::Grid& from;
    const integer::Grid& to;

    integer::Step step(const integer::Step& step) const {
        return {step.scale, to.symmetric ? to.middle() : step.zero};
    }
    std::uint8_t code(std::uint8_t code, const integer::Step& step) const {
        return static_cast<std::uint8_t>(to.symmetric ? code - step.zero + to.middle() : code);
    }
};

void moveRow(const IntegerRowCodec& from, const IntegerRowCodec& to, std::int64_t columns,
             const std::byte* in, std::byte* out) {
    const integer::Layout& coarse = from.layout();
    const integer::Layout& fine = to.layout();
    std::vector<std::uint8_t> codes(static_cast<std::size_t>(columns));
    std::vector<integer::Step> steps(static_cast<std::size_t>(coarse.groups(columns)));
    from.read(in, codes, steps);
    const Move move{coarse.grid, fine.grid};
    const std::int64_t group = coarse.groupElements(columns);
    std::vector<integer::Step> moved;
    for (std::int64_t begin = 0; begin < columns; begin += fine.groupElements(columns))
        moved.push_back(move.step(steps[static_cast<std::size_t>(begin / group)]));
    for (std::int64_t c = 0; c < columns; ++c) {
        const auto at = static_cast<std::size_t>(c);
        codes[at] = move.code(codes[at], steps[static_cast<std::size_t>(c / group)]);
    }
    to.write(codes, moved, out);
}

Text lossOf(const Format& from, const Format& to) {
    return sentence(MANTISSA_TR("core", "%1 holds values that %2 has not: they are rounded anew."),
                    from.text(), to.text());
}

/// A rule for this tensor alone.
RecipeRule ruleFor(const Tensor& tensor, std::optional<Scheme> scheme) {
    std::string pattern = "^";
    for (const char c : tensor.name)
        pattern += c == '.' ? std::string("\\.") : std::string(1, c);
    return {pattern + "$", std::move(scheme)};
}

/// What may hold a weight of this format in the target, from the smallest on.
std::vector<std::string> candidates(const Format& stored, bool gguf) {
    if (gguf)
        return {stored.text(), "Q4_0", "Q8_0"};
    const auto codec = integerRowCodec(stored);
    if (!codec)
        return {stored.text()};
    const integer::Layout& layout = codec->layout();
    const std::string tail = ",group=" + std::to_string(layout.group);
    std::vector<std::string> texts{stored.text()};
    for (const int bits : {2, 3, 4, 8}) {
        for (const char* symmetry : {"", ",symmetric=false"})
            texts.push_back("INT" + std::to_string(bits) + tail + symmetry);
    }
    return texts;
}

bool holds(const Format& format, const Packing* packing, std::int64_t rows, std::int64_t columns) {
    if (packing != nullptr)
        return packing->accepts(format, rows, columns).has_value();
    return format.info().dtype.has_value() && format.accepts(rows, columns).has_value();
}

Result<Scheme> smallestScheme(const Tensor& tensor, const Format& stored, const Packing* packing) {
    const Weight weight = weightOf(std::make_shared<const Tensor>(tensor));
    for (const std::string& text : candidates(stored, packing == nullptr)) {
        const auto scheme = parseScheme(text);
        if (scheme && holds(*scheme->format, packing, weight.rows(), weight.columns()) &&
            coincide(stored, *scheme->format, weight.columns()))
            return *scheme;
    }
    return fail(
        Error(ErrorCode::InvalidArgument,
              sentence(MANTISSA_TR("core",
                                   "Nothing that %1 can hold has all values of %2. Name the scheme that "
                                   "they are to be rounded to."),
                       packing != nullptr ? packing->info().name : "GGUF", stored.text()))
            .ofTensor(tensor.name));
}

Result<Transcoded> planOne(const std::shared_ptr<const Tensor>& tensor, const TranscodingTarget& target) {
    Transcoded result{tensor, std::nullopt, {}};
    if (!isBlock(tensor->dtype) && tensor->dtype != DType::Packed)
        return result;
    const auto stored = storedFormat(*tensor);
    if (!stored && !target.scheme)
        return fail(stored.error());
    if (target.scheme) {
        result.scheme = target.scheme;
    } else {
        MANTISSA_TRY(result.scheme, smallestScheme(*tensor, **stored, target.packing));
    }
    if (!stored)
        result.loss = stored.error().what();
    else if (!coincide(**stored, *result.scheme->format, weightOf(tensor).columns()))
        result.loss = lossOf(**stored, *result.scheme->format);
    return result;
}

} // namespace

Result<FormatPtr> storedFormat(const Tensor& tensor) {
    if (const auto* content = dynamic_cast<const PackedContent*>(tensor.packed.get()))
        return content->format();
    if (isBlock(tensor.dtype) && formatOf(tensor.dtype) != nullptr)
        return parseFormat(info(tensor.dtype).name);
    return fail(
        Error(ErrorCode::Unsupported,
              sentence(MANTISSA_TR("core", "It is stored as plain numbers, which have no codes and scales.")))
            .ofTensor(tensor.name));
}

bool coincide(const Format& from, const Format& to, std::int64_t columns) {
    if (from.text() == to.text())
        return true;
    const auto left = integerRowCodec(from);
    const auto right = integerRowCodec(to);
    return left && right && to.accepts(1, columns) && codesFit(left->layout().grid, right->layout().grid) &&
           scaleFits(left->layout().grid.scaleType, right->layout().grid.scaleType) &&
           groupsFit(left->layout(), right->layout(), columns);
}

Result<std::shared_ptr<const QuantizedTensor>> takenOver(const Tensor& tensor, const Scheme& scheme,
                                                         const Task& task) {
    const Weight weight = weightOf(std::make_shared<const Tensor>(tensor));
    const std::int64_t columns = weight.columns();
    MANTISSA_TRY(EncodedWeight stored, storedWeight(tensor, task));
    if (!coincide(*stored.format, *scheme.format, columns)) {
        return fail(
            Error(ErrorCode::Unsupported, lossOf(*stored.format, *scheme.format)).ofTensor(tensor.name));
    }
    if (stored.format->text() == scheme.format->text()) {
        return std::make_shared<QuantizedTensor>(scheme, weight.rows(), columns, stored.parameters,
                                                 std::move(stored.bytes));
    }
    const auto from = integerRowCodec(*stored.format);
    const auto to = integerRowCodec(*scheme.format);
    std::vector<std::byte> bytes(scheme.format->payloadBytes(weight.rows(), columns));
    MANTISSA_CHECK(
        parallelChunks(ceilDivide(weight.rows(), rowsAtOnce), task, [&](std::int64_t chunk) -> Result<void> {
            for (std::int64_t row = chunk * rowsAtOnce;
                 row < std::min(weight.rows(), (chunk + 1) * rowsAtOnce); ++row)
                moveRow(*from, *to, columns, stored.bytes.data() + row * from->rowBytes(columns),
                        bytes.data() + row * to->rowBytes(columns));
            return {};
        }));
    return std::make_shared<QuantizedTensor>(scheme, weight.rows(), columns, nullptr, std::move(bytes));
}

bool Transcoding::lossless() const {
    return std::all_of(tensors.begin(), tensors.end(), [](const Transcoded& one) { return one.lossless(); });
}

Result<Transcoding> planTranscoding(const Model& model, const TranscodingTarget& target) {
    Transcoding result;
    std::map<std::string, std::size_t> counts;
    for (const auto& tensor : model.tensors) {
        auto one = planOne(tensor, target);
        if (!one)
            return fail(std::move(std::move(one).error().ofTensor(tensor->name)));
        if (one->scheme)
            ++counts[one->scheme->text()];
        result.tensors.push_back(std::move(*one));
    }
    const auto most = std::max_element(counts.begin(), counts.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most == counts.end()) {
        return fail(Error(ErrorCode::InvalidArgument,
                          sentence(MANTISSA_TR(
                              "core", "No weight of this model is quantized, so there are no codes to "
                                      "convert. Quantize it instead.")))
                        .inFile(model.path));
    }
    MANTISSA_TRY(const Scheme base, parseScheme(most->first));
    result.recipe = recipeOf(base);
    for (const Transcoded& one : result.tensors) {
        if (one.scheme && one.scheme->text() != most->first)
            result.recipe.rules.push_back(ruleFor(*one.tensor, one.scheme));
        if (one.scheme || !quantizable(*one.tensor))
            continue;
        // Plain weights stay what they are: under the scheme of their own type they are copied.
        const auto own = parseScheme(info(one.tensor->dtype).name);
        result.recipe.rules.push_back(ruleFor(*one.tensor, own ? std::optional(*own) : std::nullopt));
    }
    return result;
}

} // namespace mantissa
