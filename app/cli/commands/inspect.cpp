// mantissa-cli inspect MODEL: what a file holds, from its headers alone.
#include "analysis/forensics/judge_file.h"
#include "base/printable.h"
#include "calibration/calibration_file.h"
#include "calibration/imatrix_file.h"
#include "cli/calibration_table.h"
#include "cli/command.h"
#include "cli/common_options.h"
#include "cli/coverage_table.h"
#include "cli/input.h"
#include "cli/table.h"
#include "formats/decode.h"
#include "pipeline/model_importance.h"
#include "report/calibration_json.h"
#include "report/importance_json.h"
#include "report/number_text.h"
#include "tensor/packed_weight.h"

#include <iostream>
#include <map>
#include <optional>

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
    json["dtype"] = storedType(tensor);
    json["bytes"] = storedBytes(tensor);
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
    json["notes"] = Json::array();
    for (const Text& note : model.notes)
        json["notes"].push_back(translated(note));
    json["metadata"] = Json::array();
    for (const Metadata::Entry& entry : model.metadata.entries())
        json["metadata"].push_back(
            {{"key", entry.key}, {"type", typeName(entry.value)}, {"value", describe(entry.value)}});
    json["tensors"] = Json::array();
    for (const auto& tensor : model.tensors)
        json["tensors"].push_back(tensorJson(*tensor));
    json["findings"] = Json::array();
    MANTISSA_TRY(const auto findings, judgeFile(model));
    for (const Finding& finding : findings)
        json["findings"].push_back({{"kind", std::string(name(finding.kind))},
                                    {"id", std::string(name(finding.id))},
                                    {"what", translated(finding.what)}});
    std::cout << jsonText(json);
    return Ok;
}

/// Headers that leave a figure out are read as 0.
std::string saidOf(std::int64_t figure) {
    return figure > 0 ? std::to_string(figure) : "unknown";
}

void printSummary(const Model& model) {
    std::cout << printable(model.path.string()) << "\n  " << name(model.container)
              << (model.containerVersion.empty() ? "" : " ") << model.containerVersion << ", "
              << counted(model.tensors.size(), "tensor") << ", " << countText(elementsOf(model))
              << " elements, " << bytesText(model.dataBytes)
              << (model.quantized() ? ", quantized already" : "") << '\n';
    if (const auto& a = model.architecture) {
        std::cout << "  " << printable(a->name) << ": "
                  << counted(static_cast<std::uint64_t>(a->layers), "layer") << " of width "
                  << saidOf(a->embeddingLength) << ", " << saidOf(a->heads) << " heads ("
                  << saidOf(a->keyValueHeads) << " for keys and values), feed-forward "
                  << saidOf(a->feedForwardLength) << ",\n  vocabulary " << saidOf(a->vocabulary)
                  << ", context " << saidOf(a->contextLength)
                  << (a->tiedEmbeddings ? ", tied embeddings" : "") << '\n';
    }
    for (const Text& note : model.notes)
        std::cout << "  note: " << translated(note) << '\n';
}

void printDTypes(const Model& model) {
    struct Sum {
        std::uint64_t tensors = 0;
        std::uint64_t elements = 0;
        std::uint64_t bytes = 0;
    };
    std::map<std::string, Sum> sums;
    for (const auto& tensor : model.tensors) {
        Sum& sum = sums[storedType(*tensor)];
        ++sum.tensors;
        sum.elements += tensor->elements();
        sum.bytes += storedBytes(*tensor);
    }
    Table table({{"Type"}, {"Tensors", Align::Right}, {"Elements", Align::Right}, {"Size", Align::Right}});
    for (const auto& [dtype, sum] : sums)
        table.add({dtype, std::to_string(sum.tensors), countText(sum.elements), bytesText(sum.bytes)});
    table.print(std::cout);
}

void printTensors(const Model& model) {
    Table table({{"Tensor", Align::Left, 52},
                 {"Layer", Align::Right},
                 {"Shape", Align::Right},
                 {"Type"},
                 {"Size", Align::Right}});
    for (const auto& tensor : model.tensors) {
        const std::string type = storedType(*tensor);
        table.add({tensor->name, tensor->place.layer < 0 ? "" : std::to_string(tensor->place.layer),
                   describe(tensor->shape), decodable(tensor->dtype) ? type : type + " (cannot be decoded)",
                   bytesText(storedBytes(*tensor))});
    }
    table.print(std::cout);
}

void printMetadata(const Model& model) {
    Table table({{"Key", Align::Left, 42}, {"Type"}, {"Value", Align::Left, 38}});
    for (const Metadata::Entry& entry : model.metadata.entries())
        table.add({entry.key, typeName(entry.value), describe(entry.value, 4)});
    table.print(std::cout);
}

/// What the headers alone tell; verify looks at the weights too.
Result<void> printFindings(const Model& model) {
    MANTISSA_TRY(const auto findings, judgeFile(model));
    for (const Finding& finding : findings)
        std::cout << wrapped(translated(finding.what), 100, "  " + std::string(name(finding.kind)) + ":", 11);
    return {};
}

Result<ExitCode> printTables(const Model& model) {
    printSummary(model);
    MANTISSA_CHECK(printFindings(model));
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

struct InspectOptions {
    std::string path;
    std::string imatrix;
    bool experts = false;
    bool json = false;
};

/// The file is an importance matrix itself: in its GGUF form a model without weights, in the older form no
/// model at all. Nothing where it is neither. Errors: what is wrong with a file that says that it is one, by
/// its general.type or its ending.
Result<std::optional<ImportanceMatrix>> matrixIn(const std::filesystem::path& path,
                                                 const Result<ModelPtr>& opened) {
    const bool says =
        opened ? (*opened)->metadata.string("general.type") == "imatrix" : path.extension() == ".dat";
    std::error_code ignored;
    if ((opened && !says) || !std::filesystem::is_regular_file(path, ignored))
        return std::nullopt;
    auto matrix = readImatrix(path);
    if (matrix)
        return std::optional(std::move(*matrix));
    if (says)
        return fail(std::move(matrix).error());
    return std::nullopt;
}

Result<ExitCode> showMatrix(const InspectOptions& options, const ImportanceMatrix& matrix) {
    const std::vector<ImportanceCoverage> all = coverage(matrix);
    if (options.json) {
        Json json;
        json["importanceMatrix"] = options.path;
        json["datasets"] = matrix.datasets;
        json["chunks"] = matrix.chunks;
        json["context"] = matrix.chunkTokens > 0 ? Json(matrix.chunkTokens) : Json(nullptr);
        json["tensors"] = Json::array();
        for (const ImportanceCoverage& tensor : all)
            json["tensors"].push_back(toJson(tensor));
        std::cout << jsonText(json);
        return Ok;
    }
    std::cout << options.path << "\n  importance matrix of " << all.size() << " tensors, "
              << counted(matrix.chunks, "chunk") << " of " << chunkLengthText(matrix) << '\n';
    for (const std::string& dataset : matrix.datasets)
        std::cout << "  from " << shortened(dataset, 80) << '\n';
    std::cout << '\n';
    printCoverage(all, options.experts, std::cout);
    return Ok;
}

/// What was seen and, as of an importance matrix, how well it covers each tensor.
Result<ExitCode> showCalibration(const InspectOptions& options) {
    MANTISSA_TRY(const SavedCalibration saved, readCalibration(options.path));
    const auto all = coverage(saved.calibration.importance(saved.source.text));
    if (options.json) {
        Json json{{"calibration", options.path}};
        json.update(toJson(saved));
        json["tensors"] = Json::array();
        for (const ImportanceCoverage& tensor : all)
            json["tensors"].push_back(toJson(tensor));
        std::cout << jsonText(json);
        return Ok;
    }
    std::cout << printable(options.path) << '\n';
    printCalibration(saved, std::cout);
    std::cout << '\n';
    printCoverage(all, options.experts, std::cout);
    return Ok;
}

/// How well the matrix covers the weights of this model, those that it does not know included.
Result<ExitCode> showCoverage(const InspectOptions& options, const ModelPtr& model) {
    MANTISSA_TRY(const TensorImportancePtr importance, loadImportance(model, options.imatrix));
    std::vector<ImportanceCoverage> known;
    std::vector<std::string> unknown;
    for (const auto& tensor : model->tensors) {
        const auto found = importance->coverage.find(tensor->name);
        if (found != importance->coverage.end())
            known.push_back(found->second);
        else if (quantizable(*tensor))
            unknown.push_back(tensor->name);
    }
    if (options.json) {
        Json json;
        json["model"] = options.path;
        json["importanceMatrix"] = options.imatrix;
        json["tensors"] = Json::array();
        for (const ImportanceCoverage& tensor : known)
            json["tensors"].push_back(toJson(tensor));
        json["unknown"] = unknown;
        std::cout << jsonText(json);
        return Ok;
    }
    printCoverage(known, options.experts, std::cout);
    std::cout << '\n'
              << known.size() << " tensors of the model are in " << options.imatrix << "; of its weights "
              << unknown.size() << " are not, and their columns count alike";
    for (std::size_t i = 0; i < unknown.size(); ++i)
        std::cout << (i == 0 ? ":\n  " : "\n  ") << unknown[i];
    std::cout << (unknown.empty() ? ".\n" : "\n");
    return Ok;
}

Result<ExitCode> run(const InspectOptions& options) {
    if (isCalibration(options.path))
        return showCalibration(options);
    auto opened = openInput(options.path);
    MANTISSA_TRY(const auto matrix, matrixIn(options.path, opened));
    if (matrix)
        return showMatrix(options, *matrix);
    MANTISSA_TRY(const ModelPtr model, std::move(opened));
    if (!options.imatrix.empty())
        return showCoverage(options, model);
    return options.json ? printJson(*model) : printTables(*model);
}

} // namespace

void addInspect(CLI::App& program, Action& action) {
    auto* command = program.add_subcommand(
        "inspect", "Show what a model file, an importance matrix or a calibration holds");
    addExamples(*command, "  mantissa-cli inspect demo\n"
                          "  mantissa-cli inspect imatrix.gguf --experts\n"
                          "  mantissa-cli inspect demo --imatrix imatrix.gguf\n");
    auto options = std::make_shared<InspectOptions>();
    addModel(*command, options->path);
    command->add_option("--imatrix", options->imatrix, "Show how well this importance matrix covers MODEL")
        ->type_name("FILE");
    command->add_flag("--experts", options->experts, "Of an importance matrix: a line for each expert");
    addJson(*command, options->json);
    command->callback([=, &action] { action = [=] { return run(*options); }; });
}

} // namespace mantissa::cli
