#include "session/saved_accuracy.h"

#include <QtEndian>

#include <cstring>

namespace mantissa::ui {

namespace {

/// Positions up to which a document keeps them one by one: 24 bytes of text each.
constexpr std::size_t longest = 20000;

// Lists travel as little-endian floats in Base64.
QString listText(const std::vector<float>& list) {
    if (list.empty()) // its data may be no pointer
        return {};
    QByteArray bytes(static_cast<qsizetype>(list.size() * sizeof(float)), Qt::Uninitialized);
    qToLittleEndian<quint32>(list.data(), static_cast<qsizetype>(list.size()), bytes.data());
    return QString::fromLatin1(bytes.toBase64());
}

std::vector<float> listFrom(const QJsonValue& value) {
    const QByteArray bytes = QByteArray::fromBase64(value.toString().toLatin1());
    std::vector<float> list(static_cast<std::size_t>(bytes.size()) / sizeof(float));
    if (list.empty())
        return list;
    qFromLittleEndian<quint32>(bytes.data(), static_cast<qsizetype>(list.size()), list.data());
    return list;
}

struct NamedEstimate {
    const char* name;
    Estimate Divergence::*place;
};
constexpr NamedEstimate estimates[] = {{"meanDivergence", &Divergence::mean},
                                       {"meanDeltaP", &Divergence::meanDeltaP},
                                       {"rmsDeltaP", &Divergence::rmsDeltaP},
                                       {"sameTop", &Divergence::sameTop},
                                       {"logRatio", &Divergence::logRatio}};
struct NamedValue {
    const char* name;
    double Divergence::*place;
};
constexpr NamedValue values[] = {{"median", &Divergence::median},
                                 {"percentile90", &Divergence::percentile90},
                                 {"percentile95", &Divergence::percentile95},
                                 {"percentile99", &Divergence::percentile99},
                                 {"percentile999", &Divergence::percentile999},
                                 {"maximum", &Divergence::maximum}};

QJsonValue toJson(const Estimate& estimate) {
    return QJsonObject{{QStringLiteral("value"), estimate.value}, {QStringLiteral("error"), estimate.error}};
}

Estimate estimateFrom(const QJsonValue& value) {
    const QJsonObject object = value.toObject();
    return {object.value(QLatin1String("value")).toDouble(), object.value(QLatin1String("error")).toDouble()};
}

} // namespace

QJsonObject toJson(const Evaluation& evaluation) {
    QJsonObject json{{QStringLiteral("context"), static_cast<qint64>(evaluation.context)},
                     {QStringLiteral("chunks"), static_cast<qint64>(evaluation.chunks)},
                     {QStringLiteral("scored"), static_cast<qint64>(evaluation.scored)},
                     {QStringLiteral("perplexity"), toJson(evaluation.perplexity)},
                     {QStringLiteral("top1"), toJson(evaluation.top1)},
                     {QStringLiteral("seconds"), evaluation.seconds},
                     {QStringLiteral("tokens"), static_cast<qint64>(evaluation.tokens)}};
    if (evaluation.originalPerplexity)
        json.insert(QStringLiteral("originalPerplexity"), toJson(*evaluation.originalPerplexity));
    if (evaluation.divergence) {
        for (const NamedEstimate& one : estimates)
            json.insert(QLatin1String(one.name), toJson((*evaluation.divergence).*one.place));
        for (const NamedValue& one : values)
            json.insert(QLatin1String(one.name), (*evaluation.divergence).*one.place);
    }
    if (evaluation.nll.size() <= longest) {
        json.insert(QStringLiteral("nll"), listText(evaluation.nll));
        json.insert(QStringLiteral("divergences"), listText(evaluation.divergences));
    }
    return json;
}

std::optional<Evaluation> evaluationFrom(const QJsonObject& json, const Evaluation* original) {
    Evaluation evaluation;
    evaluation.context = json.value(QLatin1String("context")).toInteger();
    evaluation.chunks = json.value(QLatin1String("chunks")).toInteger();
    const qint64 scored = json.value(QLatin1String("scored")).toInteger();
    if (evaluation.context < 4 || evaluation.chunks < 1 || scored < 1)
        return std::nullopt;
    evaluation.scored = static_cast<std::uint64_t>(scored);
    evaluation.perplexity = estimateFrom(json.value(QLatin1String("perplexity")));
    evaluation.top1 = estimateFrom(json.value(QLatin1String("top1")));
    evaluation.seconds = json.value(QLatin1String("seconds")).toDouble();
    evaluation.tokens = static_cast<std::uint64_t>(json.value(QLatin1String("tokens")).toInteger());
    if (json.contains(QLatin1String("originalPerplexity")))
        evaluation.originalPerplexity = estimateFrom(json.value(QLatin1String("originalPerplexity")));
    if (json.contains(QLatin1String("sameTop"))) {
        evaluation.divergence.emplace();
        for (const NamedEstimate& one : estimates)
            (*evaluation.divergence).*one.place = estimateFrom(json.value(QLatin1String(one.name)));
        for (const NamedValue& one : values)
            (*evaluation.divergence).*one.place = json.value(QLatin1String(one.name)).toDouble();
    }
    evaluation.nll = listFrom(json.value(QLatin1String("nll")));
    evaluation.divergences = listFrom(json.value(QLatin1String("divergences")));
    const bool whole = evaluation.nll.size() == evaluation.scored &&
                       (!evaluation.divergence || evaluation.divergences.size() == evaluation.scored);
    if (!whole) {
        evaluation.nll.clear();
        evaluation.divergences.clear();
    } else if (evaluation.divergence && original && original->nll.size() == evaluation.scored) {
        evaluation.originalNll = original->nll;
    }
    return evaluation;
}

} // namespace mantissa::ui
