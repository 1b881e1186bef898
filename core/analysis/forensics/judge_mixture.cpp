#include "analysis/forensics/judge_mixture.h"

#include "tradeoff/mixture_types.h"
#include "tradeoff/recipe.h"

#include <algorithm>
#include <map>

namespace mantissa {

namespace {

/// Weights (elements) of quantizable tensors that are not of the type that the mixture wants.
struct Mismatch {
    std::uint64_t tensors = 0;
    std::uint64_t elements = 0;
    std::uint64_t of = 0; ///< all elements looked at
    std::string example;
    DType wanted = DType::F32;
    DType found = DType::F32;

    double share() const { return of == 0 ? 0 : static_cast<double>(elements) / static_cast<double>(of); }
};

/// What general.file_type promises, by name and as recipes: the mixture, and its main type for every weight,
/// which is what llama-quantize --pure writes under the same number.
struct Declared {
    std::string name;
    std::vector<std::string> recipes;
};

std::optional<Declared> declaredBy(std::int64_t fileType) {
    const auto pure = [](FileType type) { return std::string(info(defaultType(type)).name) + "\npure"; };
    if (fileType == static_cast<std::int64_t>(FileType::NVFP4))
        return Declared{"NVFP4", {pure(FileType::NVFP4)}};
    for (const MixtureInfo& mixture : mixtures()) {
        if (mixture.ggufFileType == fileType)
            return Declared{mixture.id, {mixture.id, pure(static_cast<FileType>(mixture.ggufFileType))}};
    }
    return std::nullopt;
}

std::optional<Mismatch> mismatch(const Model& model, const std::string& recipeText, bool hasImportance) {
    const auto recipe = parseRecipe(recipeText);
    if (!recipe)
        return std::nullopt;
    const auto plan = planTensors(model, *recipe, hasImportance);
    if (!plan)
        return std::nullopt;
    Mismatch result;
    for (const TensorPlan& planned : *plan) {
        const Tensor& tensor = *planned.tensor;
        if (!quantizable(tensor))
            continue;
        const DType wanted =
            planned.scheme ? planned.scheme->format->info().dtype.value_or(planned.dtype) : planned.dtype;
        result.of += tensor.elements();
        if (tensor.dtype == wanted)
            continue;
        if (result.tensors++ == 0) {
            result.example = tensor.name;
            result.wanted = wanted;
            result.found = tensor.dtype;
        }
        result.elements += tensor.elements();
    }
    return result;
}

/// The type of most weights.
DType commonest(const Model& model) {
    std::map<DType, std::uint64_t> elements;
    for (const auto& tensor : model.tensors) {
        if (quantizable(*tensor))
            elements[tensor->dtype] += tensor->elements();
    }
    const auto most = std::max_element(elements.begin(), elements.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == elements.end() ? DType::F32 : most->first;
}

} // namespace

void judgeMixture(const Model& model, std::vector<Finding>& findings) {
    constexpr double most = 0.5;
    const auto declared = declaredBy(model.metadata.integer("general.file_type", -1));
    if (!declared)
        return;
    std::optional<Mismatch> nearest;
    for (const std::string& recipe : declared->recipes) {
        for (const bool hasImportance : {false, true}) {
            const auto found = mismatch(model, recipe, hasImportance);
            if (found && (!nearest || found->elements < nearest->elements))
                nearest = found;
        }
    }
    if (!nearest || nearest->tensors == 0)
        return;
    if (nearest->share() > most) {
        findings.push_back(
            {FindingKind::Warning,
             FindingId::OtherMixture,
             {},
             sentence(MANTISSA_TR("core", "general.file_type says %1, but most weights are stored as %2, not "
                                          "as that mixture would store them."),
                      declared->name, info(commonest(model)).name),
             sentence(MANTISSA_TR("core", "Do not judge this file by its label; it may have been renamed or "
                                          "edited."))});
    } else {
        findings.push_back(
            {FindingKind::Note, FindingId::FewOtherTypes, nearest->example,
             sentence(
                 MANTISSA_TR("core", "general.file_type says %1; types that this mixture would not choose: "
                                     "%2 of the tensors, the first being this (%3 instead of %4)."),
                 declared->name, nearest->tensors, info(nearest->found).name, info(nearest->wanted).name),
             sentence(MANTISSA_TR("core",
                                  "Mixtures made by hand, or by another release of llama.cpp, are like "
                                  "that; no fault."))});
    }
}

} // namespace mantissa
