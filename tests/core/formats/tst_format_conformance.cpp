// What must hold for every registered format, with its defaults and with each of its parameters turned. A new
// format is picked up by itself.
#include "base/parallel.h"
#include "formats/registry.h"
#include "methods/quantize.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

using namespace mantissa;

namespace {

std::vector<std::string> valuesToTry(const ParameterInfo& info) {
    std::vector<std::string> values;
    for (const std::int64_t value : info.common)
        values.push_back(std::to_string(value));
    switch (info.kind) {
    case ParameterKind::Boolean:
        return {"true", "false"};
    case ParameterKind::Choice:
        return info.choices;
    case ParameterKind::Integer:
        values.push_back(std::to_string(static_cast<std::int64_t>(info.minimum)));
        values.push_back(std::to_string(static_cast<std::int64_t>(info.minimum) + 2)); // blocks of one
        values.push_back(std::to_string(static_cast<std::int64_t>(info.maximum)));
        return values;
    case ParameterKind::Real:
        return {argumentText(info.minimum), argumentText(info.maximum)};
    }
    return values;
}

template <class Wanted>
void formatsThat(const Wanted& wanted) {
    QTest::addColumn<QString>("text");
    std::vector<std::string> texts;
    for (const FormatEntry* entry : formats()) {
        texts.push_back(entry->info.id);
        for (const ParameterInfo& parameter : entry->info.parameters) {
            for (const std::string& value : valuesToTry(parameter)) {
                const auto format = parseFormat(entry->info.id + "," + parameter.name + "=" + value);
                if (format && std::find(texts.begin(), texts.end(), (*format)->text()) == texts.end())
                    texts.push_back((*format)->text());
            }
        }
    }
    for (const std::string& text : texts) {
        if (wanted(**parseFormat(text)))
            QTest::newRow(text.c_str()) << QString::fromStdString(text);
    }
}

void everyFormat() {
    formatsThat([](const Format&) { return true; });
}

bool has(const Format& format, Encoder encoder) {
    const auto encoders = format.encoders();
    return std::find(encoders.begin(), encoders.end(), encoder) != encoders.end();
}

FormatPtr fetchFormat(const QString& text) {
    const auto format = parseFormat(text.toStdString());
    return format ? *format : nullptr;
}

// Row lengths that the format takes, short ones and remainders among them.
std::vector<std::int64_t> widths(const Format& format) {
    std::vector<std::int64_t> result;
    for (const std::int64_t columns : {1, 7, 64, 172, 256, 331, 512}) {
        if (format.accepts(12, columns))
            result.push_back(columns);
    }
    return result;
}

enum class Kind { Normal, Heavy, Lopsided, Sparse };
constexpr Kind kinds[] = {Kind::Normal, Kind::Heavy, Kind::Lopsided, Kind::Sparse};

std::vector<float> sample(std::size_t count, unsigned seed, Kind kind = Kind::Normal) {
    std::mt19937 random(seed);
    std::normal_distribution<float> normal;
    std::student_t_distribution<float> heavy(3.0F);
    std::vector<float> values(count);
    for (std::size_t i = 0; i < count; ++i) {
        const float x = normal(random);
        const float t = heavy(random);
        switch (kind) {
        case Kind::Normal:
            values[i] = 0.02F * x;
            break;
        case Kind::Heavy:
            values[i] = 0.02F * t;
            break;
        case Kind::Lopsided:
            values[i] = 0.02F * std::abs(x) + 0.01F;
            break;
        case Kind::Sparse:
            values[i] = i % 11 == 0 ? x : 0.0F;
            break;
        }
    }
    return values;
}

std::vector<float> sampleImportance(std::int64_t columns, unsigned seed) {
    std::vector<float> importance = sample(static_cast<std::size_t>(columns), seed, Kind::Heavy);
    for (float& weight : importance)
        weight *= weight;
    return importance;
}

struct Coded {
    TensorParametersPtr parameters;
    std::vector<std::byte> bytes;
    std::vector<float> decoded;
};

bool refusesWithoutImportance(const Format& format, std::int64_t columns) {
    const std::vector<float> values(static_cast<std::size_t>(columns));
    std::vector<std::byte> bytes(format.payloadBytes(1, columns));
    return format.codeCount() > 0 &&
           !format.encode(Encoder::Ggml, nullptr, {values, 0, 1, columns, {}}, bytes);
}

// Whether elements share a code word, and so cannot take the nearest level each for itself.
bool sharesCodeWords(const Format& format) {
    return format.codeCount() > 0 &&
           format.bitsPerWeight(1, std::max<std::int64_t>(format.blockElements(), 256)) <
               std::log2(format.codeCount());
}

// For methods that refuse to work without one.
std::vector<float> importanceIfNeeded(const Scheme& scheme, std::int64_t columns) {
    const bool needed = scheme.method->info().id == "ggml" && scheme.format->accepts(1, columns) &&
                        refusesWithoutImportance(*scheme.format, columns);
    return std::vector<float>(needed ? static_cast<std::size_t>(columns) : 0, 1.0F);
}

// Plans, encodes and decodes a whole tensor in one tile, and minds the ends of the buffers.
Result<Coded> code(const Format& format, Encoder encoder, std::int64_t rows, const std::vector<float>& values,
                   std::span<const float> importance = {}) {
    const auto columns = static_cast<std::int64_t>(values.size()) / rows;
    // Some of ggml's encoders insist on importance.
    const std::vector<float> ones(static_cast<std::size_t>(columns), 1.0F);
    if (encoder == Encoder::Ggml && importance.empty())
        importance = refusesWithoutImportance(format, columns) ? std::span<const float>(ones) : importance;
    Coded coded;
    MANTISSA_TRY(coded.parameters,
                 format.plan(MatrixRows(rows, columns, values), encoder, importance, Task()));
    const std::uint64_t size = format.payloadBytes(rows, columns);
    coded.bytes.assign(size + 8, std::byte{0xc3});
    MANTISSA_CHECK(format.encode(encoder, coded.parameters.get(), {values, 0, rows, columns, importance},
                                 std::span(coded.bytes).first(size)));
    coded.decoded.assign(values.size() + 1, 12345.0F);
    MANTISSA_CHECK(format.decode(coded.parameters.get(), std::span(coded.bytes).first(size), 0, rows, columns,
                                 std::span(coded.decoded).first(values.size())));
    const bool kept = std::all_of(coded.bytes.end() - 8, coded.bytes.end(),
                                  [](std::byte b) { return b == std::byte{0xc3}; });
    if (!kept || coded.decoded.back() != 12345.0F)
        return fail(ErrorCode::Mismatch, sentence("wrote past the end"));
    coded.bytes.resize(size);
    coded.decoded.resize(values.size());
    return coded;
}

QByteArray why(const Result<Coded>& coded) {
    return coded ? QByteArray() : QByteArray::fromStdString(coded.error().describe());
}

double weightedError(std::span<const float> a, std::span<const float> b, std::span<const float> importance) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double difference = static_cast<double>(a[i]) - b[i];
        sum += (importance.empty() ? 1.0 : importance[i % importance.size()]) * difference * difference;
    }
    return sum;
}

double absmax(std::span<const float> values) {
    double most = 0;
    for (const float value : values)
        most = std::max(most, std::abs(static_cast<double>(value)));
    return most;
}

// Which of `scales` belongs to an element. Blocks lie in a row (its last may be short) and may be divided
// into equal parts; or they run on over the flattened tensor.
std::size_t scaleIndex(const Format& format, std::int64_t rows, std::int64_t columns, std::size_t scales,
                       std::int64_t row, std::int64_t column) {
    const std::int64_t block = format.blockElements();
    if (block < 0)
        return 0;
    if (format.tileRows(columns) > 1)
        return static_cast<std::size_t>((row * columns + column) / block);
    const std::int64_t width = block == 0 ? columns : std::min(block, columns);
    const std::int64_t blocks = (columns + width - 1) / width;
    const std::int64_t parts = static_cast<std::int64_t>(scales) / (rows * blocks);
    return static_cast<std::size_t>((row * blocks + column / width) * parts +
                                    column % width / (width / parts));
}

} // namespace

class TestFormatConformance : public QObject {
    Q_OBJECT

private slots:
    void describesItself_data() { everyFormat(); }
    void describesItself() {
        QFETCH(QString, text);
        const FormatPtr format = fetchFormat(text);
        QVERIFY(format);
        QCOMPARE(QString::fromStdString(format->text()), text);
        const FormatInfo& info = format->info();
        QVERIFY(!info.id.empty() && !info.family.empty() && !info.source.empty());
        QVERIFY(!translated(info.description).empty());
        for (const ParameterInfo& parameter : info.parameters)
            QVERIFY(!translated(parameter.description).empty());
        QVERIFY(!format->encoders().empty());
        QCOMPARE(format->levels().size(), static_cast<std::size_t>(format->codeCount()));
        if (const ScalarGrid* grid = format->grid()) {
            // Codes that are no numbers, or a second zero, need no level of their own.
            QVERIFY(!grid->levels().empty());
            QVERIFY(grid->levels().size() <= static_cast<std::size_t>(format->codeCount()));
            QVERIFY(std::is_sorted(grid->levels().begin(), grid->levels().end()));
        }
        QVERIFY(!widths(*format).empty());
    }

    // Sizes add up over tiles, and bits a weight is nothing but bytes.
    void sizesAreExact_data() { everyFormat(); }
    void sizesAreExact() {
        QFETCH(QString, text);
        const FormatPtr format = fetchFormat(text);
        for (const std::int64_t columns : widths(*format)) {
            const std::int64_t unit = format->tileRows(columns);
            QVERIFY(unit >= 1);
            const std::uint64_t one = format->payloadBytes(unit, columns);
            QVERIFY(one > 0);
            QCOMPARE(format->payloadBytes(0, columns), std::uint64_t(0));
            QCOMPARE(format->payloadBytes(5 * unit, columns), 5 * one);
            QVERIFY(format->payloadBytes(5 * unit + 1, columns) > 5 * one);
            const std::uint64_t bytes = format->payloadBytes(7, columns) + format->parameterBytes(7, columns);
            QCOMPARE(format->bitsPerWeight(7, columns),
                     8.0 * static_cast<double>(bytes) / static_cast<double>(7 * columns));
            if (format->info().dtype)
                QCOMPARE(std::optional(format->payloadBytes(7, columns)),
                         byteSize(*format->info().dtype, static_cast<std::uint64_t>(7 * columns)));
        }
    }

    // A row that cannot be coded is refused with a reason, by the format and by whoever drives it.
    void refusesWhatItCannotCode_data() { everyFormat(); }
    void refusesWhatItCannotCode() {
        QFETCH(QString, text);
        const auto scheme = parseScheme(text.toStdString());
        QVERIFY(scheme);
        for (const std::int64_t columns : {1, 2, 31, 32, 33, 63, 64, 128, 255, 256, 257}) {
            const auto accepted = scheme->format->accepts(3, columns);
            const std::vector<float> values = sample(static_cast<std::size_t>(3 * columns), 1);
            const auto tensor = quantize(
                *scheme,
                {std::make_shared<MatrixRows>(3, columns, values), importanceIfNeeded(*scheme, columns)},
                Task());
            QCOMPARE(tensor.has_value(), accepted.has_value());
            if (!accepted) {
                QCOMPARE(accepted.error().code(), ErrorCode::InvalidArgument);
                QCOMPARE(tensor.error().code(), ErrorCode::InvalidArgument);
            }
        }
    }

    // Each element is off by at most about one step of a grid over the whole tensor's range. Groups have
    // finer steps; how block scales are themselves coded adds a little.
    void errorIsBounded_data() { everyFormat(); }
    void errorIsBounded() {
        QFETCH(QString, text);
        const FormatPtr format = fetchFormat(text);
        if (sharesCodeWords(*format))
            return; // the others of its group may pull an element anywhere
        std::vector<float> levels = format->levels();
        std::sort(levels.begin(), levels.end());
        double step = 0.004; // of plain numbers, relative: half a unit of BF16's 8 bits
        if (!levels.empty()) {
            double gap = 0;
            for (std::size_t i = 0; i + 1 < levels.size(); ++i)
                gap = std::max(gap, static_cast<double>(levels[i + 1]) - levels[i]);
            // Where one side of zero reaches further (Q2_0: -1 .. 2), the shorter one sets the scale.
            const double range = levels.front() < 0 ? 2.0 * std::min(-levels.front(), levels.back())
                                                    : static_cast<double>(levels.back()) - levels.front();
            step = 1.2 * gap / range + 0.04;
        }
        // MX scales are rounded down to powers of two: up to an eighth of E4M3's largest weight is cut off.
        if (text == "MXFP8_E4M3")
            step = 0.126;
        for (const std::int64_t columns : widths(*format)) {
            for (const Kind kind : kinds) {
                const std::vector<float> values = sample(static_cast<std::size_t>(9 * columns), 3, kind);
                for (const Encoder encoder : format->encoders()) {
                    if (encoder == Encoder::Search)
                        continue; // may trade one element's error for another's
                    const auto coded = code(*format, encoder, 9, values);
                    QVERIFY2(coded, why(coded).constData());
                    const double most = absmax(values);
                    for (std::size_t i = 0; i < values.size(); ++i) {
                        const auto value = static_cast<double>(values[i]);
                        // A unit of F16's denormals is 2^-24.
                        const double bound =
                            step * (levels.empty() ? std::abs(value) : most) + (levels.empty() ? 3e-8 : 0);
                        const auto decoded = static_cast<double>(coded->decoded[i]);
                        if (!(std::abs(decoded - value) <= bound))
                            QFAIL(qPrintable(
                                QString("%1 became %2, bound %3").arg(value).arg(decoded).arg(bound)));
                    }
                }
            }
        }
    }

    // Coding what was decoded before loses about as much as coding the first time; plain numbers lose
    // nothing.
    void secondGeneration_data() { everyFormat(); }
    void secondGeneration() {
        QFETCH(QString, text);
        const FormatPtr format = fetchFormat(text);
        for (const std::int64_t columns : widths(*format)) {
            const std::vector<float> values = sample(static_cast<std::size_t>(40 * columns), 4);
            for (const Encoder encoder : format->encoders()) {
                const auto first = code(*format, encoder, 40, values);
                QVERIFY2(first, why(first).constData());
                const auto second = code(*format, encoder, 40, first->decoded);
                QVERIFY2(second, why(second).constData());
                const double lost = weightedError(first->decoded, second->decoded, {});
                const double before =
                    format->codeCount() == 0 ? 0 : 2 * weightedError(values, first->decoded, {});
                QVERIFY2(lost <= before + 1e-12, qPrintable(QString("%1 after %2").arg(lost).arg(before)));
            }
        }
    }

    void notFiniteIsRefused_data() { everyFormat(); }
    void notFiniteIsRefused() {
        QFETCH(QString, text);
        const FormatPtr format = fetchFormat(text);
        const std::int64_t columns = widths(*format).back();
        for (const float bad :
             {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity(),
              -std::numeric_limits<float>::infinity()}) {
            for (const std::int64_t column : {std::int64_t{0}, columns / 2, columns - 1}) {
                std::vector<float> values = sample(static_cast<std::size_t>(6 * columns), 5);
                values[static_cast<std::size_t>(4 * columns + column)] = bad;
                for (const Encoder encoder : format->encoders()) {
                    const auto coded = code(*format, encoder, 6, values);
                    QVERIFY(!coded);
                    QCOMPARE(coded.error().code(), ErrorCode::Numeric);
                    const QString place = QString("row 4, column %1").arg(column);
                    QVERIFY2(why(coded).contains(place.toUtf8()), why(coded).constData());
                }
            }
        }
    }

    void zerosStayZero_data() { everyFormat(); }
    void zerosStayZero() {
        QFETCH(QString, text);
        const FormatPtr format = fetchFormat(text);
        for (const std::int64_t columns : widths(*format)) {
            std::vector<float> values(static_cast<std::size_t>(5 * columns), 0.0F);
            for (const Encoder encoder : format->encoders()) {
                const auto coded = code(*format, encoder, 5, values);
                QVERIFY2(coded, why(coded).constData());
                QVERIFY(std::all_of(coded->decoded.begin(), coded->decoded.end(),
                                    [](float x) { return x == 0.0F; }));
            }
            const std::vector<float> none(static_cast<std::size_t>(columns), 0.0F);
            for (const Encoder encoder : format->encoders()) // importance 0 everywhere: anything, but finite
                QVERIFY(code(*format, encoder, 5, sample(values.size(), 6), none));
        }
    }

    // From the smallest denormal to the largest float: decoded to finite numbers, or refused.
    void extremes_data() { everyFormat(); }
    void extremes() {
        QFETCH(QString, text);
        const FormatPtr format = fetchFormat(text);
        const std::int64_t columns = widths(*format).back();
        for (const float size : {1e-45F, 1e-40F, 1e-30F, 1e-9F, 1e-6F, 1e4F, 1e6F, 1e20F, 3e38F}) {
            std::vector<float> values = sample(static_cast<std::size_t>(3 * columns), 7);
            const auto most = static_cast<float>(absmax(values));
            for (float& value : values)
                value = value / most * size;
            for (const Encoder encoder : format->encoders()) {
                const auto coded = code(*format, encoder, 3, values);
                if (!coded) {
                    QCOMPARE(coded.error().code(), ErrorCode::Numeric);
                    QVERIFY2(size > 1e3F, why(coded).constData());
                    continue;
                }
                QVERIFY2(std::all_of(coded->decoded.begin(), coded->decoded.end(),
                                     [&](float x) { return std::abs(x) <= 2.01F * size || size < 1e-6F; }),
                         qPrintable(QString::number(static_cast<double>(size))));
                QVERIFY(firstWrong(coded->decoded) == coded->decoded.size());
            }
        }
    }

    void searchIsNeverWorse_data() {
        formatsThat([](const Format& format) { return has(format, Encoder::Search); });
    }
    void searchIsNeverWorse() {
        QFETCH(QString, text);
        const FormatPtr format = fetchFormat(text);
        const auto encoders = format->encoders();
        for (const std::int64_t columns : widths(*format)) {
            unsigned seed = 8;
            for (const Kind kind : kinds) {
                const std::vector<float> values = sample(static_cast<std::size_t>(8 * columns), ++seed, kind);
                for (const auto& importance : {std::vector<float>(), sampleImportance(columns, seed)}) {
                    const auto search = code(*format, Encoder::Search, 8, values, importance);
                    QVERIFY2(search, why(search).constData());
                    const double found = weightedError(values, search->decoded, importance);
                    for (const Encoder encoder : encoders) {
                        const auto other = code(*format, encoder, 8, values, importance);
                        QVERIFY2(other, why(other).constData());
                        const double error = weightedError(values, other->decoded, importance);
                        QVERIFY2(
                            found <= error * (1 + 1e-5),
                            qPrintable(QString("%1 columns: %2 > %3").arg(columns).arg(found).arg(error)));
                    }
                }
            }
        }
    }

    // value = scale * level + offset, and no code outside of the code book.
    void unpackAgreesWithDecode_data() { everyFormat(); }
    void unpackAgreesWithDecode() {
        QFETCH(QString, text);
        const FormatPtr format = fetchFormat(text);
        const std::vector<float> levels = format->levels();
        for (const std::int64_t columns : widths(*format)) {
            const std::vector<float> values = sample(static_cast<std::size_t>(10 * columns), 9, Kind::Heavy);
            for (const Encoder encoder : format->encoders()) {
                const auto coded = code(*format, encoder, 10, values);
                QVERIFY2(coded, why(coded).constData());
                const auto inside = format->unpack(coded->parameters.get(), coded->bytes, 0, 10, columns);
                QVERIFY(inside);
                if (levels.empty()) {
                    QVERIFY(inside->codes.empty());
                    continue;
                }
                QCOMPARE(inside->codes.size(), values.size());
                QVERIFY(inside->offsets.empty() || inside->offsets.size() == inside->scales.size());
                for (std::int64_t i = 0; i < 10 * columns; ++i) {
                    const auto at = static_cast<std::size_t>(i);
                    const std::size_t block =
                        scaleIndex(*format, 10, columns, inside->scales.size(), i / columns, i % columns);
                    QVERIFY(block < inside->scales.size());
                    QVERIFY(inside->codes[at] < levels.size());
                    const double product =
                        static_cast<double>(inside->scales[block]) * levels[inside->codes[at]];
                    const double offset =
                        inside->offsets.empty() ? 0 : static_cast<double>(inside->offsets[block]);
                    const double slack = 3e-7 * (std::abs(product) + std::abs(offset));
                    if (!(std::abs(product + offset - static_cast<double>(coded->decoded[at])) <= slack))
                        QFAIL(qPrintable(QString("element %1: %2 + %3, decoded %4")
                                             .arg(i)
                                             .arg(product)
                                             .arg(offset)
                                             .arg(static_cast<double>(coded->decoded[at]))));
                }
            }
        }
    }

    // Tiles coded one by one give the bytes of the whole, and any of them decodes by itself.
    void tilesAreIndependent_data() { everyFormat(); }
    void tilesAreIndependent() {
        QFETCH(QString, text);
        const FormatPtr format = fetchFormat(text);
        const std::int64_t columns = widths(*format).back();
        const std::int64_t unit = format->tileRows(columns);
        const std::int64_t rows = std::min<std::int64_t>(3 * unit + 1, 200);
        const std::vector<float> values = sample(static_cast<std::size_t>(rows * columns), 10);
        const std::vector<float> ones(static_cast<std::size_t>(columns), 1.0F);
        for (const Encoder encoder : format->encoders()) {
            const auto whole = code(*format, encoder, rows, values);
            QVERIFY2(whole, why(whole).constData());
            for (std::int64_t first = 0; first < rows; first += unit) {
                const std::int64_t count = std::min(unit, rows - first);
                const auto begin = static_cast<std::size_t>(first * columns);
                const auto part = std::span(values).subspan(begin, static_cast<std::size_t>(count * columns));
                std::vector<std::byte> bytes(format->payloadBytes(count, columns));
                RowTile tile{part, first, count, columns, {}};
                if (encoder == Encoder::Ggml && refusesWithoutImportance(*format, columns))
                    tile.importance = ones;
                QVERIFY(format->encode(encoder, whole->parameters.get(), tile, bytes));
                const std::uint64_t offset = format->payloadBytes(first, columns);
                QVERIFY(std::equal(bytes.begin(), bytes.end(),
                                   whole->bytes.begin() + static_cast<std::ptrdiff_t>(offset)));
                std::vector<float> out(part.size());
                QVERIFY(format->decode(whole->parameters.get(), bytes, first, count, columns, out));
                QVERIFY(std::equal(out.begin(), out.end(),
                                   whole->decoded.begin() + static_cast<std::ptrdiff_t>(begin)));
            }
        }
    }

    void threadsDoNotMatter_data() { everyFormat(); }
    void threadsDoNotMatter() {
        QFETCH(QString, text);
        const auto scheme = parseScheme(text.toStdString());
        QVERIFY(scheme);
        const std::int64_t columns = widths(*scheme->format).back();
        const std::int64_t rows = 2 * 131072 / columns + 3; // three tiles
        const auto source =
            std::make_shared<MatrixRows>(rows, columns, sample(static_cast<std::size_t>(rows * columns), 11));
        std::vector<std::byte> first;
        for (const int count : {1, 3}) {
            setThreads(count);
            const auto tensor = quantize(*scheme, {source, importanceIfNeeded(*scheme, columns)}, Task());
            QVERIFY(tensor);
            const std::vector<std::byte> bytes((*tensor)->bytes().begin(), (*tensor)->bytes().end());
            QVERIFY(first.empty() || first == bytes);
            first = bytes;
        }
        setThreads(0);
    }

    // Methods that round from outside must get bytes that decode to what the grid said.
    void gridAgreesWithDecode_data() {
        formatsThat([](const Format& format) { return format.grid() != nullptr; });
    }
    void gridAgreesWithDecode() {
        QFETCH(QString, text);
        const FormatPtr format = fetchFormat(text);
        const ScalarGrid* grid = format->grid();
        for (const std::int64_t columns : widths(*format)) {
            const std::vector<float> values = sample(static_cast<std::size_t>(columns), 12);
            const std::int64_t fitted = grid->fitElements(columns);
            const std::int64_t scaled = grid->scaleElements(columns);
            std::vector<Affine> scales;
            for (std::int64_t begin = 0; begin < columns; begin += fitted) {
                const std::int64_t count = std::min(fitted, columns - begin);
                const std::size_t had = scales.size();
                scales.resize(had + static_cast<std::size_t>((count + scaled - 1) / scaled));
                grid->fit(std::span(values).subspan(static_cast<std::size_t>(begin),
                                                    static_cast<std::size_t>(count)),
                          {}, std::span(scales).subspan(had));
            }
            std::vector<std::uint16_t> codes;
            std::vector<float> said;
            for (std::int64_t i = 0; i < columns; ++i) {
                const Affine& affine = scales[static_cast<std::size_t>(i / scaled)];
                const int chosen = grid->round(affine, values[static_cast<std::size_t>(i)]);
                QVERIFY(chosen >= 0 && chosen < format->codeCount());
                codes.push_back(static_cast<std::uint16_t>(chosen));
                said.push_back(grid->value(affine, chosen));
            }
            std::vector<std::byte> bytes(format->payloadBytes(1, columns));
            const std::int64_t packed = grid->packElements(columns);
            for (std::int64_t begin = 0; begin < columns; begin += packed) {
                const auto count = static_cast<std::size_t>(std::min(packed, columns - begin));
                const auto offset = static_cast<std::size_t>(format->payloadBytes(1, begin));
                grid->pack(std::span(codes).subspan(static_cast<std::size_t>(begin), count),
                           std::span(scales).subspan(static_cast<std::size_t>(begin / scaled),
                                                     (count + static_cast<std::size_t>(scaled) - 1) /
                                                         static_cast<std::size_t>(scaled)),
                           std::span(bytes).subspan(begin == 0 ? 0 : offset));
            }
            std::vector<float> decoded(values.size());
            QVERIFY(format->decode(nullptr, bytes, 0, 1, columns, decoded));
            QVERIFY(decoded == said);
        }
    }

private:
    static std::size_t firstWrong(const std::vector<float>& values) {
        return static_cast<std::size_t>(
            std::find_if(values.begin(), values.end(), [](float x) { return !std::isfinite(x); }) -
            values.begin());
    }
};

QTEST_APPLESS_MAIN(TestFormatConformance)
#include "tst_format_conformance.moc"
