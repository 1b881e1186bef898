#include "network/builders/decoder.h"

#include "network/builders/decoder_builder.h"
#include "network/builders/decoder_settings.h"
#include "network/builders/mixture.h"
#include "network/operators/attention.h"
#include "network/operators/embedding.h"
#include "network/operators/linear.h"

namespace mantissa {

namespace {

class Decoder {
public:
    Decoder(const Model& model, const DecoderTraits& traits, DecoderSettings settings)
        : a_(*model.architecture), traits_(traits), settings_(std::move(settings)),
          pairs_(model.container == Container::Gguf ? traits.ggufPairs : RopePairs::Halves),
          builder_(model, traits.naming) {}

    Result<CausalNetwork> build() {
        const ValueId ids = builder_.graph().addInput("ids");
        ValueId x = embedded(ids);
        for (int layer = 0; layer < static_cast<int>(a_.layers) && !builder_.failed(); ++layer) {
            x = joined(x, attention(x, layer), Part::AttentionPostNorm, layer, "attn_residual");
            x = joined(x, feedForward(x, layer), Part::FeedForwardPostNorm, layer, "ffn_residual");
        }
        const ValueId hidden = norm(x, Part::OutputNorm, -1);
        const ValueId logits = head(hidden);
        MANTISSA_TRY(Network network, builder_.finish());
        return CausalNetwork{std::move(network), ids,     hidden, logits, a_.vocabulary, a_.embeddingLength,
                             a_.contextLength,   a_.name, {}};
    }

private:
    ValueId embedded(ValueId ids) {
        const WeightId table = builder_.weight(Part::TokenEmbedding, -1, a_.vocabulary, a_.embeddingLength);
        const ValueId x = builder_.graph().add(stem(Part::TokenEmbedding, -1), std::make_shared<Embedding>(),
                                               {ids}, {table});
        if (settings_.embeddingScale == 1)
            return x;
        return builder_.add("token_embd_scaled", std::make_shared<Scale>(settings_.embeddingScale), {x});
    }

    ValueId head(ValueId hidden) {
        const Part part = builder_.has(Part::Output, -1) ? Part::Output : Part::TokenEmbedding;
        const ValueId logits =
            builder_.graph().add("output", std::make_shared<Linear>(), {hidden},
                                 {builder_.weight(part, -1, a_.vocabulary, a_.embeddingLength)});
        if (settings_.logitCap == 0)
            return logits;
        const ValueId small =
            builder_.add("output_scaled", std::make_shared<Scale>(1.0F / settings_.logitCap), {logits});
        const ValueId bent =
            builder_.add("output_bent", std::make_shared<Activation>(Activation::Function::Tanh), {small});
        return builder_.add("output_capped", std::make_shared<Scale>(settings_.logitCap), {bent});
    }

    ValueId norm(ValueId x, Part part, int layer) {
        return builder_.rmsNorm(x, part, layer, a_.embeddingLength, settings_.epsilon, settings_.normOffset);
    }

    /// x + block, the block's result normalised first where the architecture does so.
    ValueId joined(ValueId x, ValueId block, Part postNorm, int layer, const char* name) {
        if (traits_.gemma)
            block = norm(block, postNorm, layer);
        return builder_.sum(layerName(layer, name), x, block);
    }

    /// Heads of q or k, each normalised where the architecture does so, and turned by its position.
    ValueId turned(ValueId x, Part part, Part headNorm, int layer) {
        if (traits_.headNorms)
            x = builder_.rmsNorm(x, headNorm, layer, a_.headLength, settings_.epsilon, settings_.normOffset);
        const RopeScaling& rope = isLocal(layer) ? settings_.localRope : settings_.rope;
        RopeOptions options;
        options.headLength = a_.headLength;
        options.pairs = pairs_;
        options.frequencies = rope.frequencies;
        options.longFrequencies = rope.longFrequencies;
        options.originalContext = rope.originalContext;
        options.magnitude = static_cast<float>(rope.magnitude);
        return builder_.add(stem(part, layer) + "_rope", std::make_shared<Rope>(options), {x});
    }

    struct Projections {
        ValueId q;
        ValueId k;
        ValueId v;
    };

    Projections projections(ValueId x, int layer) {
        const std::int64_t queries = a_.heads * a_.headLength;
        const std::int64_t keys = a_.keyValueHeads * a_.headLength;
        const auto has = [&](Part part) { return builder_.has(part, layer); };
        if (has(Part::AttentionQkv) || (traits_.fusedWeights && !has(Part::AttentionQ))) {
            const ValueId all = builder_.linear(x, Part::AttentionQkv, layer, queries + 2 * keys,
                                                a_.embeddingLength, traits_.attentionBias);
            return {builder_.slice(stem(Part::AttentionQ, layer), all, 0, queries),
                    builder_.slice(stem(Part::AttentionK, layer), all, queries, keys),
                    builder_.slice(stem(Part::AttentionV, layer), all, queries + keys, keys)};
        }
        const auto own = [&](Part part, std::int64_t outputs) {
            return builder_.linear(x, part, layer, outputs, a_.embeddingLength, traits_.attentionBias);
        };
        const ValueId q = own(Part::AttentionQ, queries);
        const ValueId k = own(Part::AttentionK, keys);
        return {q, k, own(Part::AttentionV, keys)};
    }

    ValueId attention(ValueId x, int layer) {
        const Projections from = projections(norm(x, Part::AttentionNorm, layer), layer);
        const ValueId q = turned(from.q, Part::AttentionQ, Part::AttentionQNorm, layer);
        const ValueId k = turned(from.k, Part::AttentionK, Part::AttentionKNorm, layer);
        AttentionOptions options;
        options.heads = a_.heads;
        options.keyValueHeads = a_.keyValueHeads;
        options.scale = settings_.attentionScale;
        options.softCap = settings_.attentionCap;
        options.window = isLocal(layer) ? settings_.window : 0;
        const ValueId mixed =
            builder_.add(layerName(layer, "attn"), std::make_shared<Attention>(options), {q, k, from.v});
        return builder_.linear(mixed, Part::AttentionOutput, layer, a_.embeddingLength,
                               a_.heads * a_.headLength);
    }

    ValueId feedForward(ValueId x, int layer) {
        const ValueId normed = norm(x, Part::FeedForwardNorm, layer);
        if (settings_.sparse[static_cast<std::size_t>(layer)])
            return addMixture(builder_, normed, layer, a_.embeddingLength, settings_.experts,
                              traits_.activation);
        const std::int64_t length = a_.feedForwardLength;
        ValueId gate = 0;
        ValueId up = 0;
        if (traits_.fusedWeights) {
            const ValueId both =
                builder_.linear(normed, Part::FeedForwardUp, layer, 2 * length, a_.embeddingLength);
            gate = builder_.slice(layerName(layer, "ffn_gate_half"), both, 0, length);
            up = builder_.slice(layerName(layer, "ffn_up_half"), both, length, length);
        } else {
            gate = builder_.linear(normed, Part::FeedForwardGate, layer, length, a_.embeddingLength);
            up = builder_.linear(normed, Part::FeedForwardUp, layer, length, a_.embeddingLength);
        }
        const ValueId active = builder_.add(layerName(layer, "ffn_act"),
                                            std::make_shared<Activation>(traits_.activation), {gate});
        const ValueId product =
            builder_.add(layerName(layer, "ffn_gated"),
                         std::make_shared<Pairwise>(Pairwise::Function::Multiply), {active, up});
        return builder_.linear(product, Part::FeedForwardDown, layer, a_.embeddingLength, length);
    }

    bool isLocal(int layer) const { return settings_.local[static_cast<std::size_t>(layer)]; }

    const Architecture& a_;
    const DecoderTraits& traits_;
    DecoderSettings settings_;
    RopePairs pairs_;
    DecoderBuilder builder_;
};

} // namespace

Result<CausalNetwork> buildDecoder(const Model& model, const DecoderTraits& traits) {
    MANTISSA_TRY(auto settings, decoderSettings(model, traits));
    return Decoder(model, traits, std::move(settings)).build();
}

} // namespace mantissa
