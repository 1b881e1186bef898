#include "models/tensor_filter.h"

#include "models/roles.h"
#include "text/number_text.h"
#include "text/tensor_name.h"

#include <algorithm>
#include <cstring>
#include <map>

namespace mantissa::ui {

TensorFilter::TensorFilter(TensorModel& model, QObject* parent)
    : QSortFilterProxyModel(parent), model_(model) {
    setSortRole(SortRole);
    setRecursiveFilteringEnabled(true);
    // Before the views are told: they ask at once which rows are left.
    connect(&model, &QAbstractItemModel::modelAboutToBeReset, this, [this] { passes_.clear(); });
    connect(&model, &TensorModel::regrouped, this, &TensorFilter::decide);
    decide();
    setSourceModel(&model);
}

bool TensorFilter::setFilter(const QString& pattern, bool regularExpression) {
    std::optional<QRegularExpression> expression;
    if (regularExpression) {
        expression.emplace(pattern, QRegularExpression::CaseInsensitiveOption);
        if (!expression->isValid())
            return false;
    }
    const QString wanted = regularExpression ? pattern : pattern.trimmed();
    if (wanted == pattern_ && expression == expression_)
        return true;
    pattern_ = wanted;
    expression_ = expression;
    setSourceModel(nullptr);
    decide();
    setSourceModel(&model_);
    return true;
}

TensorFilter::Test TensorFilter::test() const {
    if (expression_)
        return [expression = *expression_](const Tensor& tensor) {
            // As the file names it, or as the tree shows it below its layer.
            return text(tensor.name).contains(expression) || nameInLayer(tensor).contains(expression);
        };
    const QByteArray plain = pattern_.toUtf8();
    const bool ascii = std::all_of(plain.begin(), plain.end(), [](char c) { return c >= 0; });
    if (!ascii)
        return [pattern = pattern_](const Tensor& tensor) {
            return text(tensor.name).contains(pattern, Qt::CaseInsensitive);
        };
    return [plain](const Tensor& tensor) {
        return strcasestr(tensor.name.c_str(), plain.constData()) != nullptr;
    };
}

void TensorFilter::decide() {
    passes_.clear();
    const ModelPtr& file = model_.model();
    count_ = file ? file->tensors.size() : 0;
    if (!file || pattern_.isEmpty())
        return;
    const Test passes = test();
    std::map<mantissa::Role, bool> roles;
    const auto rolePasses = [&](mantissa::Role role) {
        const auto [place, fresh] = roles.try_emplace(role, false);
        if (fresh)
            place->second = expression_ ? roleText(role).contains(*expression_)
                                        : roleText(role).contains(pattern_, Qt::CaseInsensitive);
        return place->second;
    };
    passes_.reserve(file->tensors.size());
    for (const auto& tensor : file->tensors)
        passes_.push_back(passes(*tensor) || rolePasses(tensor->place.role));
    count_ = static_cast<std::size_t>(std::count(passes_.begin(), passes_.end(), true));
}

bool TensorFilter::filterAcceptsRow(int row, const QModelIndex& parent) const {
    if (passes_.empty())
        return true;
    const int tensor = model_.tensorNumber(model_.index(row, TensorModel::Name, parent));
    return tensor >= 0 && passes_[static_cast<std::size_t>(tensor)]; // a group stays by its tensors alone
}

} // namespace mantissa::ui
