#include "files/json/json.h"

#include "base/mapped_file.h"

#include <algorithm>
#include <unordered_set>

namespace mantissa {

namespace {

using nlohmann::json;

/// The byte where the nesting goes deeper than allowed.
std::optional<std::size_t> tooDeep(std::string_view text, int limit) {
    int depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{' || c == '[') {
            if (++depth > limit)
                return i;
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return std::nullopt;
}

/// Builds the value and watches for keys that come twice in one object. (json::parse with a callback would do
/// too, but it looks through the whole parent each time an object in it ends.)
class UniqueKeys : public nlohmann::detail::json_sax_dom_parser<json> {
public:
    using Base = nlohmann::detail::json_sax_dom_parser<json>;
    using Base::Base;

    bool start_object(std::size_t length) {
        keys_.emplace_back();
        return Base::start_object(length);
    }
    bool end_object() {
        keys_.pop_back();
        return Base::end_object();
    }
    bool key(std::string& name) {
        if (!keys_.back().insert(name).second)
            duplicate_ = name;
        return Base::key(name);
    }
    const std::optional<std::string>& duplicate() const { return duplicate_; }

private:
    std::vector<std::unordered_set<std::string>> keys_;
    std::optional<std::string> duplicate_;
};

Result<json> parse(std::string_view text, std::uint64_t offset) {
    json value;
    UniqueKeys watch(value);
    try {
        json::sax_parse(text.begin(), text.end(), &watch);
        if (watch.duplicate()) {
            return fail(ErrorCode::Malformed,
                        sentence(MANTISSA_TR("core", "The JSON text holds the key “%1” twice in one object."),
                                 *watch.duplicate()));
        }
        return value;
    } catch (const json::parse_error& error) {
        return fail(Error(ErrorCode::Malformed, sentence(MANTISSA_TR("core", "This is not valid JSON.")))
                        .atByte(offset + (error.byte > 0 ? error.byte - 1 : 0)));
    } catch (const json::exception&) {
        return fail(ErrorCode::Malformed,
                    sentence(MANTISSA_TR("core", "The JSON text holds a number that is out of range.")));
    }
}

template <class T>
MetadataValue arrayOf(const json& list) {
    std::vector<T> values;
    values.reserve(list.size());
    for (const json& element : list)
        values.push_back(element.get<T>());
    return MetadataArray(std::move(values));
}

bool all(const json& list, bool (json::*is)() const noexcept) {
    return std::all_of(list.begin(), list.end(), [is](const json& element) { return (element.*is)(); });
}

std::optional<MetadataValue> listValue(const json& list) {
    if (all(list, &json::is_string))
        return arrayOf<std::string>(list);
    if (all(list, &json::is_boolean))
        return arrayOf<bool>(list);
    if (all(list, &json::is_number_integer))
        return arrayOf<std::int64_t>(list);
    if (all(list, &json::is_number))
        return arrayOf<double>(list);
    return std::nullopt;
}

MetadataValue numberValue(const json& value) {
    if (value.is_number_float())
        return value.get<double>();
    if (value.is_number_unsigned() &&
        value.get<std::uint64_t>() > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
        return value.get<std::uint64_t>();
    return value.get<std::int64_t>();
}

} // namespace

Result<json> parseJson(std::span<const std::byte> bytes, const JsonLimits& limits, std::uint64_t offset) {
    if (bytes.size() > limits.bytes) {
        return fail(
            Error(ErrorCode::TooLarge,
                  sentence(MANTISSA_TR("core", "The JSON text is %1 bytes long; more than %2 makes no "
                                               "sense here."),
                           bytes.size(), limits.bytes))
                .atByte(offset));
    }
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (const auto at = tooDeep(text, limits.depth)) {
        return fail(Error(ErrorCode::Malformed,
                          sentence(MANTISSA_TR("core", "The JSON text is nested more than %1 levels deep."),
                                   limits.depth))
                        .atByte(offset + *at));
    }
    return parse(text, offset);
}

Result<json> readJson(const std::filesystem::path& path, const JsonLimits& limits) {
    MANTISSA_TRY(const auto file, MappedFile::open(path));
    auto value = parseJson(file->bytes(), limits);
    MANTISSA_CHECK(file->check());
    if (!value)
        return fail(std::move(value).error().inFile(path));
    return value;
}

void appendFlattened(Metadata& metadata, const std::string& key, const json& value) {
    const auto below = [&key](const std::string& part) { return key.empty() ? part : key + "." + part; };
    if (value.is_object()) {
        for (const auto& [part, member] : value.items())
            appendFlattened(metadata, below(part), member);
    } else if (value.is_array()) {
        if (auto list = listValue(value)) {
            metadata.append(key, std::move(*list));
            return;
        }
        for (std::size_t i = 0; i < value.size(); ++i)
            appendFlattened(metadata, below(std::to_string(i)), value[i]);
    } else if (value.is_string()) {
        metadata.append(key, value.get<std::string>());
    } else if (value.is_boolean()) {
        metadata.append(key, value.get<bool>());
    } else if (value.is_number()) {
        metadata.append(key, numberValue(value));
    }
}

std::string jsonString(const json& object, const char* key, const std::string& fallback) {
    const auto member = object.is_object() ? object.find(key) : object.end();
    return member != object.end() && member->is_string() ? member->get<std::string>() : fallback;
}

std::int64_t jsonInteger(const json& object, const char* key, std::int64_t fallback) {
    const auto member = object.is_object() ? object.find(key) : object.end();
    return member != object.end() && member->is_number_integer() ? member->get<std::int64_t>() : fallback;
}

bool jsonBoolean(const json& object, const char* key, bool fallback) {
    const auto member = object.is_object() ? object.find(key) : object.end();
    return member != object.end() && member->is_boolean() ? member->get<bool>() : fallback;
}

const json& jsonMember(const json& object, const char* key) {
    static const json none = json::object();
    const auto member = object.is_object() ? object.find(key) : object.end();
    return member != object.end() && member->is_structured() ? *member : none;
}

} // namespace mantissa
