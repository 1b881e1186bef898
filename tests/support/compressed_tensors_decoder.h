#pragma once
// compressed-tensors' pack-quantized decoded as its unpack_from_int32 defines it: codes of a word shifted out
// one after another along the packed axis, the padding cut off, less 2^(bits - 1); then (value - zero point)
// * scale.
#include "support/stored_folder.h"

struct CompressedTensorsDecoder {
    const StoredFolder& folder;
    std::string module;
    int bits = 4;
    /// Of releases up to 0.14, where no code is cut by the end of a word.
    bool padded = false;

    /// outputs x inputs
    std::vector<float> decode() const {
        const StoredArray& shape = folder.array(module + ".weight_shape");
        const auto outputs = shape.at<std::int64_t>(0);
        const auto inputs = shape.at<std::int64_t>(1);
        const StoredArray& packed = folder.array(module + ".weight_packed");
        const StoredArray& scales = folder.array(module + ".weight_scale");
        const long long groups = scales.shape[1];
        std::vector<float> values;
        for (long long out = 0; out < outputs; ++out) {
            const auto word = [&](long long i) {
                return packed.at<std::uint32_t>(out * packed.shape[1] + i);
            };
            for (long long in = 0; in < inputs; ++in) {
                const long long group = in / (inputs / groups);
                const float scale = scaleAt(scales, out * groups + group);
                values.push_back(static_cast<float>(unpacked(word, in) - zero(out, group, groups)) * scale);
            }
        }
        return values;
    }

private:
    template <class Word>
    int unpacked(const Word& word, long long index) const {
        const int half = 1 << (bits - 1);
        if (padded) {
            const int perWord = 32 / bits;
            return static_cast<int>(word(index / perWord) >> index % perWord * bits & ((1U << bits) - 1)) -
                   half;
        }
        int value = 0;
        for (int bit = 0; bit < bits; ++bit) {
            const long long at = index * bits + bit;
            value |= static_cast<int>(word(at / 32) >> at % 32 & 1) << bit;
        }
        return value - half;
    }

    int zero(long long out, long long group, long long groups) const {
        if (!folder.has(module + ".weight_zero_point"))
            return 0;
        const StoredArray& zeros = folder.array(module + ".weight_zero_point");
        return unpacked([&](long long i) { return zeros.at<std::uint32_t>(i * groups + group); }, out);
    }

    static float scaleAt(const StoredArray& scales, long long index) {
        const auto bits16 = scales.at<std::uint16_t>(index);
        if (scales.dtype == QLatin1String("F16"))
            return halfValue(bits16);
        const std::uint32_t wide = std::uint32_t{bits16} << 16;
        float value = 0;
        std::memcpy(&value, &wide, sizeof value);
        return value;
    }
};
