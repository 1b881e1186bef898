#include "packings/gptq_config.h"

#include "packings/integer_content.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

namespace mantissa::gptq {

namespace {

/// What quantization_config says of a weight.
struct Grid {
    int bits = 4;
    std::int64_t group = -1;
    bool symmetric = true;
    auto operator<=>(const Grid&) const = default;
};

Grid gridOf(const Format& format) {
    const integer::Layout& layout = *packings::integerLayout(format);
    return {layout.grid.bits, layout.group == 0 ? -1 : layout.group, layout.grid.symmetric};
}

Grid mostFrequent(std::span<const PackedModule> modules) {
    std::map<Grid, std::size_t> counts;
    for (const PackedModule& module : modules) {
        if (module.format)
            ++counts[gridOf(*module.format)];
    }
    const auto most = std::max_element(counts.begin(), counts.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == counts.end() ? Grid() : most->first;
}

/// A regular expression for this name alone.
std::string only(const std::string& name) {
    std::string text = "^";
    for (const char c : name)
        text += c == '.' ? std::string("\\.") : std::string(1, c);
    return text + "$";
}

Error refused(Text why) {
    return {ErrorCode::InvalidArgument, std::move(why)};
}

} // namespace

bool isGptq(const ConfigJson& config) {
    const std::string method = jsonString(config, "quant_method");
    // AutoGPTQ's quantize_config.json names no method.
    return method == "gptq" || (method.empty() && config.contains("bits") && config.contains("desc_act"));
}

bool isVersion2(const ConfigJson& config) {
    return jsonString(config, "checkpoint_format", jsonString(config, "format", "gptq")) == "gptq_v2";
}

Result<void> checkVariant(const ConfigJson& config) {
    const std::string format = jsonString(config, "checkpoint_format", jsonString(config, "format", "gptq"));
    if ((format != "gptq" && format != "gptq_v2") || jsonBoolean(config, "is_marlin_format", false)) {
        return fail(
            ErrorCode::Unsupported,
            sentence(MANTISSA_TR("core",
                                 "GPTQ weights in the layout “%1” of one kernel cannot be decoded; only "
                                 "gptq and gptq_v2 can."),
                     format));
    }
    if (const std::string words = jsonString(config, "pack_dtype", "int32"); words != "int32") {
        return fail(
            ErrorCode::Unsupported,
            sentence(MANTISSA_TR("core", "GPTQ codes packed into %1 cannot be decoded; only int32 can."),
                     words));
    }
    return {};
}

Result<void> accepts(const Format& format, std::int64_t rows, std::int64_t columns, int version) {
    const integer::Layout* layout = packings::integerLayout(format);
    const auto widths = std::array{2, 3, 4, 8};
    if (layout == nullptr || std::find(widths.begin(), widths.end(), layout->grid.bits) == widths.end()) {
        return fail(refused(
            sentence(MANTISSA_TR("core", "GPTQ holds INT2, INT3, INT4 and INT8 with scales per group or "
                                         "row, not %1."),
                     format.text())));
    }
    if (layout->grid.scaleType != ScaleType::F16)
        return fail(
            refused(sentence(MANTISSA_TR("core", "GPTQ's scales are 16-bit floats: choose scale=f16."))));
    if (version == 1 && !layout->grid.symmetric) {
        return fail(refused(
            sentence(MANTISSA_TR("core", "GPTQ's version 1 has no zero point 0, which asymmetric grids "
                                         "need: choose gptq_v2, or a symmetric grid."))));
    }
    if (rows % 32 != 0 || columns % 32 != 0) {
        return fail(
            refused(sentence(MANTISSA_TR("core", "GPTQ's kernels load matrices whose rows and columns are "
                                                 "multiples of 32, not %1 × %2."),
                             rows, columns)));
    }
    if (layout->group > 0 && columns % layout->group != 0) {
        return fail(refused(
            sentence(MANTISSA_TR("core", "Groups of %1 do not divide rows of %2."), layout->group, columns)));
    }
    return {};
}

Result<ConfigJson> config(std::span<const PackedModule> modules, int version) {
    const Grid base = mostFrequent(modules);
    ConfigJson dynamic = ConfigJson::object();
    bool head = false;
    for (const PackedModule& module : modules) {
        if (!module.format) {
            dynamic["-:" + only(module.name)] = ConfigJson::object();
            continue;
        }
        head = head || module.name == "lm_head" || module.name.ends_with(".lm_head");
        const Grid grid = gridOf(*module.format);
        if (grid != base)
            dynamic["+:" + only(module.name)] = {
                {"bits", grid.bits}, {"group_size", grid.group}, {"sym", grid.symmetric}};
    }
    ConfigJson config = {
        {"quant_method", "gptq"},  {"checkpoint_format", version == 2 ? "gptq_v2" : "gptq"},
        {"bits", base.bits},       {"group_size", base.group},
        {"desc_act", false},       {"sym", base.symmetric},
        {"lm_head", head},         {"pack_dtype", "int32"},
        {"true_sequential", true}, {"static_groups", true},
        {"damp_percent", 0.01},    {"meta", {{"quantizer", {"mantissa:" MANTISSA_VERSION}}}}};
    if (!dynamic.empty())
        config["dynamic"] = std::move(dynamic);
    return config;
}

Error noSuchZero(std::int64_t row, std::int64_t group) {
    return {ErrorCode::Numeric,
            sentence(MANTISSA_TR("core", "Group %1 of row %2 has the zero point 0, which GPTQ's version "
                                         "1 cannot store. Choose gptq_v2."),
                     group, row)};
}

} // namespace mantissa::gptq
