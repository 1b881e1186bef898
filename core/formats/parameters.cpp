#include "formats/parameters.h"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cmath>

namespace mantissa {

namespace {

std::string allowedText(const ParameterInfo& info) {
    switch (info.kind) {
    case ParameterKind::Boolean:
        return "true, false";
    case ParameterKind::Integer:
    case ParameterKind::Real:
        return argumentText(info.minimum) + " … " + argumentText(info.maximum);
    case ParameterKind::Choice:
        break;
    }
    std::string result;
    for (const std::string& choice : info.choices)
        result += (result.empty() ? "" : ", ") + choice;
    return result;
}

template <class Number>
bool parseNumber(std::string_view value, const ParameterInfo& info, ParameterValue& out) {
    Number number{};
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc() || end != value.data() + value.size())
        return false;
    const auto real = static_cast<double>(number);
    if (!(real >= info.minimum && real <= info.maximum))
        return false;
    out = number;
    return true;
}

bool parse(std::string_view value, const ParameterInfo& info, ParameterValue& out) {
    switch (info.kind) {
    case ParameterKind::Boolean:
        if (value != "true" && value != "false")
            return false;
        out = value == "true";
        return true;
    case ParameterKind::Integer:
        return parseNumber<std::int64_t>(value, info, out);
    case ParameterKind::Real:
        return parseNumber<double>(value, info, out);
    case ParameterKind::Choice:
        out = std::string(value);
        return std::find(info.choices.begin(), info.choices.end(), value) != info.choices.end();
    }
    return false;
}

std::string valueText(const ParameterValue& value) {
    if (const bool* flag = std::get_if<bool>(&value))
        return *flag ? "true" : "false";
    if (const auto* integer = std::get_if<std::int64_t>(&value))
        return std::to_string(*integer);
    if (const double* real = std::get_if<double>(&value))
        return argumentText(*real);
    return std::get<std::string>(value);
}

} // namespace

ParameterValues::ParameterValues(std::span<const ParameterInfo> table) {
    for (const ParameterInfo& info : table)
        entries_.push_back({info.name, info.fallback});
}

Result<void> ParameterValues::set(std::span<const ParameterInfo> table, std::string_view name,
                                  std::string_view value) {
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (table[i].name != name)
            continue;
        if (!parse(value, table[i], entries_[i].value)) {
            return fail(ErrorCode::InvalidArgument,
                        sentence(MANTISSA_TR("core", "“%1” is not a value that %2 can have; allowed: %3."),
                                 value, name, allowedText(table[i])));
        }
        return {};
    }
    std::string known;
    for (const ParameterInfo& info : table)
        known += (known.empty() ? "" : ", ") + info.name;
    if (known.empty())
        return fail(ErrorCode::InvalidArgument,
                    sentence(MANTISSA_TR("core", "“%1” is not a parameter here: there are none."), name));
    return fail(ErrorCode::InvalidArgument,
                sentence(MANTISSA_TR("core", "“%1” is not a parameter here; there are: %2."), name, known));
}

Result<void> ParameterValues::setAll(std::span<const ParameterInfo> table, std::string_view assignments) {
    std::vector<std::string_view> seen;
    for (bool more = true; more;) {
        const std::size_t comma = assignments.find(',');
        const std::string_view assignment = assignments.substr(0, comma);
        more = comma != std::string_view::npos;
        if (more)
            assignments.remove_prefix(comma + 1);
        const std::size_t equals = assignment.find('=');
        if (equals == std::string_view::npos) {
            return fail(
                ErrorCode::InvalidArgument,
                sentence(MANTISSA_TR("core", "Parameters are written name=value; “%1” is not."), assignment));
        }
        const std::string_view name = assignment.substr(0, equals);
        if (std::find(seen.begin(), seen.end(), name) != seen.end())
            return fail(ErrorCode::InvalidArgument,
                        sentence(MANTISSA_TR("core", "The parameter “%1” is given twice."), name));
        seen.push_back(name);
        MANTISSA_CHECK(set(table, name, assignment.substr(equals + 1)));
    }
    return {};
}

const ParameterValue& ParameterValues::at(std::string_view name) const {
    const auto entry =
        std::find_if(entries_.begin(), entries_.end(), [name](const Entry& e) { return e.name == name; });
    assert(entry != entries_.end());
    return entry->value;
}

bool ParameterValues::boolean(std::string_view name) const {
    return std::get<bool>(at(name));
}

std::int64_t ParameterValues::integer(std::string_view name) const {
    return std::get<std::int64_t>(at(name));
}

double ParameterValues::real(std::string_view name) const {
    return std::get<double>(at(name));
}

const std::string& ParameterValues::choice(std::string_view name) const {
    return std::get<std::string>(at(name));
}

std::string ParameterValues::text(std::span<const ParameterInfo> table) const {
    std::string result;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        if (entries_[i].value != table[i].fallback)
            result += "," + entries_[i].name + "=" + valueText(entries_[i].value);
    }
    return result;
}

} // namespace mantissa
