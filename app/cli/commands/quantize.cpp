// mantissa-cli quantize MODEL OUT: pre-flight, export, certificate.
#include "base/parallel.h"
#include "cli/command.h"
#include "cli/input.h"
#include "cli/running_task.h"
#include "cli/table.h"
#include "pipeline/export.h"
#include "pipeline/target_check.h"
#include "report/number_text.h"
#include "report/report_json.h"

#include <iostream>

namespace mantissa::cli {

namespace {

struct QuantizeOptions {
    std::string model;
    std::string output;
    std::string recipe;
    std::string scheme;
    std::string method;
    std::vector<std::string> rules;
    std::string container;
    std::string maxMemory;
    std::string imatrix;
    int threads = 0;
    bool pure = false;
    bool dryRun = false;
    bool json = false;
};

Result<std::string> allLines(const QuantizeOptions& options) {
    const bool scheme = !options.scheme.empty();
    MANTISSA_TRY(std::string text, recipeText(scheme ? options.scheme : options.recipe, scheme));
    for (const std::string& rule : options.rules)
        text += "\n" + rule;
    return text;
}

Result<Recipe> recipeOfOptions(const QuantizeOptions& options) {
    MANTISSA_TRY(const std::string text, allLines(options));
    MANTISSA_TRY(Recipe recipe, parseRecipe(text));
    recipe.pure = recipe.pure || options.pure || !options.scheme.empty();
    if (options.method.empty())
        return recipe;
    if (!recipe.method.empty() || recipe.base.find('/') != std::string::npos) {
        return fail(ErrorCode::InvalidArgument,
                    sentence(MANTISSA_TR("core", "“%1” names a method already; leave out --method."), text));
    }
    if (findMixture(recipe.base) != nullptr)
        recipe.method = options.method;
    else
        recipe.base += "/" + options.method;
    return parseRecipe(recipe.text());
}

Result<ExportOptions> exportOptionsOf(const QuantizeOptions& options) {
    ExportOptions result;
    result.target = options.output;
    MANTISSA_TRY(result.recipe, recipeOfOptions(options));
    if (options.container.empty()) {
        MANTISSA_TRY(result.container, containerOf(result.target));
    } else {
        result.container = options.container == "gguf" ? ExportContainer::Gguf : ExportContainer::Safetensors;
    }
    if (!options.maxMemory.empty()) {
        MANTISSA_TRY(result.maxMemory, parseSize(options.maxMemory));
    }
    return result;
}

std::string planned(const TensorPlan& plan) {
    return plan.scheme ? plan.scheme->text() : std::string(info(plan.dtype).name);
}

Json preflightJson(const Preflight& plan) {
    Json json;
    json["fileBytes"] = plan.fileBytes;
    json["dataBytes"] = plan.dataBytes;
    json["bitsPerWeight"] = numberOrNull(plan.bitsPerWeight);
    json["requantizes"] = plan.requantizes;
    json["warnings"] = Json::array();
    for (const Text& warning : plan.warnings)
        json["warnings"].push_back(translated(warning));
    json["tensors"] = Json::array();
    for (std::size_t i = 0; i < plan.tensors.size(); ++i) {
        const TensorPlan& tensor = plan.tensors[i];
        Json entry;
        entry["name"] = plan.names[i];
        entry["source"] = tensor.tensor->name;
        entry["shape"] = toJson(tensor.tensor->shape);
        entry["scheme"] = tensor.scheme ? Json(tensor.scheme->text()) : Json(nullptr);
        entry["dtype"] = std::string(info(tensor.dtype).name);
        entry["bytes"] = tensor.bytes;
        entry["fallback"] = tensor.fellBack() ? Json(translated(tensor.fallback)) : Json(nullptr);
        json["tensors"].push_back(std::move(entry));
    }
    return json;
}

void printPreflight(const Preflight& plan) {
    Table table({{"Tensor", Align::Left, 40},
                 {"Shape", Align::Right},
                 {"From"},
                 {"Becomes", Align::Left, 24},
                 {"Size", Align::Right}});
    for (std::size_t i = 0; i < plan.tensors.size(); ++i) {
        const TensorPlan& tensor = plan.tensors[i];
        table.add({plan.names[i], describe(tensor.tensor->shape),
                   std::string(info(tensor.tensor->dtype).name),
                   planned(tensor) + (tensor.fellBack() ? " *" : ""), bytesText(tensor.bytes)});
    }
    table.print(std::cout);
    for (std::size_t i = 0; i < plan.tensors.size(); ++i) {
        if (plan.tensors[i].fellBack())
            std::cout << "  * " << plan.names[i] << ": " << translated(plan.tensors[i].fallback) << '\n';
    }
    std::cout << "The file will have " << plan.fileBytes << " bytes (" << bytesText(plan.fileBytes) << "), "
              << fixedText(plan.bitsPerWeight, 3) << " bits a weight.\n";
}

void printCertificate(const Certificate& certificate) {
    std::cout << "Wrote " << certificate.file.string() << ": " << certificate.bytes << " bytes ("
              << bytesText(certificate.bytes) << ")\n"
              << "  sha256 " << certificate.sha256 << '\n'
              << "  Read back: " << certificate.tensors.size() << " tensors "
              << (certificate.valid() ? "equal to what was encoded, bit for bit.\n"
                                      : "DIFFER from what was encoded.\n");
}

void printWarnings(const Preflight& plan) {
    for (const Text& warning : plan.warnings)
        std::cerr << "note: " << translated(warning) << '\n';
}

Result<ExitCode> dryRun(const Preflight& plan, bool json) {
    if (json)
        std::cout << jsonText(preflightJson(plan));
    else
        printPreflight(plan);
    return Ok;
}

Result<ExitCode> run(const QuantizeOptions& options) {
    setThreads(options.threads);
    MANTISSA_TRY(ExportOptions exported, exportOptionsOf(options));
    MANTISSA_CHECK(checkNotInput(options.output, options.imatrix));
    MANTISSA_TRY(const ModelPtr model, openInput(options.model));
    MANTISSA_TRY(exported.importance, openImportance(model, options.imatrix));
    MANTISSA_TRY(const Preflight plan, preflight(model, exported));
    if (!options.json)
        printWarnings(plan);
    if (options.dryRun)
        return dryRun(plan, options.json);
    const auto certificate = [&] {
        const RunningTask running("Quantizing");
        return exportModel(model, exported, running.task());
    }();
    if (!certificate)
        return fail(certificate.error());
    if (options.json)
        std::cout << jsonText({{"preflight", preflightJson(plan)}, {"certificate", toJson(*certificate)}});
    else
        printCertificate(*certificate);
    return certificate->valid() ? Ok : CheckFailed;
}

void addOptions(CLI::App& command, QuantizeOptions& options) {
    command.add_option("MODEL", options.model, "File or folder, or the word demo")->required();
    command.add_option("OUT", options.output, "The file to write: .gguf or .safetensors")->required();
    auto* recipe = command.add_option("-r,--recipe", options.recipe,
                                      "A recipe's name (see recipes), a scheme, or a file of recipe lines");
    auto* scheme = command.add_option("-s,--scheme", options.scheme, "One scheme for every weight");
    recipe->type_name("R")->excludes(scheme);
    scheme->type_name("S");
    command.add_option("--method", options.method, "How values are chosen, for instance search")
        ->type_name("M");
    command.add_option("--rule,--tensor-type", options.rules, "Tensors whose name matches get this scheme")
        ->allow_extra_args(false)
        ->type_name("REGEX=S");
    command.add_option("--imatrix", options.imatrix, "Weigh columns by this importance matrix (llama.cpp's)")
        ->type_name("FILE");
    command.add_flag("--pure", options.pure, "The recipe's main type for every weight");
    command.add_option("--to", options.container, "The container, if not by the name of OUT")
        ->type_name("gguf|safetensors")
        ->check(CLI::IsMember({"gguf", "safetensors"}));
    command.add_option("--threads", options.threads, "Threads to use; 0 is all cores")
        ->type_name("N")
        ->check(CLI::Range(0, 4096));
    command.add_option("--max-memory", options.maxMemory, "Working memory, for instance 512M")
        ->type_name("SIZE");
    command.add_flag("--dry-run", options.dryRun, "Only say what would be written, to the byte");
    command.add_flag("--json", options.json, "Print JSON");
}

} // namespace

void addQuantize(CLI::App& program, Action& action) {
    auto* command = program.add_subcommand("quantize", "Write a quantized model");
    auto options = std::make_shared<QuantizeOptions>();
    addOptions(*command, *options);
    command->callback([=, &action] {
        if (options->recipe.empty() && options->scheme.empty())
            throw CLI::RequiredError("--recipe or --scheme");
        action = [=] { return run(*options); };
    });
}

} // namespace mantissa::cli
