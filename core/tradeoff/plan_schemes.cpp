#include "tradeoff/plan_schemes.h"

#include "formats/registry.h"
#include "tensor/weight.h"
#include "tradeoff/fallback.h"

namespace mantissa {

namespace {

Text whyNot(std::int64_t columns, std::string_view wanted, std::string_view used) {
    return sentence(MANTISSA_TR("core", "Rows of %1 do not fit %2; %3 is used instead."), columns, wanted,
                    used);
}

MixtureTensor mixtureTensor(const Tensor& tensor) {
    MixtureTensor result;
    result.category = categoryOf(tensor);
    result.layer = tensor.place.layer;
    const Shape& shape = tensor.shape;
    result.columns = blockRow(tensor);
    result.stacked = shape.size() > 2 ? shape[shape.size() - 3] : 1;
    return result;
}

TensorPlan planned(const std::shared_ptr<const Tensor>& tensor, Scheme scheme, Text fallback) {
    const Weight weight = weightOf(tensor);
    TensorPlan plan;
    plan.tensor = tensor;
    plan.dtype = scheme.format->info().dtype.value_or(tensor->dtype);
    plan.bytes = scheme.format->payloadBytes(weight.rows(), weight.columns()) +
                 scheme.format->parameterBytes(weight.rows(), weight.columns());
    plan.fallback = std::move(fallback);
    plan.scheme = std::move(scheme);
    return plan;
}

std::string methodText(const Scheme& scheme) {
    return scheme.method->info().id + scheme.methodParameters.text(scheme.method->info().parameters);
}

// F16 fits every shape and is always registered.
TensorPlan plannedAs(const std::shared_ptr<const Tensor>& tensor, DType type, const Scheme& wanted,
                     std::int64_t columns) {
    auto scheme = schemeOfType(type, methodText(wanted));
    if (!scheme)
        scheme = schemeOfType(DType::F16, {});
    const Text why = sentence(MANTISSA_TR("core", "Rows of %1 do not fit %2; %3 is used instead."), columns,
                              wanted.format->info().id, scheme->format->info().id);
    return planned(tensor, std::move(*scheme), why);
}

} // namespace

Result<Scheme> schemeOfType(DType type, const std::string& method) {
    const std::string name(info(type).name);
    if (findFormat(name) == nullptr) { // some types can only be decoded
        return fail(ErrorCode::Unsupported,
                    sentence(MANTISSA_TR("core", "The recipe needs the format %1, which this version cannot "
                                                 "encode. Choose another recipe, or give these tensors "
                                                 "another scheme with a rule."),
                             name));
    }
    if (!method.empty()) {
        if (auto scheme = parseScheme(name + "/" + method))
            return scheme;
    }
    return parseScheme(name);
}

TensorPlan plainPlan(const std::shared_ptr<const Tensor>& tensor) {
    return {tensor, std::nullopt, DType::F32, tensor->elements() * sizeof(float), {}};
}

TensorPlan planTensor(const std::shared_ptr<const Tensor>& tensor, const Scheme& scheme) {
    if (const auto type = scheme.format->info().dtype) {
        const std::int64_t row = blockRow(*tensor);
        const DType fitting = fittingType(*type, row);
        return fitting == *type ? planned(tensor, scheme, {}) : plannedAs(tensor, fitting, scheme, row);
    }
    const Weight weight = weightOf(tensor);
    if (scheme.format->accepts(weight.rows(), weight.columns()))
        return planned(tensor, scheme, {});
    return plannedAs(tensor, DType::F16, scheme, weight.columns());
}

Result<BaseSchemes> BaseSchemes::of(const Recipe& recipe, MixtureModel model) {
    BaseSchemes result;
    const MixtureInfo* mixture = findMixture(recipe.base);
    if (mixture == nullptr) {
        MANTISSA_TRY(result.scheme_, parseScheme(recipe.base));
        return result;
    }
    const auto fileType = static_cast<FileType>(mixture->ggufFileType);
    result.method_ = recipe.method;
    result.type_ = defaultType(fileType);
    // IQ2_S, the mixture, is mostly IQ2_XS; purely IQ2_S is IQ2_S.
    if (recipe.pure) {
        const auto own = parseScheme(mixture->id);
        if (own && own->format->info().dtype)
            result.type_ = *own->format->info().dtype;
    } else {
        result.types_.emplace(fileType, std::move(model));
    }
    return result;
}

Result<TensorPlan> BaseSchemes::next(const std::shared_ptr<const Tensor>& tensor) {
    if (scheme_)
        return planTensor(tensor, *scheme_);
    const MixtureChoice choice = types_ ? types_->next(mixtureTensor(*tensor)) : MixtureChoice{type_, type_};
    if (choice.type == DType::F32)
        return plainPlan(tensor);
    const std::int64_t row = blockRow(*tensor);
    const DType used = fittingType(choice.type, row);
    auto scheme = schemeOf(used);
    if (!scheme)
        return fail(Error(scheme.error()).ofTensor(tensor->name));
    return planned(tensor, std::move(*scheme),
                   used == choice.asked ? Text() : whyNot(row, info(choice.asked).name, info(used).name));
}

Result<Scheme> BaseSchemes::schemeOf(DType type) {
    auto found = known_.find(type);
    if (found == known_.end()) {
        MANTISSA_TRY(Scheme scheme, schemeOfType(type, method_));
        found = known_.emplace(type, std::move(scheme)).first;
    }
    return found->second;
}

} // namespace mantissa
