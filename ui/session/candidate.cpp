#include "session/candidate.h"

#include <algorithm>

namespace mantissa::ui {

QString titleOf(const Candidate& candidate) {
    return candidate.label.isEmpty() ? candidate.name : candidate.label;
}

const Measurement* measurementOf(const Candidate& candidate, const Tensor& tensor) {
    if (!candidate.result)
        return nullptr;
    const auto& tensors = candidate.result->tensors;
    const auto found = std::find_if(tensors.begin(), tensors.end(), [&](const ComparedTensor& compared) {
        return compared.tensor.get() == &tensor;
    });
    return found == tensors.end() || found->schemes.empty() ? nullptr : &found->schemes.front();
}

const SchemeTotal* totalOf(const Candidate& candidate) {
    if (!candidate.result || candidate.result->totals.empty())
        return nullptr;
    return &candidate.result->totals.front();
}

ComparisonPtr joined(const std::vector<const Candidate*>& candidates) {
    auto all = std::make_shared<Comparison>();
    for (const Candidate* candidate : candidates) {
        if (!candidate->result)
            return nullptr;
        const Comparison& one = *candidate->result;
        if (all->tensors.empty()) {
            *all = one;
            continue;
        }
        if (one.tensors.size() != all->tensors.size())
            return nullptr;
        for (std::size_t i = 0; i < one.tensors.size(); ++i)
            all->tensors[i].schemes.push_back(one.tensors[i].schemes.front());
        all->totals.push_back(one.totals.front());
    }
    return candidates.empty() ? nullptr : all;
}

} // namespace mantissa::ui
