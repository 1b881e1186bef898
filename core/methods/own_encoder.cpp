#include "methods/own_encoder.h"

#include <algorithm>
#include <cmath>

namespace mantissa {

namespace {

class OwnTensorEncoder final : public TensorEncoder {
public:
    OwnTensorEncoder(FormatPtr format, Encoder encoder, std::vector<float> importance,
                     TensorParametersPtr parameters)
        : format_(std::move(format)), encoder_(encoder), importance_(std::move(importance)),
          parameters_(std::move(parameters)) {}

    const TensorParametersPtr& parameters() const override { return parameters_; }

    Result<void> encode(const RowTile& tile, std::span<std::byte> out) const override {
        RowTile weighted = tile;
        weighted.importance = importance_;
        return format_->encode(encoder_, parameters_.get(), weighted, out);
    }

private:
    FormatPtr format_;
    Encoder encoder_;
    std::vector<float> importance_;
    TensorParametersPtr parameters_;
};

Result<void> checkImportance(std::span<const float> importance, std::int64_t columns) {
    if (importance.empty())
        return {};
    if (static_cast<std::int64_t>(importance.size()) != columns) {
        return fail(
            ErrorCode::InvalidArgument,
            sentence(MANTISSA_TR("core", "The importance has %1 values, but the weight has %2 columns."),
                     importance.size(), columns));
    }
    const auto bad = std::find_if(importance.begin(), importance.end(),
                                  [](float value) { return !(std::isfinite(value) && value >= 0); });
    if (bad == importance.end())
        return {};
    return fail(ErrorCode::Numeric,
                sentence(MANTISSA_TR("core", "The importance of column %1 is %2; it must be finite and not "
                                             "negative."),
                         bad - importance.begin(), static_cast<double>(*bad)));
}

class OwnEncoder final : public Method {
public:
    OwnEncoder(Encoder encoder, Text description, std::string source)
        : info_{std::string(name(encoder)), std::move(description), std::move(source), Scope::Weight, {}},
          encoder_(encoder) {}

    const MethodInfo& info() const override { return info_; }

    Result<void> accepts(const Format& format) const override {
        const auto known = format.encoders();
        if (std::find(known.begin(), known.end(), encoder_) != known.end())
            return {};
        std::string list;
        for (const Encoder other : known)
            list += (list.empty() ? "" : ", ") + std::string(name(other));
        return fail(ErrorCode::InvalidArgument,
                    sentence(MANTISSA_TR("core", "The format %1 has no encoder “%2”; it has: %3."),
                             format.info().id, info_.id, list));
    }

    Result<std::unique_ptr<TensorEncoder>> prepare(const FormatPtr& format, const MethodInput& input,
                                                   const ParameterValues&, const Task& task) const override {
        MANTISSA_CHECK(accepts(*format));
        MANTISSA_CHECK(format->accepts(input.rows->rows(), input.rows->columns()));
        MANTISSA_CHECK(checkImportance(input.importance, input.rows->columns()));
        MANTISSA_TRY(auto parameters, format->plan(*input.rows, encoder_, input.importance, task));
        return std::make_unique<OwnTensorEncoder>(format, encoder_, input.importance, std::move(parameters));
    }

private:
    MethodInfo info_;
    Encoder encoder_;
};

} // namespace

const Method& rtnMethod() {
    static const OwnEncoder method(
        Encoder::Rtn,
        {MANTISSA_TR("core", "Round to nearest: each block's scale follows from its largest (or smallest and "
                             "largest) value, then every weight takes the nearest level."),
         {}},
        "Jacob et al. 2018, arXiv:1712.05877, section 2");
    return method;
}

const Method& ggmlMethod() {
    static const OwnEncoder method(
        Encoder::Ggml,
        {MANTISSA_TR("core", "What llama.cpp does: the same bytes as ggml's own encoder gives."), {}},
        "ggml, src/ggml-quants.c");
    return method;
}

const Method& searchMethod() {
    static const OwnEncoder method(
        Encoder::Search,
        {MANTISSA_TR("core",
                     "Searches each block's scale and offset for the least squared error, weighted by "
                     "importance where it is known. The same size, never worse than rtn and ggml."),
         {}},
        "Mantissa; the criterion follows Choukroun et al. 2019, arXiv:1902.06822");
    return method;
}

} // namespace mantissa
