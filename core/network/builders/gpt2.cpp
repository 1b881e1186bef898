#include "network/builders/gpt2.h"

#include "network/builders/decoder_builder.h"
#include "network/builders/decoder_settings.h"
#include "network/operators/attention.h"
#include "network/operators/embedding.h"
#include "network/operators/linear.h"

#include <cmath>

namespace mantissa {

namespace {

constexpr auto activation = Activation::Function::GeluTanh;

/// What a config.json may switch on that changes the scores.
Result<void> checkFolder(const Model& model) {
    for (const char* key : {"scale_attn_by_inverse_layer_idx", "add_cross_attention"}) {
        if (model.container != Container::Gguf && model.metadata.boolean(key, false))
            return fail(
                ErrorCode::Unsupported,
                sentence(MANTISSA_TR("core", "config.json switches on “%1”, which cannot be run."), key));
    }
    return checkActivation(model, {"activation_function"}, activation);
}

class Gpt2 {
public:
    explicit Gpt2(const Model& model) : a_(*model.architecture), builder_(model, Naming::Gpt2) {}

    Result<CausalNetwork> build() {
        Graph& graph = builder_.graph();
        const ValueId ids = graph.addInput("ids");
        const WeightId table = builder_.weight(Part::TokenEmbedding, -1, a_.vocabulary, a_.embeddingLength);
        const WeightId places =
            builder_.weight(Part::PositionEmbedding, -1, a_.contextLength, a_.embeddingLength);
        const ValueId tokens =
            graph.add(stem(Part::TokenEmbedding, -1), std::make_shared<Embedding>(), {ids}, {table});
        const ValueId positions = graph.add(stem(Part::PositionEmbedding, -1),
                                            std::make_shared<PositionEmbedding>(), {ids}, {places});
        ValueId x = builder_.sum("embd", tokens, positions);
        for (int layer = 0; layer < static_cast<int>(a_.layers) && !builder_.failed(); ++layer) {
            x = builder_.sum(layerName(layer, "attn_residual"), x, attention(x, layer));
            x = builder_.sum(layerName(layer, "ffn_residual"), x, feedForward(x, layer));
        }
        const ValueId hidden = norm(x, Part::OutputNorm, -1);
        const Part head = builder_.has(Part::Output, -1) ? Part::Output : Part::TokenEmbedding;
        const ValueId logits = graph.add("output", std::make_shared<Linear>(), {hidden},
                                         {builder_.weight(head, -1, a_.vocabulary, a_.embeddingLength)});
        MANTISSA_TRY(Network network, builder_.finish());
        return CausalNetwork{std::move(network), ids,     hidden, logits, a_.vocabulary, a_.embeddingLength,
                             a_.contextLength,   a_.name, {}};
    }

private:
    ValueId norm(ValueId x, Part part, int layer) {
        return builder_.layerNorm(x, part, layer, a_.embeddingLength, a_.rmsEpsilon);
    }

    ValueId attention(ValueId x, int layer) {
        const std::int64_t queries = a_.heads * a_.headLength;
        const std::int64_t keys = a_.keyValueHeads * a_.headLength;
        const ValueId all = builder_.linear(norm(x, Part::AttentionNorm, layer), Part::AttentionQkv, layer,
                                            queries + 2 * keys, a_.embeddingLength, true);
        const ValueId q = builder_.slice(stem(Part::AttentionQ, layer), all, 0, queries);
        const ValueId k = builder_.slice(stem(Part::AttentionK, layer), all, queries, keys);
        const ValueId v = builder_.slice(stem(Part::AttentionV, layer), all, queries + keys, keys);
        AttentionOptions options;
        options.heads = a_.heads;
        options.keyValueHeads = a_.keyValueHeads;
        options.scale = static_cast<float>(1.0 / std::sqrt(static_cast<double>(a_.headLength)));
        const ValueId mixed =
            builder_.add(layerName(layer, "attn"), std::make_shared<Attention>(options), {q, k, v});
        return builder_.linear(mixed, Part::AttentionOutput, layer, a_.embeddingLength, queries, true);
    }

    ValueId feedForward(ValueId x, int layer) {
        const ValueId up = builder_.linear(norm(x, Part::FeedForwardNorm, layer), Part::FeedForwardUp, layer,
                                           a_.feedForwardLength, a_.embeddingLength, true);
        const ValueId active =
            builder_.add(layerName(layer, "ffn_act"), std::make_shared<Activation>(activation), {up});
        return builder_.linear(active, Part::FeedForwardDown, layer, a_.embeddingLength, a_.feedForwardLength,
                               true);
    }

    const Architecture& a_;
    DecoderBuilder builder_;
};

} // namespace

Result<CausalNetwork> buildGpt2(const Model& model) {
    MANTISSA_CHECK(checkSizes(model));
    MANTISSA_CHECK(checkFolder(model));
    return Gpt2(model).build();
}

} // namespace mantissa
