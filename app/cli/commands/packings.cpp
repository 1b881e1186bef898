// mantissa-cli packings: the layouts of Hugging Face folders that can be read and written.
#include "cli/command.h"
#include "cli/common_options.h"
#include "cli/table.h"
#include "packings/registry.h"
#include "report/report_json.h"

#include <iostream>

namespace mantissa::cli {

namespace {

Result<ExitCode> printJson() {
    Json json = Json::array();
    for (const Packing* packing : packings()) {
        const PackingInfo& info = packing->info();
        json.push_back({{"id", info.id},
                        {"name", info.name},
                        {"description", translated(info.description)},
                        {"source", info.source},
                        {"engines", info.engines}});
    }
    std::cout << jsonText(json);
    return Ok;
}

Result<ExitCode> printTable() {
    Table table({{"Packing"}, {"What it is", Align::Left, 60}, {"Loaded by", Align::Left, 30}});
    for (const Packing* packing : packings())
        table.add({packing->info().id, translated(packing->info().description), packing->info().engines});
    table.print(std::cout);
    std::cout << "\nquantize --packing NAME and transcode --packing NAME write such a folder.\n";
    return Ok;
}

} // namespace

void addPackings(CLI::App& program, Action& action) {
    auto* command = program.add_subcommand("packings", "List layouts of Hugging Face folders");
    auto json = std::make_shared<bool>(false);
    addJson(*command, *json);
    command->callback([json, &action] { action = [json] { return *json ? printJson() : printTable(); }; });
}

} // namespace mantissa::cli
