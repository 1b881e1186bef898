#include "pipeline/sensitivity_key.h"

#include "base/checksum.h"
#include "base/mapped_file.h"
#include "base/parallel.h"
#include "base/sha256.h"

#include <algorithm>

namespace mantissa {

namespace {

class Digest {
public:
    void add(std::string_view text) {
        add(text.size());
        sha_.add(std::as_bytes(std::span(text.data(), text.size())));
    }
    template <class Integer>
    requires std::is_integral_v<Integer>
    void add(Integer value) { add(std::span<const Integer>(&value, 1)); }
    template <class Value>
    void add(std::span<const Value> values) {
        sha_.add(std::as_bytes(values));
    }
    std::string hex() { return sha_.hex(); }

private:
    Sha256 sha_;
};

/// Of a large file too, in a moment: one checksum a tensor, all of them under one digest.
Result<std::string> digestOf(const Model& model, const Task& task) {
    std::vector<std::uint64_t> sums(model.tensors.size());
    const auto count = static_cast<std::int64_t>(sums.size());
    MANTISSA_CHECK(parallelChunks(count, task, [&](std::int64_t i) -> Result<void> {
        const auto place = static_cast<std::size_t>(i);
        sums[place] = checksum(model.tensors[place]->bytes);
        MappedFile::release(model.tensors[place]->bytes);
        return MappedFile::check(model.tensors[place]->bytes);
    }));
    Digest digest;
    for (std::size_t i = 0; i < sums.size(); ++i) {
        const Tensor& tensor = *model.tensors[i];
        digest.add(std::string_view(tensor.name));
        digest.add(static_cast<std::uint32_t>(tensor.dtype));
        digest.add(std::span<const std::int64_t>(tensor.shape));
        digest.add(sums[i]);
    }
    if (model.architecture) { // the same weights may be run in another way
        digest.add(std::string_view(model.architecture->name));
        for (const double value : {model.architecture->rmsEpsilon, model.architecture->ropeBase})
            digest.add(std::span<const double>(&value, 1));
    }
    return digest.hex();
}

std::string digestOf(const TokenChunks& chunks) {
    Digest digest;
    for (std::int64_t chunk = 0; chunk < chunks.count(); ++chunk) {
        const Array ids = chunks.ids(chunk, 1);
        digest.add(ids.ids());
    }
    return digest.hex();
}

std::string digestOf(const std::vector<TensorGroup>& groups) {
    Digest digest;
    for (const TensorGroup& group : groups) {
        digest.add(std::string_view(group.name));
        for (const auto& tensor : group.tensors)
            digest.add(std::string_view(tensor->name));
    }
    return digest.hex();
}

std::string digestOf(const TensorImportancePtr& importance) {
    if (!importance)
        return "none";
    Digest digest;
    for (const auto& [name, columns] : importance->columns) {
        digest.add(std::string_view(name));
        digest.add(std::span<const float>(columns));
    }
    return digest.hex();
}

std::string listOf(const std::vector<Scheme>& schemes) {
    std::string list;
    for (const Scheme& scheme : schemes)
        list += (list.empty() ? "" : "; ") + scheme.text();
    return list;
}

} // namespace

Result<SensitivityKey> sensitivityKey(const Model& model, const TokenChunks& chunks,
                                      const std::vector<TensorGroup>& groups,
                                      const std::vector<Scheme>& schemes,
                                      const ModelSensitivityOptions& options, const Task& task) {
    MANTISSA_TRY(const std::string modelDigest, digestOf(model, task));
    SensitivityKey key;
    const auto add = [&key](const char* name, const char* told, std::string value) {
        key.fields.push_back({name, sentence(told), std::move(value)});
    };
    add("model", MANTISSA_TR("core", "the model"), modelDigest);
    add("context", MANTISSA_TR("core", "the context"), std::to_string(chunks.context()));
    add("chunks", MANTISSA_TR("core", "the number of chunks"), std::to_string(chunks.count()));
    add("text", MANTISSA_TR("core", "the text"), digestOf(chunks));
    add("by", MANTISSA_TR("core", "the grouping"), std::string(name(options.grouping)));
    add("groups", MANTISSA_TR("core", "the choice of tensors"),
        std::to_string(groups.size()) + " " + digestOf(groups));
    add("schemes", MANTISSA_TR("core", "the list of schemes"), listOf(schemes));
    add("importance", MANTISSA_TR("core", "the importance matrix"), digestOf(options.importance));
    return key;
}

} // namespace mantissa
