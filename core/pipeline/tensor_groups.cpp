#include "pipeline/tensor_groups.h"

#include "files/naming.h"
#include "tensor/packed_weight.h"

#include <array>
#include <map>

namespace mantissa {

namespace {

constexpr std::array<std::pair<std::string_view, Grouping>, 3> groupings{
    {{"tensor", Grouping::Tensor}, {"layer", Grouping::Layer}, {"role", Grouping::Role}}};

/// "attn_q" of "blk.3.attn_q.weight"; the last parts of a name that is not known.
std::string roleOf(const Tensor& tensor) {
    std::string known = ggufNameOf(tensor.place);
    std::string name = known.empty() ? tensor.name : std::move(known);
    if (name.ends_with(".weight"))
        name.resize(name.size() - std::string_view(".weight").size());
    const std::string layer = "blk." + std::to_string(tensor.place.layer) + ".";
    return name.starts_with(layer) ? name.substr(layer.size()) : name;
}

std::string groupOf(const Tensor& tensor, Grouping grouping) {
    switch (grouping) {
    case Grouping::Tensor:
        break;
    case Grouping::Layer:
        return tensor.place.layer < 0 ? roleOf(tensor) : "blk." + std::to_string(tensor.place.layer);
    case Grouping::Role:
        return roleOf(tensor);
    }
    return tensor.name;
}

} // namespace

std::optional<Grouping> groupingNamed(std::string_view name) {
    for (const auto& [known, grouping] : groupings) {
        if (known == name)
            return grouping;
    }
    return std::nullopt;
}

std::string_view name(Grouping grouping) {
    return groupings[static_cast<std::size_t>(grouping)].first;
}

Result<std::vector<TensorGroup>> groupTensors(const std::vector<std::shared_ptr<const Tensor>>& tensors,
                                              const CausalNetwork& network, Grouping grouping) {
    std::vector<TensorGroup> groups;
    std::map<std::string, std::size_t> known;
    for (const auto& tensor : tensors) {
        if (!network.network.graph().findWeight(tensor->name))
            continue;
        const auto [entry, isNew] = known.try_emplace(groupOf(*tensor, grouping), groups.size());
        if (isNew)
            groups.push_back({entry->first, grouping == Grouping::Role ? -1 : tensor->place.layer, {}, 0, 0});
        TensorGroup& group = groups[entry->second];
        group.tensors.push_back(tensor);
        group.elements += tensor->elements();
        group.bytes += storedBytes(*tensor);
    }
    if (groups.empty())
        return fail(ErrorCode::InvalidArgument,
                    sentence(MANTISSA_TR("core", "The network runs without any of these tensors, so it "
                                                 "cannot be sensitive to them.")));
    return groups;
}

} // namespace mantissa
