#include "methods/own_encoder.h"

#include <algorithm>
#include <cmath>

namespace mantissa {

namespace {

class OwnTensorEncoder final : public TensorEncoder {
public:
    OwnTensorEncoder(FormatPtr format, Encoder encoder, std::vector<float> importance,
                     std::int64_t rowsPerExpert, TensorParametersPtr parameters)
        : format_(std::move(format)), encoder_(encoder), importance_(std::move(importance)),
          rowsPerExpert_(rowsPerExpert), parameters_(std::move(parameters)) {}

    const TensorParametersPtr& parameters() const override { return parameters_; }

    Result<void> encode(const RowTile& tile, std::span<std::byte> out) const override {
        if (importance_.empty())
            return format_->encode(encoder_, parameters_.get(), tile, out);
        // A tile may reach over several experts, each with an importance of its own.
        for (std::int64_t row = 0; row < tile.rows;) {
            const std::int64_t expert = (tile.firstRow + row) / rowsPerExpert_;
            const std::int64_t end = std::min(tile.rows, (expert + 1) * rowsPerExpert_ - tile.firstRow);
            MANTISSA_CHECK(encodePart(tile, row, end - row, expert, out));
            row = end;
        }
        return {};
    }

private:
    Result<void> encodePart(const RowTile& tile, std::int64_t row, std::int64_t rows, std::int64_t expert,
                            std::span<std::byte> out) const {
        const auto columns = static_cast<std::size_t>(tile.columns);
        RowTile part = tile;
        part.firstRow += row;
        part.rows = rows;
        part.values = tile.values.subspan(static_cast<std::size_t>(row) * columns,
                                          static_cast<std::size_t>(rows) * columns);
        part.importance = std::span(importance_).subspan(static_cast<std::size_t>(expert) * columns, columns);
        return format_->encode(
            encoder_, parameters_.get(), part,
            out.subspan(format_->payloadBytes(row, tile.columns), format_->payloadBytes(rows, tile.columns)));
    }

    FormatPtr format_;
    Encoder encoder_;
    std::vector<float> importance_;
    std::int64_t rowsPerExpert_;
    TensorParametersPtr parameters_;
};

/// One expert, or as many as the rows and whole blocks can be shared out to.
bool fits(const Format& format, std::int64_t values, std::int64_t rows, std::int64_t columns) {
    if (values == columns)
        return true;
    const std::int64_t experts = columns > 0 && values % columns == 0 ? values / columns : 0;
    return experts > 0 && rows % experts == 0 && rows / experts % format.tileRows(columns) == 0;
}

Result<void> checkImportance(const Format& format, std::span<const float> importance,
                             const RowSource& source) {
    if (importance.empty())
        return {};
    const std::int64_t columns = source.columns();
    if (!fits(format, static_cast<std::int64_t>(importance.size()), source.rows(), columns)) {
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

std::vector<float> meanOverExperts(const std::vector<float>& importance, std::int64_t columns) {
    const std::size_t size = static_cast<std::size_t>(columns);
    if (importance.size() <= size)
        return importance;
    std::vector<double> sums(size, 0.0);
    for (std::size_t i = 0; i < importance.size(); ++i)
        sums[i % size] += static_cast<double>(importance[i]);
    std::vector<float> means(size);
    const double experts = static_cast<double>(importance.size() / size);
    for (std::size_t i = 0; i < size; ++i)
        means[i] = static_cast<float>(sums[i] / experts);
    return means;
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
        MANTISSA_CHECK(checkImportance(*format, input.importance, *input.rows));
        const std::int64_t columns = std::max<std::int64_t>(1, input.rows->columns());
        const std::int64_t experts = static_cast<std::int64_t>(input.importance.size()) / columns;
        const std::int64_t rowsPerExpert = input.rows->rows() / std::max<std::int64_t>(1, experts);
        // What is planned for the whole weight sees the experts' mean.
        const std::vector<float> shared = meanOverExperts(input.importance, columns);
        MANTISSA_TRY(auto parameters, format->plan(*input.rows, encoder_, shared, task));
        return std::make_unique<OwnTensorEncoder>(format, encoder_, input.importance,
                                                  std::max<std::int64_t>(1, rowsPerExpert),
                                                  std::move(parameters));
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
