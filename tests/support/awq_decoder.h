#pragma once
// AWQ's tensors decoded as AutoAWQ unpacks them (awq/utils/packing_utils.py): all nibbles in their order
// first, then the columns of each eight put back by the reverse order.
#include "support/stored_folder.h"

struct AwqDecoder {
    const StoredFolder& folder;
    std::string module;

    /// outputs x inputs
    std::vector<float> decode() const {
        const StoredArray& scales = folder.array(module + ".scales");
        const std::vector<int> codes = unpacked(folder.array(module + ".qweight"));
        const std::vector<int> zeros = unpacked(folder.array(module + ".qzeros"));
        const auto outputs = static_cast<std::size_t>(scales.shape[1]);
        const std::size_t inputs = codes.size() / outputs;
        const std::size_t group = inputs / static_cast<std::size_t>(scales.shape[0]);
        std::vector<float> values(codes.size());
        for (std::size_t in = 0; in < inputs; ++in) {
            for (std::size_t out = 0; out < outputs; ++out) {
                const std::size_t at = in / group * outputs + out;
                const float scale = halfValue(scales.at<std::uint16_t>(static_cast<long long>(at)));
                values[out * inputs + in] = static_cast<float>(codes[in * outputs + out] - zeros[at]) * scale;
            }
        }
        return values;
    }

private:
    static std::vector<int> unpacked(const StoredArray& array) {
        constexpr std::size_t reverse[] = {0, 4, 1, 5, 2, 6, 3, 7};
        const auto words = static_cast<std::size_t>(array.shape[0] * array.shape[1]);
        std::vector<int> nibbles(words * 8);
        for (std::size_t i = 0; i < nibbles.size(); ++i)
            nibbles[i] =
                static_cast<int>(array.at<std::uint32_t>(static_cast<long long>(i / 8)) >> i % 8 * 4 & 15);
        std::vector<int> ordered(nibbles.size());
        for (std::size_t i = 0; i < ordered.size(); ++i)
            ordered[i] = nibbles[i / 8 * 8 + reverse[i % 8]];
        return ordered;
    }
};
