#include "plots/study_pictures.h"

#include "analysis/rate_bound.h"
#include "text/number_text.h"
#include "theme/theme.h"

#include <QCoreApplication>

#include <cmath>

namespace mantissa::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(StudyPictures)
};

double share(std::uint64_t count, std::uint64_t total) {
    return total == 0 ? 0 : 100 * static_cast<double>(count) / static_cast<double>(total);
}

} // namespace

Series histogramSeries(const Histogram& histogram, SeriesStyle style, const QString& name, int slot) {
    Series series{.name = name, .slot = slot, .style = style};
    if (histogram.counts.empty())
        return series;
    const std::uint64_t total = histogram.total();
    for (std::size_t bin = 0; bin < histogram.counts.size(); ++bin) {
        series.x.push_back(histogram.low + static_cast<double>(bin) * histogram.binWidth());
        series.y.push_back(share(histogram.counts[bin], total));
    }
    series.x.push_back(histogram.high);
    series.y.push_back(0);
    return series;
}

Picture valuesPicture(const TensorStudy& study, int slot, bool logarithmic) {
    Picture picture;
    picture.xAxis = Words::tr("weight value");
    picture.yAxis = Words::tr("share of weights (%)");
    picture.logY = logarithmic;
    picture.series.push_back(
        histogramSeries(study.original, SeriesStyle::FilledSteps, Words::tr("original"), -1));
    picture.series.push_back(histogramSeries(study.decoded, SeriesStyle::Steps, Words::tr("decoded"), slot));
    picture.marks.assign(study.levels.begin(), study.levels.end());
    picture.marksName = Words::tr("levels at the median scale");
    return picture;
}

Picture markedPicture(Picture values, const std::optional<std::pair<float, float>>& range,
                      const Histogram* region) {
    if (range)
        values.band = {static_cast<double>(range->first), static_cast<double>(range->second)};
    if (region && !values.series.empty()) // before the decoded ones, which give the levels their colour
        values.series.insert(
            values.series.begin() + 1,
            histogramSeries(*region, SeriesStyle::Steps, Words::tr("marked region"), markedSlot));
    return values;
}

Picture errorPicture(const TensorStudy& study, int slot) {
    Picture picture;
    picture.xAxis = Words::tr("error (original − decoded)");
    picture.yAxis = Words::tr("weights (%)");
    picture.series.push_back(
        histogramSeries(study.error, SeriesStyle::FilledSteps, Words::tr("error"), slot));
    // The root mean square error that no code of this size can beat on one Gaussian.
    const double size = std::sqrt(study.sums.original2 / static_cast<double>(study.sums.count));
    const double least = gaussianBound(study.bitsPerWeight) * size;
    if (study.sums.error2 > 0 && least > 0) {
        picture.xAxis = Words::tr("error (original − decoded); ticks: ± the Gaussian bound");
        picture.marks = {-least, least};
        picture.marksName = Words::tr("the Gaussian bound's RMS error");
    }
    return picture;
}

Picture codesPicture(const TensorStudy& study, int slot) {
    Picture picture;
    picture.xAxis = Words::tr("code");
    picture.yAxis = Words::tr("weights (%)");
    std::uint64_t total = 0;
    for (const std::uint64_t count : study.codeUsage)
        total += count;
    Series series{.name = Words::tr("code usage"), .slot = slot, .style = SeriesStyle::Bars};
    for (std::size_t code = 0; code < study.codeUsage.size(); ++code) {
        series.x.push_back(static_cast<double>(code));
        series.y.push_back(share(study.codeUsage[code], total));
    }
    picture.series.push_back(std::move(series));
    return picture;
}

Picture scalesPicture(const TensorStudy& study, int slot) {
    Picture picture;
    picture.xAxis = Words::tr("block scale");
    picture.yAxis = Words::tr("blocks (%)");
    picture.series.push_back(
        histogramSeries(study.scales, SeriesStyle::FilledSteps, Words::tr("scales"), slot));
    return picture;
}

Picture rowsPicture(const TensorStudy& study, int slot) {
    Picture picture;
    picture.xAxis = Words::tr("row (output channel)");
    picture.yAxis = Words::tr("relative RMSE (%)");
    Series series{.name = Words::tr("row error"), .slot = slot, .style = SeriesStyle::Line};
    for (std::size_t i = 0; i < study.rowIndex.size() && i < study.rowRelativeRmse.size(); ++i) {
        series.x.push_back(static_cast<double>(study.rowIndex[i]));
        series.y.push_back(100 * static_cast<double>(study.rowRelativeRmse[i]));
    }
    picture.series.push_back(std::move(series));
    return picture;
}

} // namespace mantissa::ui
