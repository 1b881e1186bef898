#include "pipeline/tensor_groups.h"

#include "tensor/packed_weight.h"

#include <array>
#include <map>

namespace mantissa {

namespace {

constexpr std::array<std::pair<std::string_view, Grouping>, 3> groupings{
    {{"tensor", Grouping::Tensor}, {"layer", Grouping::Layer}, {"role", Grouping::Role}}};

/// "blk.3" of "blk.3.attn_q.weight", "model.layers.3" of a folder's; empty where the name says no layer.
std::string layerOf(const Tensor& tensor) {
    const std::string number = "." + std::to_string(tensor.place.layer) + ".";
    const std::size_t at = tensor.place.layer < 0 ? std::string::npos : tensor.name.find(number);
    return at == std::string::npos ? std::string() : tensor.name.substr(0, at + number.size() - 1);
}

/// "attn_q" of "blk.3.attn_q.weight", "self_attn.q_proj" of a folder's. Experts with tensors of their own
/// have one role: "mlp.experts.*.up_proj".
std::string roleOf(const Tensor& tensor) {
    std::string name = tensor.name;
    if (const std::string layer = layerOf(tensor); !layer.empty())
        name.erase(0, layer.size() + 1);
    if (name.ends_with(".weight"))
        name.resize(name.size() - std::string_view(".weight").size());
    constexpr std::string_view experts = "experts.";
    if (const std::size_t at = name.find(experts); at != std::string::npos) {
        const std::size_t number = at + experts.size();
        name.replace(number, name.find('.', number) - number, "*");
    }
    return name;
}

std::string groupOf(const Tensor& tensor, Grouping grouping) {
    switch (grouping) {
    case Grouping::Tensor:
        break;
    case Grouping::Layer:
        return layerOf(tensor).empty() ? roleOf(tensor) : layerOf(tensor);
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
