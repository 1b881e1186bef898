// Which tensors compare() takes.
#include "analysis/comparison.h"
#include "base/name_pattern.h"
#include "base/nearest.h"

#include <algorithm>
#include <set>

namespace mantissa {

namespace {

using TensorList = std::vector<std::shared_ptr<const Tensor>>;

constexpr std::size_t examples = 3;

TensorList weightsOf(const Model& model) {
    TensorList result;
    for (const auto& tensor : model.tensors) {
        if (quantizable(*tensor))
            result.push_back(tensor);
    }
    return result;
}

Result<TensorList> matching(const TensorList& tensors, const NamePattern& pattern) {
    TensorList result;
    for (const auto& tensor : tensors) {
        MANTISSA_TRY(const bool found, pattern.occursIn(tensor->name));
        if (found)
            result.push_back(tensor);
    }
    return result;
}

/// The parts between the dots of all names, each once, numbers left out.
std::vector<std::string> partsOf(const TensorList& tensors) {
    std::vector<std::string> parts;
    std::set<std::string> known;
    for (const auto& tensor : tensors) {
        const std::string& name = tensor->name;
        for (std::size_t begin = 0; begin < name.size();) {
            const std::size_t end = std::min(name.find('.', begin), name.size());
            std::string part = name.substr(begin, end - begin);
            begin = end + 1;
            const bool number = part.find_first_not_of("0123456789") == std::string::npos;
            if (!number && known.insert(part).second)
                parts.push_back(std::move(part));
        }
    }
    return parts;
}

/// Parts of names that look like the expression or, where none does, whole names from all over the model.
std::string suggestions(const std::string& expression, const TensorList& weights) {
    if (std::string near = nearestNames(expression, partsOf(weights)); !near.empty())
        return near;
    std::string text;
    const std::size_t count = std::min(examples, weights.size());
    for (std::size_t i = 0; i < count; ++i)
        text += (i == 0 ? "" : ", ") + weights[i * weights.size() / count]->name;
    return text;
}

Error noMatch(const Model& model, const std::string& expression, const TensorList& weights,
              const TensorList& others) {
    const std::string near = suggestions(expression, weights);
    const Text why =
        others.empty()
            ? sentence(MANTISSA_TR("core", "No tensor's name matches “%1”. Try, for instance: %2."),
                       expression, near)
            : sentence(MANTISSA_TR("core", "“%1” matches only tensors that recipes leave as they are, such "
                                           "as %2: no weight to quantize. Try, for instance: %3."),
                       expression, others.front()->name, near);
    return Error(ErrorCode::InvalidArgument, why).inFile(model.path);
}

} // namespace

Result<TensorList> comparedTensors(const Model& model, const std::string& expression) {
    TensorList weights = weightsOf(model);
    if (weights.empty()) {
        return fail(Error(ErrorCode::InvalidArgument,
                          sentence(MANTISSA_TR("core", "No tensor here is a weight that recipes would "
                                                       "quantize; there is nothing to compare.")))
                        .inFile(model.path));
    }
    if (expression.empty())
        return weights;
    MANTISSA_TRY(const NamePattern pattern, NamePattern::compile(expression));
    MANTISSA_TRY(TensorList result, matching(weights, pattern));
    if (!result.empty())
        return result;
    MANTISSA_TRY(const TensorList others, matching(model.tensors, pattern));
    return fail(noMatch(model, expression, weights, others));
}

} // namespace mantissa
