#include "calibration/calibration_file.h"

#include "calibration/calibration_reader.h"
#include "files/file_plan.h"
#include "files/safetensors/safetensors_header.h"

#include <nlohmann/json.hpp>

namespace mantissa {

namespace {

using calibration_file::Field;

std::span<const std::byte> bytesOf(const auto& values) {
    return std::as_bytes(std::span(values));
}

std::vector<std::uint64_t> countsOf(const std::vector<ValueHistogram>& histograms) {
    std::vector<std::uint64_t> all;
    for (const ValueHistogram& histogram : histograms) {
        all.insert(all.end(), histogram.negative().begin(), histogram.negative().end());
        all.insert(all.end(), histogram.positive().begin(), histogram.positive().end());
    }
    return all;
}

Result<void> writeField(PlannedFile& file, const LinearInput& input, const std::string& field) {
    if (field == Field::squares)
        return file.write(bytesOf(input.squares));
    if (field == Field::low)
        return file.write(bytesOf(input.low));
    if (field == Field::high)
        return file.write(bytesOf(input.high));
    if (field == Field::counts)
        return file.write(bytesOf(input.counts));
    if (field == Field::histograms)
        return file.write(bytesOf(countsOf(input.histograms)));
    return file.write(bytesOf(input.hessian));
}

Result<void> checkInput(const LinearInput& input) {
    const std::size_t size = input.squares.size();
    const std::size_t experts = input.counts.size();
    const bool fits = !input.weights.empty() && experts > 0 && size > 0 && size % experts == 0 &&
                      input.low.size() == size && input.high.size() == size &&
                      (input.histograms.empty() || input.histograms.size() == experts) &&
                      (input.hessian.empty() || input.hessian.size() == size * (size / experts));
    if (fits)
        return {};
    return fail(Error(ErrorCode::InvalidArgument,
                      sentence(MANTISSA_TR("core", "The figures of this input contradict each other: %1 sums "
                                                   "of %2 experts, %3 second moments."),
                               size, experts, input.hessian.size()))
                    .ofTensor(input.weights.empty() ? std::string() : input.weights.front()));
}

Metadata metadataOf(const Calibration& calibration, const CalibrationSource& source) {
    Metadata metadata;
    metadata.set("format", std::string(calibration_file::format));
    metadata.set("version", std::to_string(calibration_file::version));
    metadata.set("context", std::to_string(calibration.context));
    metadata.set("chunks", std::to_string(calibration.chunks));
    metadata.set("model.sha256", source.modelDigest);
    metadata.set("text.sha256", source.textDigest);
    metadata.set("text", source.text);
    for (std::size_t i = 0; i < calibration.inputs.size(); ++i)
        metadata.set(calibration_file::nameOf(i, Field::weights),
                     nlohmann::json(calibration.inputs[i].weights)
                         .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    return metadata;
}

void planInput(const LinearInput& input, std::size_t i, std::vector<PlannedTensor>& planned) {
    const std::int64_t experts = input.experts();
    const std::int64_t columns = input.columns();
    const auto add = [&](const char* field, DType dtype, Shape shape) {
        planned.push_back({calibration_file::nameOf(i, field), dtype, std::move(shape)});
    };
    add(Field::squares, DType::F64, {experts, columns});
    add(Field::low, DType::F32, {experts, columns});
    add(Field::high, DType::F32, {experts, columns});
    add(Field::counts, DType::I64, {experts});
    if (!input.histograms.empty())
        add(Field::histograms, DType::I64, {experts, 2, std::int64_t{ValueHistogram::bins}});
    if (!input.hessian.empty())
        add(Field::hessian, DType::F64, {experts, columns, columns});
}

} // namespace

Result<void> writeCalibration(const std::filesystem::path& path, const Calibration& calibration,
                              const CalibrationSource& source) {
    if (calibration.inputs.empty())
        return fail(ErrorCode::InvalidArgument,
                    sentence(MANTISSA_TR("core", "The calibration saw no layer at all.")));
    std::vector<PlannedTensor> planned;
    for (std::size_t i = 0; i < calibration.inputs.size(); ++i) {
        MANTISSA_CHECK(checkInput(calibration.inputs[i]));
        planInput(calibration.inputs[i], i, planned);
    }
    MANTISSA_TRY(auto plan, planSafetensors(metadataOf(calibration, source), std::move(planned)));
    MANTISSA_TRY(auto file, PlannedFile::create(path, std::move(plan)));
    for (const PlannedTensor& tensor : std::vector(file.plan().tensors)) {
        const auto name = calibration_file::splitName(tensor.name);
        MANTISSA_CHECK(writeField(file, calibration.inputs[name->input], name->field));
    }
    return file.commit();
}

Result<SavedCalibration> readCalibration(const std::filesystem::path& path, const std::string& modelDigest) {
    MANTISSA_TRY(const auto file, MappedFile::open(path));
    MANTISSA_TRY(const auto header, safetensors::readHeader(file));
    auto saved = calibration_file::parse(header);
    if (!saved)
        return fail(std::move(saved).error().inFile(path));
    MANTISSA_CHECK(file->check());
    if (!modelDigest.empty() && saved->source.modelDigest != modelDigest)
        return fail(Error(ErrorCode::Mismatch,
                          sentence(MANTISSA_TR("core", "This calibration was made with another model: its "
                                                       "SHA-256 is %1, not %2."),
                                   saved->source.modelDigest, modelDigest))
                        .inFile(path));
    return saved;
}

bool isCalibration(const std::filesystem::path& path) {
    const auto file = MappedFile::open(path);
    if (!file)
        return false;
    const auto header = safetensors::readHeader(*file);
    return header && header->metadata.string("format") == calibration_file::format;
}

} // namespace mantissa
