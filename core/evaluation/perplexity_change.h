#pragma once
// How much a model's perplexity differs from the original's on the same text. The two move together from text
// to text, so the error of the difference is far smaller than the errors of both: it is taken from the
// differences position by position (as llama-perplexity does with the covariance of both, tools/perplexity of
// ggml-org/llama.cpp).
#include "evaluation/evaluation.h"

namespace mantissa {

/// exp(mean nll) - exp(mean original nll), its error by the first derivatives. Nothing without an original or
/// without the lists.
std::optional<Estimate> perplexityChange(const Evaluation& evaluation);

} // namespace mantissa
