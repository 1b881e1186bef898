#include "pipeline/export.h"

#include "base/mapped_file.h"
#include "base/parallel.h"
#include "formats/decode.h"
#include "pipeline/expert_stack.h"
#include "pipeline/export_calibrated.h"
#include "pipeline/export_folder.h"
#include "pipeline/export_plan.h"
#include "pipeline/hash_files.h"
#include "pipeline/read_back.h"
#include "pipeline/recipe_plan.h"
#include "pipeline/staged_folder.h"
#include "pipeline/target_check.h"
#include "tensor/packed_weight.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <tbb/task_arena.h>
#include <tbb/task_group.h>

namespace mantissa {

namespace {

/// Every name that a rule may mean.
std::vector<std::string> namesOf(const Model& model, const ExportPlan& plan) {
    std::vector<std::string> names;
    for (const StoredTensor& stored : plan.tensors) {
        names.push_back(stored.source.name);
        names.push_back(stored.source.tensor->name);
        names.push_back(otherNameOf(model, *stored.source.tensor));
    }
    return names;
}

/// A person who asks for a smaller file should not have to find out from its size that nothing happened.
/// What cannot be decoded is copied; without a word one would think it was looked at.
bool warnOfUndecoded(const ExportPlan& plan, std::vector<Text>& warnings) {
    std::size_t count = 0;
    std::string type;
    for (const StoredTensor& stored : plan.tensors) {
        const Tensor& tensor = *stored.source.tensor;
        if (decodable(tensor.dtype) || tensor.shape.size() < 2)
            continue;
        type = storedType(tensor);
        ++count;
    }
    if (count == 0)
        return false;
    warnings.push_back(
        sentence(MANTISSA_TR("core", "%1 of %2 tensors are of a type that cannot be decoded (such as "
                                     "%3): they are copied as they are."),
                 count, plan.tensors.size(), type));
    return true;
}

void warnOfNothingToDo(const ExportPlan& plan, std::vector<Text>& warnings) {
    const auto& tensors = plan.tensors;
    if (std::any_of(tensors.begin(), tensors.end(),
                    [](const StoredTensor& stored) { return stored.plan.scheme.has_value(); }))
        return;
    const bool weights = std::any_of(tensors.begin(), tensors.end(), [](const StoredTensor& stored) {
        return quantizable(*stored.source.tensor);
    });
    warnings.push_back(
        weights ? sentence(MANTISSA_TR("core", "Nothing will be quantized: every weight is stored as the "
                                               "recipe wants it already, or is kept by a rule."))
                : sentence(MANTISSA_TR("core", "Nothing will be quantized: no tensor here is a weight "
                                               "matrix; norms, biases and tables stay as they are.")));
}

void warnOfCalibration(const CalibrationPlan& plan, std::uint64_t memory, std::vector<Text>& warnings) {
    if (!plan.uncovered.empty())
        warnings.push_back(
            sentence(MANTISSA_TR("core", "%1 weights are not calibrated, as no layer multiplies with "
                                         "them alone; they are quantized as usual. The first is %2."),
                     plan.uncovered.size(), plan.uncovered.front()));
    if (!plan.thin.empty()) {
        const auto widest =
            std::max_element(plan.thin.begin(), plan.thin.end(), [](const auto& a, const auto& b) {
                return a.tokens * b.columns > b.tokens * a.columns; // tokens a column
            });
        warnings.push_back(
            sentence(MANTISSA_TR("core", "%1 weights have more columns than the calibration text "
                                         "brings tokens; what is learnt there is vague. Worst is "
                                         "%2: %3 columns, %4 tokens. Take more text."),
                     plan.thin.size(), widest->weight, widest->columns, widest->tokens));
    }
    if (plan.memory > memory)
        warnings.push_back(
            sentence(MANTISSA_TR("core", "Calibrating %1 takes %2 bytes of memory at once, more than "
                                         "the %3 allowed; one weight cannot be divided."),
                     plan.largest, plan.memory, memory));
}

std::vector<Text> warningsOf(const Model& model, const Recipe& recipe, const ExportPlan& plan,
                             std::uint64_t memory) {
    std::vector<Text> warnings;
    if (model.quantized()) {
        warnings.push_back(sentence(MANTISSA_TR(
            "core",
            "The model is quantized already: errors add up, and are measured against what was opened.")));
    }
    const auto uncovered =
        plan.calibration ? static_cast<std::ptrdiff_t>(plan.calibration->uncovered.size()) : 0;
    const auto fellBack = std::count_if(plan.tensors.begin(), plan.tensors.end(),
                                        [](const StoredTensor& stored) { return stored.plan.fellBack(); }) -
                          uncovered;
    if (fellBack > 0) {
        warnings.push_back(
            sentence(MANTISSA_TR("core", "%1 of %2 tensors do not fit the format asked for and "
                                         "get another one."),
                     fellBack, plan.tensors.size()));
    }
    if (plan.calibration)
        warnOfCalibration(*plan.calibration, memory, warnings);
    if (!warnOfUndecoded(plan, warnings))
        warnOfNothingToDo(plan, warnings);
    const auto scaling =
        std::find_if(plan.tensors.begin(), plan.tensors.end(), [](const StoredTensor& stored) {
            return (stored.storing == Storing::Encoded || stored.storing == Storing::Packed) &&
                   stored.plan.scheme->method->info().scalesColumns;
        });
    if (scaling != plan.tensors.end())
        warnings.push_back(
            sentence(MANTISSA_TR("core", "A GGUF file keeps norms as they are, so %1 scales no "
                                         "columns in it and only cuts ranges."),
                     scaling->plan.scheme->method->info().id));
    for (Text& idle : idleRules(recipe, namesOf(model, plan)))
        warnings.push_back(std::move(idle));
    return warnings;
}

Preflight describe(const Model& model, const Recipe& recipe, const ExportPlan& plan, std::uint64_t memory) {
    Preflight result;
    std::uint64_t elements = 0;
    for (const StoredTensor& stored : plan.tensors) {
        result.tensors.push_back(stored.plan);
        result.names.push_back(stored.source.name);
        result.dataBytes +=
            stored.storing == Storing::Packed ? stored.plan.bytes : plan.file.tensors[stored.index].bytes;
        elements += stored.source.tensor->elements();
    }
    result.fileBytes = plan.file.fileBytes;
    if (elements > 0)
        result.bitsPerWeight = 8.0 * static_cast<double>(result.dataBytes) / static_cast<double>(elements);
    result.requantizes = model.quantized();
    result.calibration = plan.calibration;
    result.warnings = warningsOf(model, recipe, plan, memory);
    return result;
}

/// As many threads as fit into the memory that may be used.
Result<int> threadsWithin(const ExportPlan& plan, std::uint64_t memory) {
    std::uint64_t each = 1;
    std::uint64_t plans = 0;
    std::uint64_t once = 0;
    for (const StoredTensor& stored : plan.tensors) {
        each = std::max(each, workingBytes(stored));
        const KeptBytes kept = keptBytes(stored);
        plans = std::max(plans, kept.plan);
        once += kept.proof;
    }
    once += plans;
    if (once + each > memory) {
        return fail(
            ErrorCode::TooLarge,
            sentence(MANTISSA_TR("core", "%1 bytes of memory were allowed; this export needs %2. Allow "
                                         "more, or choose another format."),
                     memory, once + each));
    }
    return static_cast<int>(std::min((memory - once) / each, static_cast<std::uint64_t>(threads())));
}

/// A hash has to go through its file from front to back, on one thread: it runs beside other work.
template <class Answer>
class HashBeside {
public:
    using Work = std::function<Result<Answer>(const std::atomic<bool>* calledOff)>;

    explicit HashBeside(Work work) : work_(std::move(work)) {
        group_.run([this] { answer_ = work_(&calledOff_); });
    }
    HashBeside(const HashBeside&) = delete;
    HashBeside& operator=(const HashBeside&) = delete;
    ~HashBeside() {
        calledOff_ = true;
        group_.wait();
    }

    /// The hash once the other work is done; the other work's error where it failed.
    template <class Other>
    Result<Answer> join(const Other& other) {
        calledOff_ = !other;
        group_.wait();
        return other ? std::move(answer_) : fail(other.error());
    }

private:
    Work work_;
    std::atomic<bool> calledOff_{false};
    Result<Answer> answer_;
    tbb::task_group group_;
};

class Export {
public:
    Export(const Model& model, const ExportOptions& options, ExportPlan plan, const Task& task)
        : model_(model), options_(options), plan_(std::move(plan)), task_(task) {}

    Result<Certificate> run() {
        task_.addTotal(2 * elements() + hashUnits(model_.files) + plan_.file.fileBytes / hashBytesPerUnit);
        MANTISSA_CHECK(stage());
        MANTISSA_TRY(ExportFile file, ExportFile::create(weightsFile(), plan_.file));
        const auto begin = std::chrono::steady_clock::now();
        MANTISSA_TRY(const std::string sourceSha256, writeAndHashSource(file));
        const auto written = std::chrono::steady_clock::now();
        // In a hidden folder the file may have its own name, so that the folder is read back as engines read
        // it.
        if (staged_)
            MANTISSA_CHECK(file.commit());
        MANTISSA_TRY(Certificate certificate, certify(staged_ ? weightsFile() : file.hidden()));
        certificate.sourceSha256 = sourceSha256;
        certificate.writingSeconds = std::chrono::duration<double>(written - begin).count();
        certificate.checkingSeconds =
            std::chrono::duration<double>(std::chrono::steady_clock::now() - written).count();
        if (!certificate.valid())
            return fail(mismatch(certificate));
        MANTISSA_CHECK(task_.check());
        MANTISSA_CHECK(sourcesStillThere());
        MANTISSA_CHECK(staged_ ? staged_->commit() : file.commit());
        return certificate;
    }

private:
    Result<void> stage() {
        if (options_.container != ExportContainer::HuggingFace)
            return {};
        MANTISSA_TRY(StagedFolder folder, StagedFolder::create(options_.target));
        staged_.emplace(std::move(folder));
        return writeCompanions(plan_, staged_->path());
    }

    std::filesystem::path weightsFile() const {
        return staged_ ? staged_->path() / "model.safetensors" : options_.target;
    }

    std::uint64_t elements() const {
        std::uint64_t count = 0;
        for (const StoredTensor& stored : plan_.tensors)
            count += stored.source.tensor->elements();
        return count;
    }

    Result<std::string> writeAndHashSource(ExportFile& file) {
        HashBeside<std::string> source([this](const std::atomic<bool>* calledOff) {
            return sha256OfFiles(model_.files, task_, calledOff);
        });
        const Result<void> written = writeAll(file);
        return source.join(written);
    }

    Result<void> writeAll(ExportFile& file) {
        for (const StoredTensor& stored : plan_.tensors) {
            MANTISSA_CHECK(task_.check());
            MANTISSA_TRY(written_.emplace_back(), writeTensor(stored, file, task_));
            file.flushSoon(stored.index);
            for (const auto& part : partsOf(stored.source))
                MappedFile::release(part->bytes);
        }
        return file.finish();
    }

    Result<void> sourcesStillThere() const {
        for (const StoredTensor& stored : plan_.tensors) {
            for (const auto& part : partsOf(stored.source))
                MANTISSA_CHECK(MappedFile::check(part->bytes));
        }
        return {};
    }

    Result<Certificate> certify(const std::filesystem::path& hidden) const {
        Certificate result;
        result.file = options_.target;
        result.source = model_.path;
        result.recipe = options_.recipe.text();
        result.planned = plan_.file.fileBytes;
        result.program = "Mantissa " MANTISSA_VERSION;
        std::error_code error;
        result.bytes = std::filesystem::file_size(hidden, error);
        std::vector<Proof> proofs;
        std::vector<ByteRange> extents; // of the tensors in the file, of which a packed weight has several
        std::vector<std::string> names;
        for (std::size_t i = 0; i < plan_.tensors.size(); ++i) {
            const StoredTensor& stored = plan_.tensors[i];
            for (const std::size_t part : indicesOf(stored)) {
                extents.push_back({plan_.file.tensors[part].offset, plan_.file.tensors[part].bytes});
                names.push_back(plan_.file.tensors[part].name);
            }
            proofs.push_back({stored, written_[i], shownAs(stored)});
        }
        HashBeside<FileHashes> file([&](const std::atomic<bool>* calledOff) {
            return sha256OfFileAndParts(hidden, extents, task_, calledOff);
        });
        auto tensors = readBack(staged_ ? staged_->path() : hidden, proofs, task_);
        MANTISSA_TRY(FileHashes hashes, file.join(tensors));
        result.sha256 = std::move(hashes.file);
        result.tensors = std::move(*tensors);
        std::size_t at = 0;
        for (std::size_t i = 0; i < result.tensors.size(); ++i) {
            const std::size_t count = indicesOf(plan_.tensors[i]).size();
            result.tensors[i].sha256 = sha256OfDigests(std::span(hashes.parts).subspan(at, count),
                                                       std::span(names).subspan(at, count));
            at += count;
        }
        return result;
    }

    static std::vector<std::size_t> indicesOf(const StoredTensor& stored) {
        return stored.parts.empty() ? std::vector{stored.index} : stored.parts;
    }

    /// What the written file shows of a tensor.
    PlannedTensor shownAs(const StoredTensor& stored) const {
        if (stored.storing != Storing::Packed)
            return plan_.file.tensors[stored.index];
        return {stored.source.name, DType::Packed, stored.source.shape, 0, 0};
    }

    Error mismatch(const Certificate& certificate) const {
        const auto wrong = std::find_if(
            certificate.tensors.begin(), certificate.tensors.end(),
            [](const CertifiedTensor& tensor) { return !tensor.bytesEqual || !tensor.decodesEqual; });
        Error error(
            ErrorCode::Mismatch,
            sentence(MANTISSA_TR("core", "What was read back is not what was written, so the file was "
                                         "removed. Check the disk and try again.")));
        error.inFile(options_.target);
        if (wrong != certificate.tensors.end())
            error.ofTensor(wrong->name);
        return error;
    }

    const Model& model_;
    const ExportOptions& options_;
    ExportPlan plan_;
    const Task& task_;
    std::vector<WrittenTensor> written_;
    std::optional<StagedFolder> staged_; ///< of a folder to be made
};

} // namespace

Result<ExportContainer> containerOf(const std::filesystem::path& target) {
    std::string ending = target.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (ending == ".gguf")
        return ExportContainer::Gguf;
    if (ending == ".safetensors")
        return ExportContainer::Safetensors;
    return fail(Error(ErrorCode::InvalidArgument,
                      sentence(MANTISSA_TR("core", "The name must end in .gguf or .safetensors.")))
                    .inFile(target));
}

bool holdsDecoded(const TensorPlan& plan) {
    return plan.scheme && plan.dtype != DType::Packed && plan.scheme->format->info().dtype != plan.dtype;
}

namespace {
Result<void> checkTargetOf(const ExportOptions& options, const Model& model, std::uint64_t bytes) {
    return options.container == ExportContainer::HuggingFace ? checkTargetFolder(options.target, model, bytes)
                                                             : checkTarget(options.target, model, bytes);
}
} // namespace

Result<Preflight> preflight(const ModelPtr& model, const ExportOptions& options) {
    MANTISSA_TRY(const ExportPlan plan, planExport(model, options));
    MANTISSA_CHECK(checkTargetOf(options, *model, plan.file.fileBytes));
    MANTISSA_TRY([[maybe_unused]] const int workers, threadsWithin(plan, options.maxMemory));
    return describe(*model, options.recipe, plan, options.maxMemory);
}

Result<Certificate> exportModel(const ModelPtr& model, const ExportOptions& options, const Task& task) {
    MANTISSA_TRY(ExportPlan plan, planExport(model, options));
    MANTISSA_CHECK(checkTargetOf(options, *model, plan.file.fileBytes));
    MANTISSA_TRY(const int workers, threadsWithin(plan, options.maxMemory));
    tbb::task_arena arena(workers);
    return arena.execute([&]() -> Result<Certificate> {
        MANTISSA_CHECK(calibrate(plan, options, task));
        return Export(*model, options, std::move(plan), task).run();
    });
}

} // namespace mantissa
