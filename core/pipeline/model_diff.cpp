#include "pipeline/model_diff.h"

#include "analysis/finite_energy.h"
#include "base/mapped_file.h"
#include "base/parallel.h"
#include "formats/decode.h"
#include "pipeline/expert_stack.h"
#include "pipeline/original.h"
#include "tensor/packed_weight.h"

#include <algorithm>
#include <cstring>
#include <set>

namespace mantissa {

namespace {

constexpr std::int64_t chunkElements = 128 * 1024;
constexpr std::size_t chunkBytes = 4u << 20;

struct Pair {
    std::string name;
    std::optional<GgufSourceTensor> left;
    std::optional<GgufSourceTensor> right;
};

GgufSourceTensor asItIs(const std::shared_ptr<const Tensor>& tensor) {
    return {tensor->name, tensor, tensor->shape, 0};
}

/// The tensors of `model` in its order, each with what `others` has under its name; then the rest of them.
std::vector<Pair> paired(const Model& model, const std::map<std::string, GgufSourceTensor>& others) {
    std::vector<Pair> pairs;
    std::set<std::string_view> taken;
    for (const auto& tensor : model.tensors) {
        Pair& pair = pairs.emplace_back();
        pair.name = tensor->name;
        pair.left = asItIs(tensor);
        if (const auto found = others.find(tensor->name); found != others.end()) {
            pair.right = found->second;
            taken.insert(found->first);
        }
    }
    for (const auto& [name, tensor] : others)
        if (!taken.contains(name))
            pairs.push_back({name, std::nullopt, tensor});
    return pairs;
}

// Names of a GGUF are the ones both sides can be told by, so it is the one that is walked through.
Result<std::vector<Pair>> pairsOf(const ModelPtr& left, const ModelPtr& right) {
    const bool byRight = right->container == Container::Gguf && left->container != Container::Gguf;
    MANTISSA_TRY(const auto others,
                 byRight ? originalTensorsFor(*right, left) : originalTensorsFor(*left, right));
    std::vector<Pair> pairs = paired(byRight ? *right : *left, others);
    if (byRight) {
        for (Pair& pair : pairs)
            std::swap(pair.left, pair.right);
        std::stable_partition(pairs.begin(), pairs.end(), [](const Pair& pair) { return pair.left; });
    }
    return pairs;
}

Result<bool> sameBytes(std::span<const std::byte> a, std::span<const std::byte> b, const Task& task) {
    if (a.size() != b.size())
        return false;
    for (std::size_t at = 0; at < a.size(); at += chunkBytes) {
        MANTISSA_CHECK(task.check());
        const std::size_t count = std::min(chunkBytes, a.size() - at);
        if (std::memcmp(a.data() + at, b.data() + at, count) != 0)
            return false;
    }
    return true;
}

/// Two packings of the same values have other bytes, so that those are compared where this says no.
Result<bool> samePacked(const std::vector<std::shared_ptr<const Tensor>>& a,
                        const std::vector<std::shared_ptr<const Tensor>>& b, const Task& task) {
    if (a.size() != 1 || b.size() != 1)
        return false;
    const auto left = storedSpans(*a.front());
    const auto right = storedSpans(*b.front());
    if (left.size() != right.size() || storedType(*a.front()) != storedType(*b.front()))
        return false;
    for (std::size_t i = 0; i < left.size(); ++i) {
        MANTISSA_TRY(const bool same, sameBytes(left[i], right[i], task));
        if (!same)
            return false;
    }
    return true;
}

/// Of tensors of one type and shape: experts that lie apart may still be the bytes of a stack.
Result<bool> sameBytes(const GgufSourceTensor& left, const GgufSourceTensor& right, const Task& task) {
    const auto a = partsOf(left);
    const auto b = partsOf(right);
    if (a.front()->packed || b.front()->packed)
        return samePacked(a, b, task);
    const std::size_t parts = std::max(a.size(), b.size());
    const auto part = [parts](const auto& of, std::size_t i) {
        if (of.size() == parts)
            return of[i]->bytes;
        const std::size_t each = of.front()->bytes.size() / parts;
        return of.front()->bytes.subspan(i * each, each);
    };
    for (std::size_t i = 0; i < parts; ++i) {
        MANTISSA_TRY(const bool same, sameBytes(part(a, i), part(b, i), task));
        if (!same)
            return false;
    }
    return true;
}

/// Rows of `columns` elements, each of them several of the source's.
Result<void> readLong(const RowSource& source, std::int64_t first, std::int64_t count, std::int64_t columns,
                      std::span<float> out) {
    const std::int64_t each = columns / std::max<std::int64_t>(1, source.columns());
    return source.read(first * each, count * each, out);
}

bool sameOrder(const RowSource& left, const RowSource& right) {
    const auto [narrow, wide] = std::minmax({left.columns(), right.columns()});
    return left.elements() == right.elements() && (wide == narrow || (narrow > 0 && wide % narrow == 0));
}

/// Error Numeric where either side holds something that is no number.
Result<ErrorSums> sumsOf(const RowSource& left, const RowSource& right, const Task& task) {
    // A kernel's row is one output channel, but ggml's blocks end with its last axis: the longer rows lead.
    const std::int64_t columns = std::max({std::int64_t{1}, left.columns(), right.columns()});
    const std::int64_t total = static_cast<std::int64_t>(left.elements()) / columns;
    const std::int64_t rows = std::max<std::int64_t>(1, chunkElements / columns);
    const auto part = [&](std::int64_t chunk) -> Result<ErrorSums> {
        const std::int64_t first = chunk * rows;
        const std::int64_t count = std::min(rows, total - first);
        std::vector<float> a(static_cast<std::size_t>(count * columns));
        std::vector<float> b(a.size());
        MANTISSA_CHECK(readLong(left, first, count, columns, a));
        MANTISSA_CHECK(readLong(right, first, count, columns, b));
        MANTISSA_CHECK(requireFinite(a, first, columns));
        MANTISSA_CHECK(requireFinite(b, first, columns));
        task.advance(a.size());
        return errorSums(a, b, first, columns);
    };
    return parallelReduce<ErrorSums>((total + rows - 1) / rows, task, {}, part,
                                     [](ErrorSums& all, ErrorSums&& one) { all.add(one); });
}

class Differ {
public:
    explicit Differ(const Task& task) : task_(task) {}

    Result<DiffedTensor> diff(const Pair& pair) {
        DiffedTensor result;
        result.name = pair.name;
        if (pair.left)
            result.left = pair.left->tensor;
        if (pair.right)
            result.right = pair.right->tensor;
        if (!pair.left || !pair.right)
            return result;
        if (pair.left->shape != pair.right->shape) {
            result.problem = sentence(MANTISSA_TR("core", "The shapes differ: %1 and %2."),
                                      describe(pair.left->shape), describe(pair.right->shape));
            return result;
        }
        MANTISSA_CHECK(compare(*pair.left, *pair.right, result));
        for (const auto& side : {*pair.left, *pair.right}) {
            for (const auto& part : partsOf(side))
                MappedFile::release(part->bytes);
        }
        return result;
    }

private:
    Result<void> compare(const GgufSourceTensor& left, const GgufSourceTensor& right, DiffedTensor& result) {
        if (left.tensor->dtype == right.tensor->dtype && left.tensor->shape == right.tensor->shape &&
            left.interleavedHead == right.interleavedHead) {
            MANTISSA_TRY(result.equalBytes, sameBytes(left, right, task_));
            if (result.equalBytes) {
                task_.advance(left.tensor->elements());
                return {};
            }
        }
        for (const Tensor* tensor : {left.tensor.get(), right.tensor.get()})
            if (!decodable(tensor->dtype)) {
                result.problem =
                    sentence(MANTISSA_TR("core", "Stored as %1, which cannot be decoded: only its bytes "
                                                 "were compared."),
                             storedType(*tensor));
                return {};
            }
        MANTISSA_TRY(const auto leftRows, openRows(left));
        MANTISSA_TRY(const auto rightRows, openRows(right));
        if (!sameOrder(*leftRows, *rightRows)) {
            result.problem = sentence(MANTISSA_TR("core", "The rows differ: %1 and %2 columns."),
                                      leftRows->columns(), rightRows->columns());
            return {};
        }
        auto sums = sumsOf(*leftRows, *rightRows, task_);
        if (sums)
            result.sums = *sums;
        else if (sums.error().code() == ErrorCode::Numeric)
            result.problem = sums.error().what();
        else
            return fail(std::move(sums).error());
        return {};
    }

    const Task& task_;
};

void count(const DiffedTensor& tensor, ModelDiff& diff) {
    if (!tensor.left || !tensor.right)
        ++(tensor.left ? diff.onlyLeft : diff.onlyRight);
    else if (tensor.equalBytes)
        ++diff.equalBytes;
    else if (!tensor.sums)
        ++diff.incomparable;
    else
        ++(tensor.sums->error2 == 0 && tensor.sums->maxAbs == 0 ? diff.equalValues : diff.different);
    if (tensor.sums)
        diff.sums.add(*tensor.sums);
}

} // namespace

Result<ModelDiffPtr> diffModels(const ModelPtr& left, const ModelPtr& right, const Task& task) {
    MANTISSA_TRY(const std::vector<Pair> pairs, pairsOf(left, right));
    auto result = std::make_shared<ModelDiff>();
    result->left = left;
    result->right = right;
    for (const Pair& pair : pairs)
        if (pair.left && pair.right)
            task.addTotal(pair.left->tensor->elements());
    Differ differ(task);
    for (const Pair& pair : pairs) {
        MANTISSA_CHECK(task.check());
        MANTISSA_TRY(DiffedTensor tensor, differ.diff(pair));
        count(tensor, *result);
        result->tensors.push_back(std::move(tensor));
    }
    return ModelDiffPtr(std::move(result));
}

} // namespace mantissa
