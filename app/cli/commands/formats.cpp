// mantissa-cli formats: what can be written, straight from the registry.
#include "cli/command.h"
#include "cli/common_options.h"
#include "cli/table.h"
#include "formats/registry.h"
#include "methods/registry.h"
#include "report/number_text.h"
#include "report/report_json.h"

#include <algorithm>
#include <iostream>

namespace mantissa::cli {

namespace {

// Long enough that what is counted once a row or tensor does not show.
constexpr std::int64_t typicalRows = 4096;
constexpr std::int64_t typicalColumns = 4096;

Json valueJson(const ParameterValue& value) {
    return std::visit([](const auto& held) { return Json(held); }, value);
}

Json parameterJson(const ParameterInfo& parameter) {
    Json json;
    json["name"] = parameter.name;
    json["default"] = valueJson(parameter.fallback);
    if (parameter.kind == ParameterKind::Integer || parameter.kind == ParameterKind::Real) {
        json["minimum"] = parameter.minimum;
        json["maximum"] = parameter.maximum;
    }
    if (parameter.kind == ParameterKind::Choice)
        json["choices"] = parameter.choices;
    json["description"] = translated(parameter.description);
    return json;
}

Json parametersJson(const std::vector<ParameterInfo>& parameters) {
    Json json = Json::array();
    for (const ParameterInfo& parameter : parameters)
        json.push_back(parameterJson(parameter));
    return json;
}

std::vector<std::string> methodsFor(const Format& format) {
    std::vector<std::string> ids;
    for (const Method* method : methods()) {
        if (method->accepts(format))
            ids.push_back(method->info().id);
    }
    return ids;
}

/// Of one block by itself; none where blocks are whole rows or tensors, or several share a byte.
std::optional<std::uint64_t> blockBytes(const Format& format) {
    const std::int64_t elements = format.blockElements();
    if (elements <= 0 || !format.accepts(1, elements))
        return std::nullopt;
    return format.payloadBytes(1, elements);
}

Json formatJson(const FormatEntry& entry, const Format& format) {
    Json json;
    json["id"] = entry.info.id;
    json["family"] = entry.info.family;
    json["bitsPerWeight"] = numberOrNull(format.bitsPerWeight(typicalRows, typicalColumns));
    json["blockElements"] = format.blockElements();
    if (const auto bytes = blockBytes(format))
        json["blockBytes"] = *bytes;
    json["parameters"] = parametersJson(entry.info.parameters);
    json["methods"] = methodsFor(format);
    json["description"] = translated(entry.info.description);
    json["source"] = entry.info.source;
    return json;
}

Json methodJson(const Method& method) {
    Json json;
    json["id"] = method.info().id;
    json["parameters"] = parametersJson(method.info().parameters);
    json["description"] = translated(method.info().description);
    json["source"] = method.info().source;
    return json;
}

Result<ExitCode> printJson() {
    Json json;
    json["formats"] = Json::array();
    for (const FormatEntry* entry : formats()) {
        MANTISSA_TRY(const FormatPtr format, entry->make(ParameterValues(entry->info.parameters)));
        json["formats"].push_back(formatJson(*entry, *format));
    }
    json["methods"] = Json::array();
    for (const Method* method : methods())
        json["methods"].push_back(methodJson(*method));
    std::cout << jsonText(json);
    return Ok;
}

std::string blockText(const Format& format) {
    const std::int64_t elements = format.blockElements();
    if (const auto bytes = blockBytes(format))
        return std::to_string(elements) + " in " + std::to_string(*bytes) + " B";
    if (elements > 0)
        return std::to_string(elements);
    return elements == 0 ? "row" : "tensor";
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : " ") + word;
    return text;
}

std::string valueText(const ParameterValue& value) {
    const Json json = valueJson(value);
    return json.is_string() ? json.get<std::string>() : json.dump();
}

/// "1 to 4096", "F16, BF16 or F32"; empty for yes and no.
std::string rangeText(const ParameterInfo& parameter) {
    if (parameter.kind == ParameterKind::Integer) {
        const auto whole = [](double value) { return std::to_string(static_cast<std::int64_t>(value)); };
        return " (" + whole(parameter.minimum) + " to " + whole(parameter.maximum) + ")";
    }
    if (parameter.kind == ParameterKind::Real)
        return " (" + shortText(parameter.minimum) + " to " + shortText(parameter.maximum) + ")";
    std::string text;
    for (const std::string& choice : parameter.choices)
        text += (text.empty() ? " (" : ", ") + choice;
    return text.empty() ? text : text + ")";
}

std::string parameterText(const std::vector<ParameterInfo>& parameters) {
    std::string text;
    for (const ParameterInfo& parameter : parameters) {
        const std::string head = "  " + parameter.name + "=" + valueText(parameter.fallback);
        text += wrapped(translated(parameter.description) + rangeText(parameter), 100, head, 18);
    }
    return text;
}

// Formats that follow each other with the same parameters have them explained once.
void printDescriptions() {
    const auto all = formats();
    for (std::size_t i = 0; i < all.size(); ++i) {
        std::cout << wrapped(translated(all[i]->info.description) + " [" + all[i]->info.source + "]", 100,
                             all[i]->info.id, 8);
        const std::string parameters = parameterText(all[i]->info.parameters);
        const bool again = i + 1 < all.size() && parameterText(all[i + 1]->info.parameters) == parameters;
        if (!again && !parameters.empty())
            std::cout << parameters << '\n';
    }
}

/// Methods that serve every format: said once, not in every row.
Result<std::vector<std::string>> methodsForAll() {
    std::vector<std::string> common;
    for (const Method* method : methods())
        common.push_back(method->info().id);
    for (const FormatEntry* entry : formats()) {
        MANTISSA_TRY(const FormatPtr format, entry->make(ParameterValues(entry->info.parameters)));
        const std::vector<std::string> own = methodsFor(*format);
        std::erase_if(common, [&](const std::string& id) { return std::ranges::count(own, id) == 0; });
    }
    return common;
}

Result<ExitCode> printTables() {
    MANTISSA_TRY(const std::vector<std::string> common, methodsForAll());
    Table table(
        {{"Format"}, {"Family"}, {"Bits/weight", Align::Right}, {"Block", Align::Right}, {"Methods"}});
    for (const FormatEntry* entry : formats()) {
        MANTISSA_TRY(const FormatPtr format, entry->make(ParameterValues(entry->info.parameters)));
        std::vector<std::string> own = methodsFor(*format);
        std::erase_if(own, [&](const std::string& id) { return std::ranges::count(common, id) > 0; });
        table.add({entry->info.id, entry->info.family,
                   fixedText(format->bitsPerWeight(typicalRows, typicalColumns), 4), blockText(*format),
                   joined(own)});
    }
    table.print(std::cout);
    std::cout << "\nMethods for every format: " << joined(common) << "\n";
    std::cout
        << "Bits a weight are those of a 4096 x 4096 tensor with default parameters, scales included.\n\n";
    printDescriptions();
    std::cout << "\nMethods\n";
    for (const Method* method : methods()) {
        std::cout << wrapped(translated(method->info().description), 100, method->info().id, 8)
                  << parameterText(method->info().parameters);
    }
    return Ok;
}

} // namespace

void addFormats(CLI::App& program, Action& action) {
    auto* command = program.add_subcommand("formats", "List formats, methods and their parameters");
    auto json = std::make_shared<bool>(false);
    addJson(*command, *json);
    command->callback([json, &action] { action = [json] { return *json ? printJson() : printTables(); }; });
}

} // namespace mantissa::cli
