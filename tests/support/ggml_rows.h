#pragma once
// Two thousand rows of 256 to 1,024 columns of one kind of weights, encoded by ggml's own library and by ours
// on every vector instruction set of this CPU: the same bytes.
#include "support/ggml_oracle.h"
#include "support/sample_weights.h"
#include "support/targets.h"

#include "files/model.h"
#include "formats/decode.h"
#include "formats/gguf/gguf_formats.h"
#include "formats/gguf/kernels/coders.h"
#include "tradeoff/recipe.h"

#include <map>

namespace ggmlrows {

struct Band {
    std::int64_t columns;
    std::int64_t rows;
};

/// About as many weights at each width; MANTISSA_TEST_ROWS asks for so many rows of each, by hand.
/// Sanitizers, which are there for memory and not for bytes, get a tenth.
inline std::vector<Band> bands() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    constexpr std::int64_t part = 10;
#else
    constexpr std::int64_t part = 1;
#endif
    const int wanted = qEnvironmentVariableIntValue("MANTISSA_TEST_ROWS");
    std::vector<Band> bands{{256, 900 / part}, {512, 500 / part}, {768, 350 / part}, {1024, 250 / part}};
    for (Band& band : bands)
        band.rows = wanted > 0 ? wanted : band.rows;
    return bands;
}

inline const std::vector<std::string>& kinds() {
    static const std::vector<std::string> names{"normal", "heavy", "sparse", "constant", "fable", "silero"};
    return names;
}

/// All matrices of a trained model, one after another.
inline const std::vector<float>& trained(const std::string& kind) {
    static std::map<std::string, std::vector<float>> known;
    std::vector<float>& all = known[kind];
    if (!all.empty())
        return all;
    const auto model =
        mantissa::openModel(kind == "fable" ? MANTISSA_SOURCE_DIR "/resources/demo/fable"
                                            : MANTISSA_TEST_DATA "/silero/silero_vad_16k.safetensors");
    if (!model)
        qFatal("%s", model.error().describe().c_str());
    for (const auto& tensor : (*model)->tensors) {
        const auto rows = mantissa::openRows(tensor);
        if (!rows || !mantissa::quantizable(*tensor))
            continue;
        std::vector<float> values((*rows)->elements());
        if (!(*rows)->read(0, (*rows)->rows(), values))
            qFatal("cannot read %s", tensor->name.c_str());
        all.insert(all.end(), values.begin(), values.end());
    }
    return all;
}

/// Trained weights are taken from all over the model and cut to the width, whatever their own rows were
/// (silero's are shorter than a block); they come round again if more are wanted than there are.
inline std::vector<float> values(const std::string& kind, const Band& band) {
    if (kind != "fable" && kind != "silero")
        return sample::weights(kind, static_cast<std::size_t>(band.rows * band.columns),
                               static_cast<std::uint64_t>(band.columns));
    const std::vector<float>& all = trained(kind);
    const auto columns = static_cast<std::size_t>(band.columns);
    const std::size_t there = all.size() / columns;
    const std::size_t step = std::max<std::size_t>(1, there / static_cast<std::size_t>(band.rows));
    std::vector<float> cut;
    for (std::size_t row = 0; row < static_cast<std::size_t>(band.rows); ++row) {
        const auto first = all.begin() + static_cast<std::ptrdiff_t>(row * step % there * columns);
        cut.insert(cut.end(), first, first + band.columns);
    }
    return cut;
}

/// Empty if the bytes agree.
inline QString difference(mantissa::DType dtype, std::int64_t columns, std::span<const std::byte> got,
                          std::span<const std::byte> wanted) {
    const auto [ours, theirs] = std::mismatch(got.begin(), got.end(), wanted.begin(), wanted.end());
    if (ours == got.end())
        return {};
    const auto block = static_cast<std::size_t>(mantissa::info(dtype).blockBytes);
    const auto at = static_cast<std::size_t>(ours - got.begin());
    std::size_t blocks = 0;
    for (std::size_t i = 0; i < got.size(); i += block)
        blocks += std::equal(got.begin() + i, got.begin() + i + block, wanted.begin() + i) ? 0 : 1;
    return QStringLiteral(
               "%1 columns, %2: %3 of %4 blocks differ, the first at block %5, byte %6: %7 instead "
               "of %8")
        .arg(columns)
        .arg(hwy::TargetName(hwy::SupportedTargets()))
        .arg(blocks)
        .arg(got.size() / block)
        .arg(at / block)
        .arg(at % block)
        .arg(std::to_integer<int>(*ours))
        .arg(std::to_integer<int>(*theirs));
}

/// Ours on every target against `wanted`. The coder itself, not the format: that one refuses, with a reason,
/// what ggml writes as infinite scales.
inline QString compareOnEveryTarget(mantissa::DType dtype, const std::vector<float>& values,
                                    std::int64_t columns, const float* importance,
                                    const std::vector<std::byte>& wanted) {
    QString wrong;
    mantissa::test::onEveryTarget([&] {
        std::vector<std::byte> got(wanted.size());
        mantissa::gguf::kernels::coder(dtype).ggml(
            {values.data(), static_cast<std::int64_t>(values.size()) / columns, columns, importance},
            reinterpret_cast<std::uint8_t*>(got.data()));
        if (wrong.isEmpty())
            wrong = difference(dtype, columns, got, wanted);
    });
    return wrong;
}

/// What is wrong; empty if nothing is. Types that ggml writes with a matrix only must be refused without.
inline QString compare(const GgmlOracle& oracle, const mantissa::FormatEntry& entry, const std::string& kind,
                       bool weighted) {
    const mantissa::DType dtype = *entry.info.dtype;
    for (const Band& band : bands()) {
        const std::vector<float> rows = values(kind, band);
        const std::vector<float> columns = sample::importance(static_cast<std::size_t>(band.columns));
        const float* importance = weighted ? columns.data() : nullptr;
        if (!weighted && oracle.requiresMatrix(dtype)) {
            const mantissa::FormatPtr ours = *entry.make(mantissa::ParameterValues(entry.info.parameters));
            std::vector<std::byte> unused(ours->payloadBytes(band.rows, band.columns));
            return ours->encode(mantissa::Encoder::Ggml, nullptr, {rows, 0, band.rows, band.columns, {}},
                                unused)
                       ? QStringLiteral("no error where ggml demands a matrix")
                       : QString();
        }
        const auto wanted = oracle.quantize(dtype, rows, band.columns, importance);
        if (!wanted)
            return QStringLiteral("ggml gave up");
        if (const QString wrong = compareOnEveryTarget(dtype, rows, band.columns, importance, *wanted);
            !wrong.isEmpty())
            return wrong;
    }
    return {};
}

} // namespace ggmlrows
