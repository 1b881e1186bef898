#include "pipeline/model_calibration.h"

#include "evaluation/text_chunks.h"
#include "pipeline/hash_files.h"

#include <chrono>
#include <future>

namespace mantissa {

namespace {

/// The model's digest, made beside the run: reading and hashing gigabytes need not wait for it, and their
/// progress is not counted in tokens.
class DigestBeside {
public:
    explicit DigestBeside(const std::vector<std::filesystem::path>& files)
        : digest_(std::async(std::launch::async,
                             [files, own = Task(stop_.get_token(), std::make_shared<Progress>())] {
                                 return sha256OfFiles(files, own);
                             })) {}
    ~DigestBeside() { stop_.request_stop(); } // the future's own end waits
    DigestBeside(const DigestBeside&) = delete;
    DigestBeside& operator=(const DigestBeside&) = delete;

    Result<std::string> wait(const Task& task) {
        using namespace std::chrono_literals;
        while (digest_.wait_for(5ms) != std::future_status::ready)
            MANTISSA_CHECK(task.check());
        return digest_.get();
    }

private:
    std::stop_source stop_;
    std::future<Result<std::string>> digest_;
};

} // namespace

Result<SavedCalibration> calibrateModel(const Model& model, const CalibrationRequest& request,
                                        const Task& task) {
    MANTISSA_TRY(const CausalNetwork network, buildNetwork(model));
    MANTISSA_TRY(const TokenizerPtr tokenizer, tokenizerOf(model));
    MANTISSA_TRY(const TokenChunks chunks,
                 chunksOfFile(*tokenizer, request.text, request.context, request.chunks, task));
    SavedCalibration saved;
    saved.source.text = request.text.string();
    if (!request.digests) {
        MANTISSA_TRY(saved.calibration, calibrate(network, chunks, request.options, Runtime(), task));
        return saved;
    }
    MANTISSA_TRY(const auto texts, textFiles(request.text));
    DigestBeside digest(model.files);
    MANTISSA_TRY(saved.calibration, calibrate(network, chunks, request.options, Runtime(), task));
    MANTISSA_TRY(saved.source.modelDigest, digest.wait(task));
    MANTISSA_TRY(saved.source.textDigest, sha256OfFiles(texts, Task()));
    return saved;
}

} // namespace mantissa
