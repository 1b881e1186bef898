#include "packings/compressed_tensors_config.h"

#include "files/json/json.h"

#include <algorithm>
#include <map>

namespace mantissa::compressed_tensors {

namespace {

struct Group {
    ConfigJson weights;
    std::vector<std::string> modules;
};

/// The largest first.
std::vector<Group> grouped(std::span<const PackedModule> modules,
                           const std::function<ConfigJson(const Format& format)>& weights) {
    std::map<std::string, Group> byText;
    for (const PackedModule& module : modules) {
        if (!module.format)
            continue;
        ConfigJson said = weights(*module.format);
        Group& group = byText[said.dump()];
        group.weights = std::move(said);
        group.modules.push_back(module.name);
    }
    std::vector<Group> groups;
    for (auto& [text, group] : byText)
        groups.push_back(std::move(group));
    std::stable_sort(groups.begin(), groups.end(),
                     [](const Group& a, const Group& b) { return a.modules.size() > b.modules.size(); });
    return groups;
}

} // namespace

bool describes(const ConfigJson& config, std::string_view format) {
    return jsonString(config, "quant_method") == "compressed-tensors" &&
           jsonString(config, "format") == format;
}

ConfigJson configOf(std::span<const PackedModule> modules, const std::string& format,
                    const std::function<ConfigJson(const Format& format)>& weights) {
    ConfigJson ignored = ConfigJson::array();
    for (const PackedModule& module : modules) {
        if (!module.format)
            ignored.push_back(module.name);
    }
    ConfigJson groups = ConfigJson::object();
    for (const Group& group : grouped(modules, weights)) {
        // A module's own name goes before its class.
        const ConfigJson targets = groups.empty() ? ConfigJson::array({"Linear"}) : ConfigJson(group.modules);
        groups["group_" + std::to_string(groups.size())] = {{"input_activations", nullptr},
                                                            {"output_activations", nullptr},
                                                            {"targets", targets},
                                                            {"weights", group.weights}};
    }
    return {{"quant_method", "compressed-tensors"},
            {"quantization_status", "compressed"},
            {"format", format},
            {"config_groups", groups},
            {"ignore", ignored},
            {"kv_cache_scheme", nullptr},
            {"global_compression_ratio", nullptr}};
}

} // namespace mantissa::compressed_tensors
