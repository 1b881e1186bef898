#pragma once
// Key-value metadata of a model, in file order and with the exact types of GGUF, so that it can be written
// back as it was. Other containers map their JSON onto the same values.
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace mantissa {

/// An array of one element type, as GGUF has them.
using MetadataArray =
    std::variant<std::vector<std::uint8_t>, std::vector<std::int8_t>, std::vector<std::uint16_t>,
                 std::vector<std::int16_t>, std::vector<std::uint32_t>, std::vector<std::int32_t>,
                 std::vector<float>, std::vector<bool>, std::vector<std::string>, std::vector<std::uint64_t>,
                 std::vector<std::int64_t>, std::vector<double>>;

using MetadataValue =
    std::variant<std::uint8_t, std::int8_t, std::uint16_t, std::int16_t, std::uint32_t, std::int32_t, float,
                 bool, std::string, std::uint64_t, std::int64_t, double, MetadataArray>;

class Metadata {
public:
    struct Entry {
        std::string key;
        MetadataValue value;
    };

    const std::vector<Entry>& entries() const { return entries_; }
    bool empty() const { return entries_.empty(); }

    const MetadataValue* find(std::string_view key) const;
    /// Replaces the value of a key in its place, or appends it.
    void set(std::string_view key, MetadataValue value);
    /// Appends without looking whether the key is there already (readers of long headers check themselves).
    void append(std::string key, MetadataValue value);
    void remove(std::string_view key);

    // Any integer or float type that holds the value; the fallback otherwise.
    std::int64_t integer(std::string_view key, std::int64_t fallback) const;
    double number(std::string_view key, double fallback) const;
    bool boolean(std::string_view key, bool fallback) const;
    std::string string(std::string_view key, std::string_view fallback = {}) const;
    /// Null unless the key holds an array of T.
    template <class T>
    const std::vector<T>* array(std::string_view key) const {
        const MetadataValue* value = find(key);
        const auto* list = value ? std::get_if<MetadataArray>(value) : nullptr;
        return list ? std::get_if<std::vector<T>>(list) : nullptr;
    }

private:
    std::vector<Entry> entries_;
};

/// How the value's type is called ("u32", "string", "array of f32") and a short rendering of at most `limit`
/// elements.
std::string typeName(const MetadataValue& value);
std::string describe(const MetadataValue& value, std::size_t limit = 8);

} // namespace mantissa
