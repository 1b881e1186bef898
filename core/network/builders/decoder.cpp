#include "network/builders/decoder.h"

#include "network/builders/decoder_builder.h"
#include "network/builders/rope_scaling.h"
#include "network/operators/attention.h"
#include "network/operators/embedding.h"
#include "network/operators/linear.h"

#include <cmath>

namespace mantissa {

namespace {

Result<void> checkHyperparameters(const Architecture& a) {
    struct Row {
        const char* what;
        std::int64_t value;
    };
    constexpr std::int64_t most = 1 << 24; // far above any model, far below an overflow
    const Row rows[] = {
        {"layers", a.layers},
        {"embedding length", a.embeddingLength},
        {"heads", a.heads},
        {"key-value heads", a.keyValueHeads},
        {"head length", a.headLength},
        {"feed-forward length", a.feedForwardLength},
        {"vocabulary", a.vocabulary},
        {"rotary dimensions", a.ropeDimensions},
    };
    for (const Row& row : rows) {
        if (row.value < 1 || row.value > most)
            return fail(
                ErrorCode::Malformed,
                sentence(MANTISSA_TR("core", "The model's hyperparameter “%1” is %2, which no network "
                                             "can have."),
                         row.what, row.value));
    }
    if (a.heads % a.keyValueHeads != 0)
        return fail(ErrorCode::Malformed,
                    sentence(MANTISSA_TR("core", "%1 heads cannot share %2 key-value heads evenly."), a.heads,
                             a.keyValueHeads));
    if (a.ropeDimensions > a.headLength || a.ropeDimensions % 2 != 0 || !(a.ropeBase > 0))
        return fail(
            ErrorCode::Malformed,
            sentence(MANTISSA_TR("core", "Rotary positions over %1 of %2 values a head with base %3 make "
                                         "no sense."),
                     a.ropeDimensions, a.headLength, a.ropeBase));
    if (!(a.rmsEpsilon >= 0) || a.rmsEpsilon > 1)
        return fail(ErrorCode::Malformed,
                    sentence(MANTISSA_TR("core", "The norm's epsilon is %1."), a.rmsEpsilon));
    if (a.experts > 0)
        return fail(ErrorCode::Unsupported,
                    sentence(MANTISSA_TR("core", "A mixture of %1 experts cannot be run yet."), a.experts));
    return {};
}

class Decoder {
public:
    Decoder(const Model& model, const DecoderTraits& traits, std::vector<double> frequencies)
        : model_(model), a_(*model.architecture), traits_(traits), frequencies_(std::move(frequencies)),
          builder_(model, NormNames::Plain) {}

    Result<CausalNetwork> build() {
        const ValueId ids = builder_.graph().addInput("ids");
        const WeightId table = builder_.weight(Part::TokenEmbedding, -1, a_.vocabulary, a_.embeddingLength);
        ValueId x = builder_.graph().add(stem(Part::TokenEmbedding, -1), std::make_shared<Embedding>(), {ids},
                                         {table});
        for (int layer = 0; layer < static_cast<int>(a_.layers); ++layer) {
            x = join(stemOf(layer, "attn_residual"), x, attention(x, layer));
            x = join(stemOf(layer, "ffn_residual"), x, feedForward(x, layer));
        }
        const ValueId hidden = norm(x, Part::OutputNorm, -1);
        const Part head = builder_.has(Part::Output, -1) ? Part::Output : Part::TokenEmbedding;
        const ValueId logits =
            builder_.graph().add("output", std::make_shared<Linear>(), {hidden},
                                 {builder_.weight(head, -1, a_.vocabulary, a_.embeddingLength)});
        MANTISSA_TRY(Network network, builder_.finish());
        return CausalNetwork{std::move(network), ids,    hidden, logits, a_.vocabulary, a_.embeddingLength,
                             a_.contextLength,   a_.name};
    }

private:
    static std::string stemOf(int layer, const char* name) {
        return "blk." + std::to_string(layer) + "." + name;
    }

    ValueId norm(ValueId x, Part part, int layer) {
        return builder_.rmsNorm(x, part, layer, a_.embeddingLength, a_.rmsEpsilon, 0);
    }

    ValueId join(std::string name, ValueId a, ValueId b) {
        return builder_.add(std::move(name), std::make_shared<Pairwise>(Pairwise::Function::Add), {a, b});
    }

    /// A projection to heads, turned by its position.
    ValueId heads(ValueId x, Part part, Part headNorm, int layer, std::int64_t count) {
        x = builder_.linear(x, part, layer, count * a_.headLength, a_.embeddingLength, traits_.attentionBias);
        if (traits_.headNorms)
            x = builder_.rmsNorm(x, headNorm, layer, a_.headLength, a_.rmsEpsilon, 0);
        RopeOptions options;
        options.headLength = a_.headLength;
        options.pairs = model_.container == Container::Gguf ? traits_.ggufPairs : RopePairs::Halves;
        options.frequencies = frequencies_;
        return builder_.add(stem(part, layer) + "_rope", std::make_shared<Rope>(options), {x});
    }

    ValueId attention(ValueId x, int layer) {
        const ValueId normed = norm(x, Part::AttentionNorm, layer);
        const ValueId q = heads(normed, Part::AttentionQ, Part::AttentionQNorm, layer, a_.heads);
        const ValueId k = heads(normed, Part::AttentionK, Part::AttentionKNorm, layer, a_.keyValueHeads);
        const ValueId v = builder_.linear(normed, Part::AttentionV, layer, a_.keyValueHeads * a_.headLength,
                                          a_.embeddingLength, traits_.attentionBias);
        AttentionOptions options;
        options.heads = a_.heads;
        options.keyValueHeads = a_.keyValueHeads;
        options.scale = static_cast<float>(1.0 / std::sqrt(static_cast<double>(a_.headLength)));
        if (traits_.slidingWindow)
            options.window = std::max<std::int64_t>(0, model_.metadata.integer("sliding_window", 0));
        const ValueId mixed =
            builder_.add(stemOf(layer, "attn"), std::make_shared<Attention>(options), {q, k, v});
        return builder_.linear(mixed, Part::AttentionOutput, layer, a_.embeddingLength,
                               a_.heads * a_.headLength);
    }

    ValueId feedForward(ValueId x, int layer) {
        const ValueId normed = norm(x, Part::FeedForwardNorm, layer);
        const ValueId gate =
            builder_.linear(normed, Part::FeedForwardGate, layer, a_.feedForwardLength, a_.embeddingLength);
        const ValueId up =
            builder_.linear(normed, Part::FeedForwardUp, layer, a_.feedForwardLength, a_.embeddingLength);
        const ValueId active =
            builder_.add(stemOf(layer, "ffn_act"), std::make_shared<Activation>(traits_.activation), {gate});
        const ValueId product =
            builder_.add(stemOf(layer, "ffn_gated"), std::make_shared<Pairwise>(Pairwise::Function::Multiply),
                         {active, up});
        return builder_.linear(product, Part::FeedForwardDown, layer, a_.embeddingLength,
                               a_.feedForwardLength);
    }

    const Model& model_;
    const Architecture& a_;
    const DecoderTraits& traits_;
    std::vector<double> frequencies_;
    DecoderBuilder builder_;
};

} // namespace

Result<CausalNetwork> buildDecoder(const Model& model, const DecoderTraits& traits) {
    const Architecture& a = *model.architecture;
    MANTISSA_CHECK(checkHyperparameters(a));
    MANTISSA_TRY(auto frequencies, scaledRopeFrequencies(model, a.ropeDimensions, a.ropeBase));
    return Decoder(model, traits, std::move(frequencies)).build();
}

} // namespace mantissa
