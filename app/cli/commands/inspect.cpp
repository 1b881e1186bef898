// mantissa-cli inspect MODEL: what a file holds, from its headers alone.
#include "cli/command.h"
#include "cli/input.h"
#include "cli/table.h"
#include "formats/decode.h"
#include "report/number_text.h"
#include "report/report_json.h"

#include <iostream>
#include <map>

namespace mantissa::cli {

namespace {

std::uint64_t elementsOf(const Model& model) {
    std::uint64_t sum = 0;
    for (const auto& tensor : model.tensors)
        sum += tensor->elements();
    return sum;
}

Json architectureJson(const Architecture& a) {
    Json json;
    json["name"] = a.name;
    json["layers"] = a.layers;
    json["contextLength"] = a.contextLength;
    json["embeddingLength"] = a.embeddingLength;
    json["feedForwardLength"] = a.feedForwardLength;
    json["heads"] = a.heads;
    json["keyValueHeads"] = a.keyValueHeads;
    json["headLength"] = a.headLength;
    json["vocabulary"] = a.vocabulary;
    json["experts"] = a.experts;
    json["expertsUsed"] = a.expertsUsed;
    json["rmsEpsilon"] = a.rmsEpsilon;
    json["ropeBase"] = a.ropeBase;
    json["tiedEmbeddings"] = a.tiedEmbeddings;
    return json;
}

Json tensorJson(const Tensor& tensor) {
    Json json;
    json["name"] = tensor.name;
    json["shape"] = toJson(tensor.shape);
    json["dtype"] = std::string(info(tensor.dtype).name);
    json["bytes"] = tensor.bytes.size();
    json["layer"] = tensor.place.layer < 0 ? Json(nullptr) : Json(tensor.place.layer);
    json["decodable"] = decodable(tensor.dtype);
    json["file"] = tensor.file.string();
    json["offset"] = tensor.offset;
    return json;
}

Result<ExitCode> printJson(const Model& model) {
    Json json;
    json["model"] = model.path.string();
    json["container"] = std::string(name(model.container));
    json["containerVersion"] = model.containerVersion;
    json["files"] = Json::array();
    for (const auto& file : model.files)
        json["files"].push_back(file.string());
    json["dataBytes"] = model.dataBytes;
    json["elements"] = elementsOf(model);
    json["quantized"] = model.quantized();
    json["architecture"] = model.architecture ? architectureJson(*model.architecture) : Json(nullptr);
    json["metadata"] = Json::array();
    for (const Metadata::Entry& entry : model.metadata.entries())
        json["metadata"].push_back(
            {{"key", entry.key}, {"type", typeName(entry.value)}, {"value", describe(entry.value)}});
    json["tensors"] = Json::array();
    for (const auto& tensor : model.tensors)
        json["tensors"].push_back(tensorJson(*tensor));
    std::cout << jsonText(json);
    return Ok;
}

void printSummary(const Model& model) {
    std::cout << model.path.string() << "\n  " << name(model.container)
              << (model.containerVersion.empty() ? "" : " ") << model.containerVersion << ", "
              << model.tensors.size() << " tensors, " << countText(elementsOf(model)) << " elements, "
              << bytesText(model.dataBytes) << (model.quantized() ? ", quantized already" : "") << '\n';
    if (const auto& a = model.architecture) {
        std::cout << "  " << a->name << ": " << a->layers << " layers of width " << a->embeddingLength << ", "
                  << a->heads << " heads (" << a->keyValueHeads << " for keys and values), feed-forward "
                  << a->feedForwardLength << ",\n  vocabulary " << a->vocabulary << ", context "
                  << a->contextLength << (a->tiedEmbeddings ? ", tied embeddings" : "") << '\n';
    }
}

void printDTypes(const Model& model) {
    struct Sum {
        std::uint64_t tensors = 0;
        std::uint64_t elements = 0;
        std::uint64_t bytes = 0;
    };
    std::map<std::string_view, Sum> sums;
    for (const auto& tensor : model.tensors) {
        Sum& sum = sums[info(tensor->dtype).name];
        ++sum.tensors;
        sum.elements += tensor->elements();
        sum.bytes += tensor->bytes.size();
    }
    Table table({{"Type"}, {"Tensors", Align::Right}, {"Elements", Align::Right}, {"Size", Align::Right}});
    for (const auto& [dtype, sum] : sums)
        table.add(
            {std::string(dtype), std::to_string(sum.tensors), countText(sum.elements), bytesText(sum.bytes)});
    table.print(std::cout);
}

void printTensors(const Model& model) {
    Table table({{"Tensor", Align::Left, 52},
                 {"Layer", Align::Right},
                 {"Shape", Align::Right},
                 {"Type"},
                 {"Size", Align::Right}});
    for (const auto& tensor : model.tensors) {
        const std::string type(info(tensor->dtype).name);
        table.add({tensor->name, tensor->place.layer < 0 ? "" : std::to_string(tensor->place.layer),
                   describe(tensor->shape), decodable(tensor->dtype) ? type : type + " (cannot be decoded)",
                   bytesText(tensor->bytes.size())});
    }
    table.print(std::cout);
}

void printMetadata(const Model& model) {
    Table table({{"Key", Align::Left, 42}, {"Type"}, {"Value", Align::Left, 38}});
    for (const Metadata::Entry& entry : model.metadata.entries())
        table.add({entry.key, typeName(entry.value), describe(entry.value, 4)});
    table.print(std::cout);
}

Result<ExitCode> printTables(const Model& model) {
    printSummary(model);
    std::cout << '\n';
    printDTypes(model);
    std::cout << '\n';
    printTensors(model);
    if (!model.metadata.empty()) {
        std::cout << '\n';
        printMetadata(model);
    }
    return Ok;
}

} // namespace

void addInspect(CLI::App& program, Action& action) {
    auto* command = program.add_subcommand("inspect", "Show what a model file holds");
    auto path = std::make_shared<std::string>();
    auto json = std::make_shared<bool>(false);
    command->add_option("MODEL", *path, "File or folder, or the word demo")->required();
    command->add_flag("--json", *json, "Print JSON");
    command->callback([=, &action] {
        action = [=]() -> Result<ExitCode> {
            MANTISSA_TRY(const ModelPtr model, openInput(*path));
            return *json ? printJson(*model) : printTables(*model);
        };
    });
}

} // namespace mantissa::cli
