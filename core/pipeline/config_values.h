#pragma once
// Numbers of a config.json that a conversion must be able to rely on.
#include "files/model.h"

namespace mantissa {

struct Bounds {
    double least;
    double most;
};

/// The number under `key`; `fallback` where the key is not there. Error Malformed (key, value, bounds; file)
/// when it is no number or out of bounds.
Result<double> configNumber(const Model& model, const std::string& key, double fallback, Bounds bounds);

/// As above, but the key must be there. Error NotFound otherwise.
Result<double> neededNumber(const Model& model, const std::string& key, Bounds bounds);

/// A whole number from 1 to 2^31 - 1, as GGUF and llama.cpp hold it: what the key says, or `derived` where it
/// is not there. Errors: NotFound (neither), Malformed.
Result<std::int64_t> configCount(const Model& model, const std::string& key, std::int64_t derived);

/// The config.json that a model's figures came from, for errors.
std::filesystem::path configFile(const Model& model);

} // namespace mantissa
