#include "pipeline/config_values.h"

#include <limits>

namespace mantissa {

namespace {

Error missing(const Model& model, const std::string& key) {
    return Error(ErrorCode::NotFound,
                 sentence(MANTISSA_TR("core", "config.json has no “%1”, which the conversion needs. Get the "
                                              "file from the model's source again."),
                          key))
        .inFile(configFile(model));
}

} // namespace

std::filesystem::path configFile(const Model& model) {
    return model.folder / "config.json";
}

Result<double> configNumber(const Model& model, const std::string& key, double fallback, Bounds bounds) {
    const MetadataValue* given = model.metadata.find(key);
    if (given == nullptr)
        return fallback;
    const double value = model.metadata.number(key, std::numeric_limits<double>::quiet_NaN());
    if (value >= bounds.least && value <= bounds.most) // NaN is neither
        return value;
    return fail(Error(ErrorCode::Malformed,
                      sentence(MANTISSA_TR("core", "config.json says %1 = %2; it must be a number from %3 to "
                                                   "%4. Correct it, or get the file from the model's source "
                                                   "again."),
                               key, describe(*given), bounds.least, bounds.most))
                    .inFile(configFile(model)));
}

Result<double> neededNumber(const Model& model, const std::string& key, Bounds bounds) {
    if (model.metadata.find(key) == nullptr)
        return fail(missing(model, key));
    return configNumber(model, key, 0, bounds);
}

Result<std::int64_t> configCount(const Model& model, const std::string& key, std::int64_t derived) {
    const MetadataValue* given = model.metadata.find(key);
    const std::int64_t value = given != nullptr ? model.metadata.integer(key, 0) : derived;
    if (value > 0 && value <= std::numeric_limits<std::int32_t>::max())
        return value;
    if (given == nullptr)
        return fail(missing(model, key));
    return fail(
        Error(ErrorCode::Malformed,
              sentence(MANTISSA_TR("core", "config.json says %1 = %2; it must be a whole number of at "
                                           "least 1. Correct it, or get the file from the model's "
                                           "source again."),
                       key, describe(*given)))
            .inFile(configFile(model)));
}

} // namespace mantissa
