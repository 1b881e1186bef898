#pragma once
// What comes into the linear layers of a model that llama.cpp's library runs, summed as its imatrix tool does
// (tools/imatrix/imatrix.cpp of ggml-org/llama.cpp): squares a column and rows counted, experts apart.
#include "support/llama_logits.h"

#include <map>
#include <string>

/// The part of struct ggml_tensor (ggml.h) that is read here.
struct GgmlTensor {
    std::int32_t type;
    void* buffer;
    std::array<std::int64_t, 4> sizes;
    std::array<std::size_t, 4> strides;
    std::int32_t operation;
    std::array<std::int32_t, 16> parameters;
    std::int32_t flags;
    std::array<GgmlTensor*, 10> sources;
    GgmlTensor* view;
    std::size_t viewOffset;
    char* data;
    std::array<char, 64> name;
};

struct LlamaInput {
    std::vector<double> squares; ///< experts one after another
    std::vector<double> counts;  ///< one an expert
};

class LlamaInputs {
public:
    std::map<std::string, LlamaInput> all; ///< by the weight's name

    static bool callback(GgmlTensor* tensor, bool ask, void* self) {
        const GgmlTensor* weight = tensor->sources[0];
        if (weight == nullptr || weight->view != nullptr || !isWeight(weight->name.data()))
            return !ask;
        if (!ask)
            static_cast<LlamaInputs*>(self)->add(*tensor);
        return true;
    }

    /// Whether the structure above is that of the library.
    static bool layoutIsKnown(const LlamaLibrary& library) {
        GgmlInitParams parameters{1 << 16, nullptr, false};
        auto* context = library.call<void*>("ggml_init", parameters);
        auto* tensor =
            library.call<GgmlTensor*>("ggml_new_tensor_2d", context, 0, std::int64_t{5}, std::int64_t{7});
        library.call<void*>("ggml_set_name", static_cast<void*>(tensor), "probe");
        const bool known = tensor->sizes == std::array<std::int64_t, 4>{5, 7, 1, 1} &&
                           tensor->strides[1] == 20 && std::string(tensor->name.data()) == "probe" &&
                           tensor->data == library.call<char*>("ggml_get_data", static_cast<void*>(tensor));
        library.call<void>("ggml_free", context);
        return known;
    }

private:
    static bool isWeight(const std::string& name) {
        return name.starts_with("blk.") && name.ends_with(".weight") &&
               name.find("norm") == std::string::npos;
    }

    static const float* row(const GgmlTensor& x, std::int64_t second, std::int64_t third) {
        return reinterpret_cast<const float*>(x.data + static_cast<std::size_t>(second) * x.strides[1] +
                                              static_cast<std::size_t>(third) * x.strides[2]);
    }

    void addRow(LlamaInput& input, std::int64_t expert, const float* values, std::int64_t width) {
        for (std::int64_t i = 0; i < width; ++i)
            input.squares[static_cast<std::size_t>(expert * width + i)] +=
                static_cast<double>(values[i]) * static_cast<double>(values[i]);
        input.counts[static_cast<std::size_t>(expert)] += 1;
    }

    void add(const GgmlTensor& product) {
        const GgmlTensor& weight = *product.sources[0];
        const GgmlTensor& x = *product.sources[1];
        const GgmlTensor* chosen = product.sources[2]; // of a product with experts
        const std::int64_t experts = weight.sizes[2];
        const std::int64_t width = x.sizes[0];
        LlamaInput& input = all[weight.name.data()];
        input.squares.resize(static_cast<std::size_t>(experts * width));
        input.counts.resize(static_cast<std::size_t>(experts));
        if (chosen == nullptr) {
            for (std::int64_t token = 0; token < x.sizes[1]; ++token)
                addRow(input, 0, row(x, token, 0), width);
            return;
        }
        for (std::int64_t token = 0; token < chosen->sizes[1]; ++token) {
            for (std::int64_t k = 0; k < chosen->sizes[0]; ++k) {
                const char* at = chosen->data + static_cast<std::size_t>(token) * chosen->strides[1] +
                                 static_cast<std::size_t>(k) * chosen->strides[0];
                std::int32_t expert = 0;
                std::memcpy(&expert, at, sizeof expert);
                addRow(input, expert, row(x, k % x.sizes[1], token), width);
            }
        }
    }
};

/// By the weight's name; nothing when llama.cpp refuses the file, crashes, or has other structures than
/// expected.
inline std::optional<std::map<std::string, LlamaInput>>
llamaInputs(const QString& path, std::span<const std::int32_t> ids, std::int32_t length) {
    const auto bytes = inChild([&]() -> QByteArray {
        LlamaInputs inputs;
        LlamaExactRun llama;
        if (!llama.open(path, length, reinterpret_cast<void*>(&LlamaInputs::callback), &inputs) ||
            !LlamaInputs::layoutIsKnown(llama.library()))
            return {};
        const auto size = static_cast<std::size_t>(length);
        for (std::size_t first = 0; first < ids.size(); first += size) {
            if (!llama.decode(ids.subspan(first, size)))
                return {};
        }
        QByteArray out;
        const auto put = [&out](const std::vector<double>& values) {
            const auto count = static_cast<std::uint64_t>(values.size());
            out.append(reinterpret_cast<const char*>(&count), sizeof count);
            out.append(reinterpret_cast<const char*>(values.data()),
                       static_cast<qsizetype>(count * sizeof(double)));
        };
        for (const auto& [name, input] : inputs.all) {
            out.append(name.c_str(), static_cast<qsizetype>(name.size()) + 1);
            put(input.squares);
            put(input.counts);
        }
        return out;
    });
    if (!bytes || bytes->isEmpty())
        return std::nullopt;
    std::map<std::string, LlamaInput> all;
    const char* at = bytes->constData();
    const auto take = [&at] {
        std::uint64_t count = 0;
        std::memcpy(&count, at, sizeof count);
        std::vector<double> values(count);
        std::memcpy(values.data(), at + sizeof count, count * sizeof(double));
        at += sizeof count + count * sizeof(double);
        return values;
    };
    while (at < bytes->constData() + bytes->size()) {
        const std::string name = at;
        at += name.size() + 1;
        std::vector<double> squares = take();
        all[name] = {std::move(squares), take()};
    }
    return all;
}
