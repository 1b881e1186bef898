#pragma once
// GPTQ's tensors decoded as AutoGPTQ's forward pass defines them (qlinear_cuda_old.py): the tensors of
// shifts, and for 3 bits the three words of ten or eleven codes whose 11th and 22nd are put together from two
// words.
#include "support/stored_folder.h"

struct GptqDecoder {
    const StoredFolder& folder;
    std::string module;
    int bits = 4;
    bool version2 = false;

    /// outputs x inputs
    std::vector<float> decode() const {
        const StoredArray& weight = folder.array(module + ".qweight");
        const StoredArray& scales = folder.array(module + ".scales");
        const StoredArray& groups = folder.array(module + ".g_idx");
        const long long outputs = weight.shape[1];
        const long long inputs = groups.shape[0];
        std::vector<float> values(static_cast<std::size_t>(outputs * inputs));
        for (long long in = 0; in < inputs; ++in) {
            const auto group = groups.at<std::int32_t>(in);
            for (long long out = 0; out < outputs; ++out) {
                const int code = unpacked(weight, in, [&](long long word) { return word * outputs + out; });
                const float scale = halfValue(scales.at<std::uint16_t>(group * outputs + out));
                values[static_cast<std::size_t>(out * inputs + in)] =
                    scale * static_cast<float>(code - zero(group, out, outputs));
            }
        }
        return values;
    }

private:
    int zero(long long group, long long out, long long outputs) const {
        const long long words = outputs * bits / 32;
        const int stored = unpacked(folder.array(module + ".qzeros"), out,
                                    [&](long long word) { return group * words + word; });
        return version2 ? stored : stored + 1;
    }

    /// place(word): where the word of that number is in the array.
    template <class Place>
    int unpacked(const StoredArray& array, long long index, const Place& place) const {
        const auto word = [&](long long number) { return array.at<std::uint32_t>(place(number)); };
        if (bits != 3) {
            const int perWord = 32 / bits;
            return static_cast<int>(word(index / perWord) >> index % perWord * bits & ((1U << bits) - 1));
        }
        const long long three = index / 32 * 3;
        const int i = static_cast<int>(index % 32);
        const std::uint32_t first = word(three);
        const std::uint32_t second = word(three + 1);
        const std::uint32_t third = word(three + 2);
        if (i < 10)
            return static_cast<int>(first >> 3 * i & 7);
        if (i == 10)
            return static_cast<int>((first >> 30 & 3) | (second << 2 & 4));
        if (i < 21)
            return static_cast<int>(second >> (3 * (i - 11) + 1) & 7);
        if (i == 21)
            return static_cast<int>((second >> 31 & 1) | (third << 1 & 6));
        return static_cast<int>(third >> (3 * (i - 22) + 2) & 7);
    }
};
