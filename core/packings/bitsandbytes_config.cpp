#include "packings/bitsandbytes_config.h"

#include "files/json/json.h"

namespace mantissa::bitsandbytes {

bool describes(const ConfigJson& config, bool eightBit) {
    const bool eight = jsonBoolean(config, "load_in_8bit", jsonBoolean(config, "_load_in_8bit", false));
    const bool four = jsonBoolean(config, "load_in_4bit", jsonBoolean(config, "_load_in_4bit", false));
    // Old configs name no method.
    const std::string method = jsonString(config, "quant_method", four || eight ? "bitsandbytes" : "");
    return method == "bitsandbytes" && (eightBit ? eight && !four : four);
}

ConfigJson configOf(std::span<const PackedModule> modules, const std::string& kind, bool nested) {
    ConfigJson plain = ConfigJson::array();
    for (const PackedModule& module : modules) {
        if (!module.format)
            plain.push_back(module.name);
    }
    const bool four = !kind.empty();
    return {{"quant_method", "bitsandbytes"},
            {"load_in_4bit", four},
            {"load_in_8bit", !four},
            {"bnb_4bit_quant_type", four ? kind : "fp4"},
            {"bnb_4bit_use_double_quant", nested},
            {"bnb_4bit_compute_dtype", four ? "float16" : "float32"},
            {"bnb_4bit_quant_storage", "uint8"},
            {"llm_int8_threshold", 6.0},
            {"llm_int8_skip_modules", plain},
            {"llm_int8_enable_fp32_cpu_offload", false},
            {"llm_int8_has_fp16_weight", false}};
}

} // namespace mantissa::bitsandbytes
