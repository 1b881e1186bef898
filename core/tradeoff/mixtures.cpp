#include "tradeoff/mixture_types.h"
#include "tradeoff/recipe.h"

#include "base/nearest.h"

namespace mantissa {

namespace {

MixtureInfo mixture(const char* id, FileType fileType, const char* description) {
    const std::string_view base = info(defaultType(fileType)).name;
    return {id, sentence(description, base), "ggml-org/llama.cpp v0.5.0, src/llama-quant.cpp",
            static_cast<int>(fileType)};
}

std::vector<MixtureInfo> all() {
    const char* plain = MANTISSA_TR("core", "Every weight as %1.");
    const char* uniform = MANTISSA_TR("core", "Nearly every weight as %1; the output gets more bits.");
    const char* small = MANTISSA_TR("core", "Mostly %1; the most sensitive weights get a little more.");
    const char* medium = MANTISSA_TR(
        "core", "Mostly %1; attention values and half of the feed-forward outputs get more bits.");
    const char* large =
        MANTISSA_TR("core", "Mostly %1; attention outputs, values and feed-forward outputs get more bits.");
    const char* lowest = MANTISSA_TR("core", "Mostly %1, about as small as it gets; needs an importance "
                                             "matrix to be of use.");
    const char* ternary = MANTISSA_TR("core", "Mostly %1; for models that were trained with such weights.");
    const char* experts = MANTISSA_TR("core", "Experts as %1, everything else as Q8_0.");
    return {
        mixture("F32", FileType::F32, plain),
        mixture("F16", FileType::F16, plain),
        mixture("BF16", FileType::BF16, plain),
        mixture("Q8_0", FileType::Q8_0, plain),
        mixture("Q6_K", FileType::Q6_K, plain),
        mixture("Q5_K_M", FileType::Q5_K_M, medium),
        mixture("Q5_K_S", FileType::Q5_K_S, uniform),
        mixture("Q5_1", FileType::Q5_1, uniform),
        mixture("Q5_0", FileType::Q5_0, uniform),
        mixture("Q4_K_M", FileType::Q4_K_M, medium),
        mixture("Q4_K_S", FileType::Q4_K_S, small),
        mixture("Q4_1", FileType::Q4_1, uniform),
        mixture("Q4_0", FileType::Q4_0, uniform),
        mixture("IQ4_NL", FileType::IQ4_NL, small),
        mixture("IQ4_XS", FileType::IQ4_XS, small),
        mixture("Q3_K_L", FileType::Q3_K_L, large),
        mixture("Q3_K_M", FileType::Q3_K_M, large),
        mixture("Q3_K_S", FileType::Q3_K_S, uniform),
        mixture("IQ3_M", FileType::IQ3_M, large),
        mixture("IQ3_S", FileType::IQ3_S, small),
        mixture("IQ3_XS", FileType::IQ3_XS, small),
        mixture("IQ3_XXS", FileType::IQ3_XXS, lowest),
        mixture("Q2_K", FileType::Q2_K, large),
        mixture("Q2_K_S", FileType::Q2_K_S, lowest),
        mixture("IQ2_M", FileType::IQ2_M, lowest),
        mixture("IQ2_S", FileType::IQ2_S, lowest),
        mixture("IQ2_XS", FileType::IQ2_XS, lowest),
        mixture("IQ2_XXS", FileType::IQ2_XXS, lowest),
        mixture("IQ1_M", FileType::IQ1_M, lowest),
        mixture("IQ1_S", FileType::IQ1_S, lowest),
        mixture("TQ2_0", FileType::TQ2_0, ternary),
        mixture("TQ1_0", FileType::TQ1_0, ternary),
        mixture("Q2_0", FileType::Q2_0, ternary),
        mixture("Q1_0", FileType::Q1_0, ternary),
        mixture("MXFP4_MOE", FileType::MXFP4_MOE, experts),
    };
}

} // namespace

std::span<const MixtureInfo> mixtures() {
    static const std::vector<MixtureInfo> list = all();
    return list;
}

const MixtureInfo* findMixture(std::string_view id) {
    for (const MixtureInfo& mixture : mixtures()) {
        if (equalIgnoringCase(mixture.id, id))
            return &mixture;
    }
    return nullptr;
}

} // namespace mantissa
