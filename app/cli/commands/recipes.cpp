// mantissa-cli recipes: the mixtures that a name stands for.
#include "cli/command.h"
#include "cli/common_options.h"
#include "cli/table.h"
#include "report/report_json.h"
#include "tradeoff/recipe.h"

#include <iostream>

namespace mantissa::cli {

namespace {

Result<ExitCode> printJson() {
    Json json = Json::array();
    for (const MixtureInfo& mixture : mixtures()) {
        Json entry;
        entry["id"] = mixture.id;
        entry["ggufFileType"] = mixture.ggufFileType;
        entry["description"] = translated(mixture.description);
        entry["source"] = mixture.source;
        json.push_back(std::move(entry));
    }
    std::cout << jsonText(json);
    return Ok;
}

Result<ExitCode> printTable() {
    Table table({{"Recipe"}, {"What it is", Align::Left, 84}});
    for (const MixtureInfo& mixture : mixtures())
        table.add({mixture.id, translated(mixture.description)});
    table.print(std::cout);
    std::cout << "\nA scheme is a recipe too (every weight the same); --rule REGEX=SCHEME refines either.\n";
    return Ok;
}

} // namespace

void addRecipes(CLI::App& program, Action& action) {
    auto* command = program.add_subcommand("recipes", "List recipes that have a name");
    auto json = std::make_shared<bool>(false);
    addJson(*command, *json);
    command->callback([json, &action] { action = [json] { return *json ? printJson() : printTable(); }; });
}

} // namespace mantissa::cli
