#pragma once
// The parameters of a format or method: what there is (ranges, defaults, a sentence for the reader) and the
// values a scheme gives them. Menus, the CLI's `formats` list and the scheme parser all read the same tables.
#include "base/result.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace mantissa {

using ParameterValue = std::variant<bool, std::int64_t, double, std::string>;

enum class ParameterKind { Boolean, Integer, Real, Choice };

struct ParameterInfo {
    std::string name;
    ParameterKind kind = ParameterKind::Integer;
    ParameterValue fallback; ///< used when the scheme does not name it
    double minimum = 0;      ///< Integer and Real, inclusive
    double maximum = 0;
    std::vector<std::string> choices; ///< Choice
    std::vector<std::int64_t> common; ///< Integer: values a slider or menu offers, others are legal too
    Text description;
};

/// Values for every parameter of a table, defaults filled in.
class ParameterValues {
public:
    ParameterValues() = default;
    explicit ParameterValues(std::span<const ParameterInfo> table);

    /// Errors: InvalidArgument, naming the parameter, the value and what is allowed.
    Result<void> set(std::span<const ParameterInfo> table, std::string_view name, std::string_view value);
    /// "group=128,symmetric=false". Errors: as set(); also for a parameter named twice.
    Result<void> setAll(std::span<const ParameterInfo> table, std::string_view assignments);

    bool boolean(std::string_view name) const;
    std::int64_t integer(std::string_view name) const;
    double real(std::string_view name) const;
    const std::string& choice(std::string_view name) const;

    /// ",group=128,symmetric=false": only what differs from the defaults, in the table's order.
    std::string text(std::span<const ParameterInfo> table) const;

    bool operator==(const ParameterValues&) const = default;

private:
    struct Entry {
        std::string name;
        ParameterValue value;
        bool operator==(const Entry&) const = default;
    };
    const ParameterValue& at(std::string_view name) const;
    std::vector<Entry> entries_;
};

} // namespace mantissa
