#include "methods/hqq.h"

#include "methods/grid_tile.h"
#include "methods/statistics_check.h"

#include <algorithm>
#include <cmath>

namespace mantissa {

namespace {

// optimize.py: beta = 10 times kappa = 1.01 with every step. There weights are divided by no unit; here
// errors are measured in the block's root mean square, so that a tensor times a thousand is treated alike.
constexpr double firstBeta = 10;
constexpr double kappa = 1.01;

struct Settings {
    double p = 0.7;
    std::int64_t steps = 20;
};

MethodInfo makeInfo() {
    MethodInfo info;
    info.id = "hqq";
    info.description = {
        MANTISSA_TR("core",
                    "Half-quadratic quantization: scales that fit most weights of a block well and give "
                    "up on a few outliers. Needs no calibration."),
        {}};
    info.source = "Badri and Shaji 2023, Half-Quadratic Quantization, mobiusml.github.io/hqq_blog";
    info.parameters = {
        {"p",
         ParameterKind::Real,
         0.7,
         0.1,
         1.0,
         {},
         {},
         {MANTISSA_TR("core", "The power of errors that are summed: the smaller, the less outliers count."),
          {}}},
        {"steps",
         ParameterKind::Integer,
         std::int64_t{20},
         1,
         100,
         {},
         {},
         {MANTISSA_TR("core", "How often outliers are set apart and the scales fitted again."), {}}},
    };
    return info;
}

/// The point that lessens |x|^p + beta/2 (x - error)^2, nearly: generalised soft thresholding, as optimize.py
/// has it (shrink_lp_op).
double shrunk(double error, double beta, double p) {
    const double size = std::abs(error);
    if (size == 0)
        return 0;
    const double left = size - std::pow(size, p - 1) / beta;
    return left <= 0 ? 0 : std::copysign(left, error);
}

double rms(std::span<const float> values) {
    double sum = 0;
    for (const float value : values)
        sum += static_cast<double>(value) * static_cast<double>(value);
    return std::sqrt(sum / static_cast<double>(values.size()));
}

/// One block of scales in a row.
class Block {
public:
    Block(GridTile& tile, std::int64_t row, std::int64_t begin, std::span<const float> values,
          const Settings& settings)
        : tile_(tile), row_(row), begin_(begin), values_(values), settings_(settings), unit_(rms(values)),
          ones_(values.size(), 1.0F), rounded_(values.size()), best_(values.size()) {}

    void fit() {
        tile_.fit(row_, begin_, values_, {});
        double least = round();
        keep();
        if (!(unit_ > 0) || !std::isfinite(least))
            return;
        double beta = firstBeta;
        for (std::int64_t step = 0; step < settings_.steps; ++step, beta *= kappa) {
            std::vector<float> target(values_.size());
            for (std::size_t i = 0; i < target.size(); ++i) {
                const double error = static_cast<double>(values_[i]) - static_cast<double>(rounded_[i]);
                target[i] = static_cast<float>(static_cast<double>(values_[i]) -
                                               unit_ * shrunk(error / unit_, beta, settings_.p));
            }
            tile_.fit(row_, begin_, target, ones_);
            const double loss = round();
            if (!(loss < least))
                break;
            least = loss;
            keep();
        }
        restore();
    }

private:
    /// Rounds to the scales as they are and sums |error|^p.
    double round() {
        double sum = 0;
        for (std::size_t i = 0; i < values_.size(); ++i) {
            rounded_[i] = tile_.round(row_, begin_ + static_cast<std::int64_t>(i), values_[i]);
            const double error = static_cast<double>(values_[i]) - static_cast<double>(rounded_[i]);
            sum += std::pow(std::abs(error) / (unit_ > 0 ? unit_ : 1), settings_.p);
        }
        return sum;
    }
    void keep() {
        for (std::size_t i = 0; i < best_.size(); ++i)
            best_[i] = tile_.affine(row_, begin_ + static_cast<std::int64_t>(i));
    }
    void restore() {
        for (std::size_t i = 0; i < best_.size(); ++i)
            tile_.setAffine(row_, begin_ + static_cast<std::int64_t>(i), best_[i]);
    }

    GridTile& tile_;
    std::int64_t row_;
    std::int64_t begin_;
    std::span<const float> values_;
    const Settings& settings_;
    double unit_;
    std::vector<float> ones_;
    std::vector<float> rounded_;
    std::vector<Affine> best_;
};

class HqqEncoder final : public TensorEncoder {
public:
    HqqEncoder(FormatPtr format, Settings settings) : format_(std::move(format)), settings_(settings) {}

    const TensorParametersPtr& parameters() const override { return parameters_; }

    Result<void> encode(const RowTile& tile, std::span<std::byte> out) const override {
        MANTISSA_CHECK(checkHeld(*format_, nullptr, tile));
        GridTile codes(*format_, *format_->grid(), tile.rows, tile.columns);
        const std::int64_t width = codes.fitElements();
        if (codes.acrossRows())
            codes.fitAll(tile.values, std::vector<float>(static_cast<std::size_t>(tile.columns), 1.0F));
        for (std::int64_t row = 0; row < tile.rows && !codes.acrossRows(); ++row) {
            for (std::int64_t begin = 0; begin < tile.columns; begin += width) {
                const auto values =
                    tile.values.subspan(static_cast<std::size_t>(row * tile.columns + begin),
                                        static_cast<std::size_t>(std::min(width, tile.columns - begin)));
                Block(codes, row, begin, values, settings_).fit();
            }
        }
        MANTISSA_CHECK(codes.checkScales(tile.firstRow));
        for (std::int64_t row = 0; row < tile.rows; ++row) {
            for (std::int64_t column = 0; column < tile.columns; ++column)
                codes.round(row, column, tile.values[static_cast<std::size_t>(row * tile.columns + column)]);
        }
        codes.pack(out);
        return {};
    }

private:
    FormatPtr format_;
    TensorParametersPtr parameters_; ///< none
    Settings settings_;
};

class Hqq final : public Method {
public:
    Hqq() : info_(makeInfo()) {}
    const MethodInfo& info() const override { return info_; }

    Result<void> accepts(const Format& format) const override { return requireGrid(format, info_.id, false); }

    Result<std::unique_ptr<TensorEncoder>> prepare(const FormatPtr& format, const MethodInput& input,
                                                   const ParameterValues& parameters,
                                                   const Task& /*task*/) const override {
        MANTISSA_CHECK(accepts(*format));
        MANTISSA_CHECK(format->accepts(input.rows->rows(), input.rows->columns()));
        return std::make_unique<HqqEncoder>(format,
                                            Settings{parameters.real("p"), parameters.integer("steps")});
    }

private:
    MethodInfo info_;
};

} // namespace

const Method& hqqMethod() {
    static const Hqq method;
    return method;
}

} // namespace mantissa
