#include "analysis/forensics/judge_tensor.h"

#include "formats/registry.h"
#include "tensor/packed_weight.h"
#include "tradeoff/recipe.h"

#include <algorithm>

namespace mantissa {

namespace {

// Shares beyond which something is worth a word. A healthy K-quant has a few empty blocks at most and uses
// all of its codes; an error of half the weights' own size leaves little of them.
constexpr double manyZeroScales = 0.01;
constexpr double manyUnusedCodes = 0.25;
constexpr double largeError = 0.5;
/// How often each code must have had its chance before it counts as unused.
constexpr std::uint64_t enoughForACode = 64;

class Judge {
public:
    Judge(const Tensor& tensor, const TensorTally& tally, bool withOriginal)
        : tensor_(tensor), tally_(tally), withOriginal_(withOriginal),
          format_(isBlock(tensor.dtype) ? formatOf(tensor.dtype) : nullptr) {}

    std::vector<Finding> run() {
        numbers();
        scales();
        if (!collapsed()) {
            unusedCodes();
            if (!coarserGrid()) // few levels fill the outermost ones too
                clipped();
        }
        error();
        return std::move(findings_);
    }

private:
    void note(FindingKind kind, FindingId id, Text what, Text advice) {
        findings_.push_back({kind, id, tensor_.name, std::move(what), std::move(advice)});
    }

    void numbers() {
        if (tally_.nans + tally_.infinities == 0)
            return;
        note(FindingKind::Problem, FindingId::NotFinite,
             sentence(MANTISSA_TR("core", "Not a number: %1 weights, infinite: %2; the first is in row %3, "
                                          "column %4."),
                      tally_.nans, tally_.infinities, tally_.badRow, tally_.badColumn),
             sentence(MANTISSA_TR("core", "The model cannot work with it: get the file again, or make it "
                                          "again from a sound original.")));
    }

    void scales() {
        if (tally_.badScales > 0) {
            note(FindingKind::Problem, FindingId::BadScales,
                 sentence(MANTISSA_TR("core", "%1 of %2 blocks have a scale that is no finite number."),
                          tally_.badScales, tally_.scales),
                 sentence(MANTISSA_TR("core", "Weights that were too large for the type made its scale "
                                              "overflow: quantize this tensor to a type with a wider range, "
                                              "such as BF16.")));
        }
        if (tally_.zeroScales > 0) {
            const double share = static_cast<double>(tally_.zeroScales) / static_cast<double>(tally_.scales);
            note(share > manyZeroScales ? FindingKind::Warning : FindingKind::Note, FindingId::ZeroScales,
                 sentence(MANTISSA_TR("core", "%1 of %2 blocks have the scale 0."), tally_.zeroScales,
                          tally_.scales),
                 sentence(MANTISSA_TR("core", "Their weights are all 0, or became so because they were too "
                                              "small for the type: compare with the original.")));
        }
    }

    /// Vectors (norms, biases) are often constant, and rightly so.
    bool collapsed() {
        const bool matrix = format_ != nullptr || quantizable(tensor_);
        const bool oneCode = format_ != nullptr && tally_.usedCodes() == 1;
        const bool oneValue = tally_.lowest == tally_.highest;
        if (tally_.elements < 2 || !matrix || (!oneCode && !oneValue))
            return false;
        // A tensor that was constant before is no fault.
        const bool lost = withOriginal_ && tally_.sums.error2 > 0;
        note(lost ? FindingKind::Problem : FindingKind::Warning, FindingId::Collapsed,
             oneValue ? sentence(MANTISSA_TR("core", "All weights are %1: the tensor has collapsed."),
                                 static_cast<double>(tally_.lowest))
                      : sentence(MANTISSA_TR("core", "All weights have the same code: the tensor has "
                                                     "collapsed.")),
             sentence(MANTISSA_TR("core", "Quantize it again from the original, which tells whether it was "
                                          "constant there too.")));
        return true;
    }

    void unusedCodes() {
        const std::size_t all = tally_.codeCounts.size();
        if (all == 0 || tally_.elements < all * enoughForACode)
            return;
        const std::size_t used = tally_.usedCodes();
        if (static_cast<double>(all - used) <= manyUnusedCodes * static_cast<double>(all))
            return;
        note(FindingKind::Note, FindingId::UnusedCodes,
             sentence(MANTISSA_TR("core", "%1 of %2 codes are used."), used, all),
             sentence(MANTISSA_TR("core", "A smaller type would hold this tensor as well.")));
    }

    /// An even spread puts 3 of n codes' share on the outermost ones, and every sub-block may put its own
    /// extremes there; a tenth of all weights more than that were cut off. Both ends count alike: weights
    /// that lie to one side of zero crowd at one end of a centred type without any harm.
    void clipped() {
        if (tally_.scales == 0)
            return;
        const auto elements = static_cast<double>(tally_.elements);
        const double share =
            2 * static_cast<double>(std::min(tally_.outermostLow, tally_.outermostHigh)) / elements;
        const double blocks = static_cast<double>(tally_.scales) / elements;
        if (share <= 3.0 / static_cast<double>(tally_.codeCounts.size()) + 2 * blocks + 0.1)
            return;
        note(FindingKind::Warning, FindingId::Clipped,
             sentence(MANTISSA_TR("core", "%1 % of the weights have the lowest or highest code: the scales "
                                          "are too small and large weights were cut off."),
                      percent(share)),
             sentence(MANTISSA_TR("core", "Quantize it again from the original, with another method.")));
    }

    bool coarserGrid() {
        if (format_ == nullptr && !quantizable(tensor_))
            return false;
        const auto found =
            mantissa::coarserGrid(format_ != nullptr ? tally_.codes : tally_.numbers.fitting());
        if (!found)
            return false;
        const std::string type = storedType(tensor_);
        note(FindingKind::Warning, FindingId::CoarserGrid,
             format_ != nullptr && found->steps > 1
                 ? sentence(MANTISSA_TR("core",
                                        "Weights lie about %1 steps of %2 apart, hardly ever one (%3 % "
                                        "of what a first quantization gives): they seem to have "
                                        "been quantized more coarsely before."),
                            found->steps, type, percent(found->adjacency))
                 : sentence(MANTISSA_TR("core", "Weights share values and hardly ever lie next to each other "
                                                "(%1 % of what an original of type %2 gives): they seem to "
                                                "have been quantized before."),
                            percent(found->adjacency), type),
             sentence(MANTISSA_TR("core", "The precision of this type is wasted on it: start from the "
                                          "original model instead.")));
        return true;
    }

    void error() {
        if (!withOriginal_)
            return;
        const double relative = figures(tally_.sums).relativeRmse;
        if (relative > largeError) {
            note(FindingKind::Warning, FindingId::LargeError,
                 sentence(MANTISSA_TR("core", "The error is %1 times the size of the weights."), relative),
                 sentence(MANTISSA_TR("core", "Give this tensor more bits, or another method.")));
        }
    }

    static double percent(double share) {
        return static_cast<double>(static_cast<int>(share * 1000 + 0.5)) / 10;
    }

    const Tensor& tensor_;
    const TensorTally& tally_;
    const bool withOriginal_;
    const Format* format_;
    std::vector<Finding> findings_;
};

} // namespace

std::vector<Finding> judgeTensor(const Tensor& tensor, const TensorTally& tally, bool withOriginal) {
    return Judge(tensor, tally, withOriginal).run();
}

} // namespace mantissa
