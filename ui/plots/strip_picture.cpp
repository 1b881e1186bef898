#include "plots/strip_picture.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace mantissa::ui {

void StripPictures::order(const ComparisonPtr& comparison) {
    const auto& all = comparison->tensors;
    const bool same = all.size() == order_.size() && !all.empty() && tensors_[0] == all[order_[0]].tensor &&
                      tensors_.back() == all[order_.back()].tensor;
    if (same)
        return;
    order_.resize(all.size());
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::stable_sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) {
        const TensorPlace& left = all[a].tensor->place;
        const TensorPlace& right = all[b].tensor->place;
        return std::pair(left.layer, left.role) < std::pair(right.layer, right.role);
    });
    tensors_.clear();
    for (const std::size_t place : order_)
        tensors_.push_back(all[place].tensor);
    kept_.clear();
}

StripPicture StripPictures::of(const std::vector<Candidate>& candidates, Figure figure) {
    StripPicture picture;
    picture.figure = figure;
    picture.logarithmic = spansDecades(figure);
    float low = std::numeric_limits<float>::infinity();
    float high = -low;
    for (const Candidate& candidate : candidates) {
        if (!candidate.shown || !candidate.result)
            continue;
        order(candidate.result);
        Kept& kept = kept_[{candidate.id, figure}];
        if (kept.result.lock() != candidate.result) {
            auto values = std::make_shared<std::vector<float>>();
            values->reserve(order_.size());
            for (const std::size_t place : order_)
                values->push_back(static_cast<float>(
                    axisValue(figure, valueOf(figure, candidate.result->tensors[place].schemes.front()))));
            kept = {candidate.result, std::move(values)};
        }
        for (const float value : *kept.values) {
            if (!std::isfinite(value) || (picture.logarithmic && value <= 0))
                continue;
            low = std::min(low, value);
            high = std::max(high, value);
        }
        picture.rows.push_back({titleOf(candidate), candidate.slot, candidate.id, kept.values});
    }
    picture.tensors = tensors_;
    if (low <= high) {
        picture.low = low;
        picture.high = high;
    }
    return picture;
}

QString csvOf(const StripPicture& picture) {
    QString out = QStringLiteral("tensor,scheme,\"") + figureAxis(picture.figure) + QStringLiteral("\"\n");
    for (const StripRow& row : picture.rows) {
        for (std::size_t i = 0; i < picture.tensors.size(); ++i) {
            const float value = (*row.values)[i];
            out += QLatin1Char('"') + QString::fromStdString(picture.tensors[i]->name) +
                   QStringLiteral("\",\"") + row.title + QStringLiteral("\",") +
                   (std::isfinite(value) ? QString::number(static_cast<double>(value), 'g', 8) : QString()) +
                   QLatin1Char('\n');
        }
    }
    return out;
}

} // namespace mantissa::ui
