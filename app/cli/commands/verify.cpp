// mantissa-cli verify FILE [--against ORIGINAL]: is this file sound, and how far is it from the original?
#include "pipeline/verify.h"
#include "base/printable.h"
#include "cli/command.h"
#include "cli/common_options.h"
#include "cli/input.h"
#include "cli/running_task.h"
#include "cli/table.h"
#include "report/number_text.h"
#include "report/report_json.h"

#include <iostream>
#include <map>

namespace mantissa::cli {

namespace {

Json toJson(const Verification& verification) {
    Json json;
    json["file"] = verification.file.string();
    json["sha256"] = verification.sha256;
    json["sound"] = verification.sound();
    json["findings"] = Json::array();
    for (const Finding& finding : verification.findings) {
        Json entry;
        entry["kind"] = std::string(name(finding.kind));
        entry["id"] = std::string(name(finding.id));
        entry["tensor"] = finding.tensor.empty() ? Json(nullptr) : Json(finding.tensor);
        entry["what"] = translated(finding.what);
        entry["meaning"] = translated(meaning(finding.id));
        entry["advice"] = finding.advice.source[0] == '\0' ? Json(nullptr) : Json(translated(finding.advice));
        json["findings"].push_back(std::move(entry));
    }
    json["tensors"] = Json::array();
    for (const VerifiedTensor& tensor : verification.tensors) {
        Json entry;
        entry["name"] = tensor.name;
        entry["sha256"] = tensor.sha256;
        if (tensor.sums) {
            const ErrorFigures errors = figures(*tensor.sums);
            entry["relativeRmse"] = numberOrNull(errors.relativeRmse);
            entry["sqnrDb"] = numberOrNull(errors.sqnrDb);
            entry["maxAbs"] = numberOrNull(errors.maxAbs);
        }
        json["tensors"].push_back(std::move(entry));
    }
    return json;
}

void printErrors(const Verification& verification) {
    Table table({{"Tensor", Align::Left, 56},
                 {"Rel. RMSE", Align::Right},
                 {"SQNR dB", Align::Right},
                 {"Max error", Align::Right}});
    bool any = false;
    for (const VerifiedTensor& tensor : verification.tensors) {
        if (!tensor.sums)
            continue;
        any = true;
        const ErrorFigures errors = figures(*tensor.sums);
        table.add({tensor.name, percentText(errors.relativeRmse), fixedText(errors.sqnrDb, 2),
                   shortText(errors.maxAbs)});
    }
    if (any)
        table.print(std::cout);
}

constexpr std::size_t lineWidth = 100;
constexpr std::size_t indent = 11;

/// Advice is given once for findings of one kind, behind the last of them.
void printFindings(const std::vector<Finding>& findings) {
    std::map<FindingId, std::size_t> last;
    for (std::size_t i = 0; i < findings.size(); ++i)
        last[findings[i].id] = i;
    for (std::size_t i = 0; i < findings.size(); ++i) {
        const Finding& finding = findings[i];
        const std::string where = finding.tensor.empty() ? "" : printable(finding.tensor) + ": ";
        std::cout << wrapped(where + translated(finding.what), lineWidth,
                             "  " + std::string(name(finding.kind)) + ":", indent);
        if (last[finding.id] == i && finding.advice.source[0] != '\0')
            std::cout << wrapped(translated(finding.advice), lineWidth, "        →", indent);
    }
}

void print(const Verification& verification) {
    std::cout << printable(verification.file.string()) << "\n  sha256 " << verification.sha256 << "\n";
    printErrors(verification);
    printFindings(verification.findings);
    std::cout << (verification.sound() ? "Sound: " : "NOT sound: ")
              << counted(verification.tensors.size(), "tensor") << ", "
              << counted(verification.findings.size(), "finding") << ".\n";
}

Result<ExitCode> run(const std::string& file, const std::string& against, bool json) {
    MANTISSA_TRY(const ModelPtr model, openInput(file));
    MANTISSA_TRY(const ModelPtr original, openOriginal(against));
    const auto verification = [&] {
        const RunningTask running("Verifying");
        return verify(model, original, running.task());
    }();
    if (!verification)
        return fail(verification.error());
    if (json)
        std::cout << jsonText(toJson(*verification));
    else
        print(*verification);
    return verification->sound() ? Ok : CheckFailed;
}

} // namespace

void addVerify(CLI::App& program, Action& action) {
    auto* command = program.add_subcommand("verify", "Look a model file over, alone or against its original");
    addExamples(
        *command,
        "  mantissa-cli verify small.gguf\n"
        "  mantissa-cli verify small.gguf --against demo\n\n"
        "Notes and warnings leave the exit code 0; a problem makes it 4, a file that does not open 3.\n");
    auto file = std::make_shared<std::string>();
    auto against = std::make_shared<std::string>();
    auto json = std::make_shared<bool>(false);
    command->add_option("FILE", *file, "File or folder to check")->required()->type_name("");
    command->add_option("--against", *against, "The model that FILE was made from: measure every tensor")
        ->type_name("ORIGINAL");
    addJson(*command, *json);
    command->callback([=, &action] { action = [=] { return run(*file, *against, *json); }; });
}

} // namespace mantissa::cli
