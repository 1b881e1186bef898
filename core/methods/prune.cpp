#include "methods/prune.h"

#include "calibration/linear_inputs.h"
#include "formats/finite.h"
#include "methods/pruned_rows.h"
#include "methods/statistics_check.h"

#include <algorithm>
#include <cmath>

namespace mantissa {

namespace {

std::vector<ParameterInfo> parametersOfBoth() {
    return {
        {"sparsity",
         ParameterKind::Real,
         0.5,
         0,
         0.99,
         {},
         {},
         {MANTISSA_TR("core", "The share of each row's weights that becomes zero."), {}}},
        {"pattern",
         ParameterKind::Choice,
         std::string("row"),
         0,
         0,
         {"row", "2:4", "4:8"},
         {},
         {MANTISSA_TR("core",
                      "row: the weights that count least, wherever they are in a row. 2:4 and 4:8: so "
                      "many of each 4 or 8 neighbours are kept, as sparse kernels want it; sparsity is "
                      "then not looked at."),
          {}}},
    };
}

class PrunedEncoder final : public TensorEncoder {
public:
    PrunedEncoder(FormatPtr format, std::shared_ptr<const Pruning> pruning, TensorParametersPtr parameters)
        : format_(std::move(format)), pruning_(std::move(pruning)), parameters_(std::move(parameters)) {}

    const TensorParametersPtr& parameters() const override { return parameters_; }

    Result<void> encode(const RowTile& tile, std::span<std::byte> out) const override {
        MANTISSA_CHECK(checkFinite(tile)); // before a NaN is pruned away
        std::vector<float> values(tile.values.begin(), tile.values.end());
        const auto width = static_cast<std::size_t>(tile.columns);
        for (std::int64_t row = 0; row < tile.rows; ++row)
            pruning_->apply(std::span(values).subspan(static_cast<std::size_t>(row) * width, width),
                            tile.firstRow + row);
        RowTile pruned = tile;
        pruned.values = values;
        return format_->encode(format_->encoders().front(), parameters_.get(), pruned, out);
    }

private:
    FormatPtr format_;
    std::shared_ptr<const Pruning> pruning_;
    TensorParametersPtr parameters_;
};

/// Norms of the inputs, one a column and expert; an expert that saw nothing counts all alike.
std::vector<float> strengthsOf(const LinearInput& seen) {
    std::vector<float> strengths;
    const auto columns = static_cast<std::size_t>(seen.columns());
    for (std::size_t i = 0; i < seen.squares.size(); ++i)
        strengths.push_back(seen.counts[i / columns] == 0 ? 1.0F
                                                          : static_cast<float>(std::sqrt(seen.squares[i])));
    return strengths;
}

class Prune final : public Method {
public:
    explicit Prune(MethodInfo info) : info_(std::move(info)) { info_.parameters = parametersOfBoth(); }
    const MethodInfo& info() const override { return info_; }

    /// Encoders that cannot do without an importance matrix are asked in vain.
    Result<void> accepts(const Format& format) const override {
        if (!format.encoders().empty())
            return {};
        return fail(ErrorCode::InvalidArgument,
                    sentence(MANTISSA_TR("core", "%1 can only be decoded."), format.text()));
    }

    Result<std::unique_ptr<TensorEncoder>> prepare(const FormatPtr& format, const MethodInput& input,
                                                   const ParameterValues& values,
                                                   const Task& task) const override {
        MANTISSA_CHECK(accepts(*format));
        MANTISSA_CHECK(format->accepts(input.rows->rows(), input.rows->columns()));
        auto pruning = std::make_shared<Pruning>();
        pruning->sparsity = values.real("sparsity");
        const std::string& pattern = values.choice("pattern");
        pruning->kept = pattern == "2:4" ? 2 : pattern == "4:8" ? 4 : 0;
        pruning->run = 2 * pruning->kept;
        if (info_.scope != Scope::Weight) {
            MANTISSA_CHECK(requireStatistics(info_.id, *format, input));
            pruning->strengths = strengthsOf(*input.statistics);
            pruning->rowsPerExpert =
                std::max<std::int64_t>(1, input.rows->rows() / input.statistics->experts());
        }
        MANTISSA_TRY(auto parameters,
                     format->plan(PrunedRows(input.rows, pruning), format->encoders().front(), {}, task));
        return std::make_unique<PrunedEncoder>(format, std::move(pruning), std::move(parameters));
    }

private:
    MethodInfo info_;
};

MethodInfo infoOf(const char* id, Text description, const char* source, Scope scope) {
    MethodInfo info;
    info.id = id;
    info.description = std::move(description);
    info.source = source;
    info.scope = scope;
    return info;
}

} // namespace

const Method& magnitudeMethod() {
    static const Prune method(infoOf(
        "magnitude",
        {MANTISSA_TR("core",
                     "Prunes: the smallest weights of each row become zero, the others are coded as the "
                     "format's usual encoder does. The size stays."),
         {}},
        "Han et al. 2015, arXiv:1506.02626", Scope::Weight));
    return method;
}

const Method& wandaMethod() {
    static const Prune method(infoOf(
        "wanda",
        {MANTISSA_TR("core",
                     "Prunes: of each row the weights become zero that do least to its output, by their "
                     "size times that of their inputs on a calibration text. The size stays."),
         {}},
        "Sun et al. 2023, arXiv:2306.11695", Scope::Calibration));
    return method;
}

} // namespace mantissa
