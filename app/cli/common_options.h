#pragma once
// Options that several commands have, said the same way everywhere.
#include "cli/command.h"

#include "files/model.h"

#include <cstdint>
#include <limits>

namespace mantissa::cli {

/// The positional MODEL.
void addModel(CLI::App& command, std::string& model);
void addThreads(CLI::App& command, int& threads);
void addImatrixFile(CLI::App& command, std::string& imatrix);
CLI::Option* addJson(CLI::App& command, bool& json);
/// Of running a model on a text: how long a chunk is, and how many.
void addChunks(CLI::App& command, std::int64_t& context, std::int64_t& chunks);
/// What stands in `context` unless it is given.
constexpr std::int64_t ownContext = std::numeric_limits<std::int64_t>::min();
/// The context given, else the model's usual one.
std::int64_t contextOf(std::int64_t given, const Model& model);

/// Examples of the command above what every command's help ends with.
void addExamples(CLI::App& command, const std::string& lines);

} // namespace mantissa::cli
