#include "files/metadata.h"

#include "base/text.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <type_traits>

namespace mantissa {

namespace {

// In the order of both variants.
constexpr const char* typeNames[] = {"u8",  "i8",   "u16",    "i16", "u32", "i32",
                                     "f32", "bool", "string", "u64", "i64", "f64"};

template <class T>
constexpr bool isNumber = std::is_arithmetic_v<T> && !std::is_same_v<T, bool>;

std::string element(const std::string& value) {
    return value;
}

template <class T>
std::string element(const T& value) {
    if constexpr (std::is_same_v<T, bool>)
        return value ? "true" : "false";
    else if constexpr (std::is_floating_point_v<T>)
        return argumentText(static_cast<double>(value));
    else
        return std::to_string(value);
}

template <class T>
std::string list(const std::vector<T>& values, std::size_t limit) {
    std::string text = "[";
    const std::size_t shown = std::min(limit, values.size());
    for (std::size_t i = 0; i < shown; ++i)
        text += (i == 0 ? "" : ", ") + element(static_cast<T>(values[i]));
    if (shown < values.size())
        text += (shown == 0 ? "… " : ", … ") + ("(" + std::to_string(values.size()) + ")");
    return text + "]";
}

} // namespace

const MetadataValue* Metadata::find(std::string_view key) const {
    const auto entry =
        std::find_if(entries_.begin(), entries_.end(), [key](const Entry& e) { return e.key == key; });
    return entry == entries_.end() ? nullptr : &entry->value;
}

void Metadata::set(std::string_view key, MetadataValue value) {
    const auto entry =
        std::find_if(entries_.begin(), entries_.end(), [key](const Entry& e) { return e.key == key; });
    if (entry == entries_.end())
        append(std::string(key), std::move(value));
    else
        entry->value = std::move(value);
}

void Metadata::append(std::string key, MetadataValue value) {
    entries_.push_back({std::move(key), std::move(value)});
}

void Metadata::remove(std::string_view key) {
    std::erase_if(entries_, [key](const Entry& entry) { return entry.key == key; });
}

std::int64_t Metadata::integer(std::string_view key, std::int64_t fallback) const {
    const MetadataValue* value = find(key);
    if (value == nullptr)
        return fallback;
    return std::visit(
        [fallback](const auto& held) -> std::int64_t {
            using T = std::decay_t<decltype(held)>;
            if constexpr (std::is_integral_v<T> && isNumber<T>) {
                if (std::is_same_v<T, std::uint64_t> &&
                    static_cast<std::uint64_t>(held) > std::numeric_limits<std::int64_t>::max())
                    return fallback;
                return static_cast<std::int64_t>(held);
            } else if constexpr (std::is_floating_point_v<T>) {
                // A JSON writer may have made 4096 into 4096.0; 2^62 keeps the cast defined.
                const bool whole = std::abs(held) < T(0x1p62) && std::floor(held) == held;
                return whole ? static_cast<std::int64_t>(held) : fallback;
            } else {
                return fallback;
            }
        },
        *value);
}

double Metadata::number(std::string_view key, double fallback) const {
    const MetadataValue* value = find(key);
    if (value == nullptr)
        return fallback;
    return std::visit(
        [fallback](const auto& held) -> double {
            if constexpr (isNumber<std::decay_t<decltype(held)>>)
                return static_cast<double>(held);
            else
                return fallback;
        },
        *value);
}

bool Metadata::boolean(std::string_view key, bool fallback) const {
    const MetadataValue* value = find(key);
    const bool* held = value ? std::get_if<bool>(value) : nullptr;
    return held ? *held : fallback;
}

std::string Metadata::string(std::string_view key, std::string_view fallback) const {
    const MetadataValue* value = find(key);
    const auto* held = value ? std::get_if<std::string>(value) : nullptr;
    return held ? *held : std::string(fallback);
}

std::string typeName(const MetadataValue& value) {
    if (const auto* array = std::get_if<MetadataArray>(&value))
        return std::string("array of ") + typeNames[array->index()];
    return typeNames[value.index()];
}

std::string describe(const MetadataValue& value, std::size_t limit) {
    return std::visit(
        [limit](const auto& held) {
            if constexpr (std::is_same_v<std::decay_t<decltype(held)>, MetadataArray>)
                return std::visit([limit](const auto& values) { return list(values, limit); }, held);
            else
                return element(held);
        },
        value);
}

} // namespace mantissa
