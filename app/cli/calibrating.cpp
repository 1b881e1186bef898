#include "cli/calibrating.h"

#include "base/printable.h"
#include "evaluation/text_chunks.h"

#include <algorithm>
#include <iostream>

namespace mantissa::cli {

void addCalibration(CLI::App& command, CalibratingOptions& options) {
    command.add_option("--calibration", options.text, "A text that shows gptq and its like what weights see")
        ->type_name("FILE");
    command
        .add_option("--calibration-context", options.context,
                    "Its tokens a chunk; if not given the model's own, at most 512")
        ->type_name("N")
        ->check(CLI::Range(std::int64_t{0}, std::int64_t{1} << 20).description(""));
    command
        .add_option("--calibration-chunks", options.chunks, "At most so many chunks; 0, the default, is all")
        ->type_name("N")
        ->check(CLI::Range(std::int64_t{0}, std::int64_t{1} << 40).description(""));
}

Result<TokenChunks> calibrationChunks(const CalibratingOptions& options, const Model& model,
                                      const CausalNetwork& network, const Task& task) {
    const std::int64_t context = options.context == 0 ? usualContext(network.contextLength) : options.context;
    MANTISSA_TRY(const TokenizerPtr tokenizer, tokenizerOf(model));
    return chunksOfFile(*tokenizer, options.text, context, options.chunks, task);
}

Result<CalibrationTextPtr> openCalibration(const CalibratingOptions& options, const Model& model,
                                           const Task& task) {
    if (options.text.empty())
        return nullptr;
    MANTISSA_TRY(CausalNetwork network, buildNetwork(model));
    MANTISSA_TRY(TokenChunks chunks, calibrationChunks(options, model, network, task));
    return std::make_shared<CalibrationText>(CalibrationText{std::move(network), std::move(chunks)});
}

void printNotes(const std::vector<WeightNote>& notes) {
    constexpr std::size_t each = 8;
    for (std::size_t i = 0; i < std::min(each, notes.size()); ++i)
        std::cerr << "note: " << printable(notes[i].tensor) << ": " << translated(notes[i].note) << '\n';
    if (notes.size() > each)
        std::cerr << "note: and " << notes.size() - each << " more of this kind\n";
}

} // namespace mantissa::cli
