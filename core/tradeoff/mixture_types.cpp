#include "tradeoff/mixture_types.h"

#include <initializer_list>

namespace mantissa {

namespace {

bool isOneOf(FileType fileType, std::initializer_list<FileType> list) {
    for (const FileType entry : list) {
        if (entry == fileType)
            return true;
    }
    return false;
}

bool isOneBit(FileType fileType) {
    return isOneOf(fileType, {FileType::IQ1_S, FileType::IQ1_M});
}

bool isRicherTwoBit(FileType fileType) {
    return isOneOf(fileType, {FileType::IQ2_S, FileType::IQ2_M});
}

bool isLowBit(FileType fileType) {
    return isOneBit(fileType) || isRicherTwoBit(fileType) ||
           isOneOf(fileType, {FileType::IQ2_XXS, FileType::IQ2_XS});
}

// The first and last eighth of the layers, and every third in between.
bool getsMoreBits(int layer, int layers) {
    const int eighth = layers / 8;
    return layer < eighth || layer >= 7 * layers / 8 || (layer - eighth) % 3 == 2;
}

} // namespace

DType defaultType(FileType fileType) {
    switch (fileType) {
    case FileType::F32:
        return DType::F32;
    case FileType::F16:
        return DType::F16;
    case FileType::BF16:
        return DType::BF16;
    case FileType::Q4_0:
        return DType::Q4_0;
    case FileType::Q4_1:
        return DType::Q4_1;
    case FileType::Q5_0:
        return DType::Q5_0;
    case FileType::Q5_1:
        return DType::Q5_1;
    case FileType::Q8_0:
        return DType::Q8_0;
    case FileType::Q1_0:
        return DType::Q1_0;
    case FileType::Q2_0:
        return DType::Q2_0;
    case FileType::Q2_K:
    case FileType::Q2_K_S:
        return DType::Q2_K;
    case FileType::Q3_K_S:
    case FileType::Q3_K_M:
    case FileType::Q3_K_L:
        return DType::Q3_K;
    case FileType::Q4_K_S:
    case FileType::Q4_K_M:
        return DType::Q4_K;
    case FileType::Q5_K_S:
    case FileType::Q5_K_M:
        return DType::Q5_K;
    case FileType::Q6_K:
        return DType::Q6_K;
    case FileType::IQ1_S:
        return DType::IQ1_S;
    case FileType::IQ1_M:
        return DType::IQ1_M;
    case FileType::IQ2_XXS:
        return DType::IQ2_XXS;
    case FileType::IQ2_XS:
    case FileType::IQ2_S:
        return DType::IQ2_XS;
    case FileType::IQ2_M:
        return DType::IQ2_S;
    case FileType::IQ3_XXS:
        return DType::IQ3_XXS;
    case FileType::IQ3_XS:
    case FileType::IQ3_S:
    case FileType::IQ3_M:
        return DType::IQ3_S;
    case FileType::IQ4_NL:
        return DType::IQ4_NL;
    case FileType::IQ4_XS:
        return DType::IQ4_XS;
    case FileType::TQ1_0:
        return DType::TQ1_0;
    case FileType::TQ2_0:
        return DType::TQ2_0;
    case FileType::MXFP4_MOE:
        return DType::MXFP4;
    case FileType::NVFP4:
        return DType::NVFP4;
    }
    return DType::F32;
}

MixtureTypes::MixtureTypes(FileType fileType, MixtureModel model)
    : fileType_(fileType), base_(defaultType(fileType)), model_(std::move(model)) {}

MixtureChoice MixtureTypes::next(const MixtureTensor& tensor) {
    if (!isBlock(base_))
        return {base_, base_};
    const bool embedding = tensor.category == TensorCategory::TokenEmbedding;
    if (tensor.category == TensorCategory::Output || (embedding && model_.tiedEmbeddings))
        return output(tensor);
    const DType type = inside(tensor);
    return {type, type};
}

DType MixtureTypes::inside(const MixtureTensor& tensor) {
    if (fileType_ == FileType::MXFP4_MOE)
        return tensor.stacked > 1 ? DType::MXFP4 : DType::Q8_0;
    if (tensor.category == TensorCategory::TokenEmbedding)
        return tokenEmbedding();
    if (isLowBit(fileType_))
        return lowBit(tensor);
    switch (tensor.category) {
    case TensorCategory::AttentionV:
        return attentionV();
    case TensorCategory::AttentionK:
        return model_.experts == 8 ? DType::Q8_0 : attentionQ();
    case TensorCategory::AttentionQ:
        return attentionQ();
    case TensorCategory::AttentionOutput:
        return attentionOutput();
    case TensorCategory::FeedForwardDown:
        return feedForwardDown(layerOf(tensor, downs_));
    case TensorCategory::FeedForwardGate:
        return feedForwardUp(layerOf(tensor, gates_));
    case TensorCategory::FeedForwardUp:
        return feedForwardUp(layerOf(tensor, ups_));
    default:
        return base_;
    }
}

// Experts of a layer do not follow one another, so only their names tell the layer.
int MixtureTypes::layerOf(const MixtureTensor& tensor, int& counter) const {
    const int counted = counter++;
    return model_.experts > 1 && tensor.layer >= 0 ? tensor.layer : counted;
}

int MixtureTypes::headsPerKeyValue() const {
    return model_.keyValueHeads > 0 ? model_.heads / model_.keyValueHeads : 0;
}

// Models that llama.cpp calls 70B: eight heads share one value projection, so that more bits cost little.
bool MixtureTypes::seventyBillion() const {
    if (model_.architecture == "llama")
        return model_.layers == 80 && model_.heads != model_.keyValueHeads;
    if (model_.architecture == "qwen2" || model_.architecture == "deci")
        return model_.layers == 80;
    return model_.architecture == "jais2" && model_.layers == 68;
}

MixtureChoice MixtureTypes::output(const MixtureTensor& tensor) const {
    if (fileType_ == FileType::MXFP4_MOE || falcon() || base_ == DType::Q8_0)
        return {DType::Q8_0, DType::Q8_0};
    const DType asked = isLowBit(fileType_) || fileType_ == FileType::IQ3_XXS ? DType::Q5_K : DType::Q6_K;
    const bool cut = tensor.columns % info(base_).blockElements != 0;
    return {asked, cut ? DType::Q8_0 : asked};
}

DType MixtureTypes::tokenEmbedding() const {
    switch (fileType_) {
    case FileType::IQ1_S:
    case FileType::IQ1_M:
    case FileType::IQ2_XXS:
    case FileType::IQ2_XS:
        return DType::Q2_K;
    case FileType::IQ2_S:
    case FileType::IQ2_M:
    case FileType::IQ3_XXS:
        return DType::IQ3_S;
    case FileType::TQ1_0:
    case FileType::TQ2_0:
    case FileType::Q2_0:
        return DType::Q4_K;
    default:
        return base_;
    }
}

DType MixtureTypes::lowBit(const MixtureTensor& tensor) {
    const DType better = isRicherTwoBit(fileType_) ? DType::IQ3_S : DType::Q2_K;
    switch (tensor.category) {
    case TensorCategory::AttentionV:
        return headsPerKeyValue() >= 4 || model_.experts >= 4 ? DType::Q4_K : better;
    case TensorCategory::AttentionK:
        return model_.experts == 8 ? DType::Q4_K : base_;
    case TensorCategory::FeedForwardDown:
        return downs_++ < model_.layers / 8 ? better : base_; // counted even where experts are named
    case TensorCategory::AttentionOutput:
        return lowBitAttentionOutput();
    default:
        return base_;
    }
}

DType MixtureTypes::lowBitAttentionOutput() const {
    if (model_.experts == 8)
        return DType::Q5_K;
    if (isOneBit(fileType_))
        return DType::IQ2_XXS;
    return isRicherTwoBit(fileType_) ? DType::IQ3_S : base_;
}

DType MixtureTypes::attentionV() {
    DType type = attentionVOfMixture();
    ++attentionValues_;
    if (seventyBillion() && (type == DType::Q3_K || type == DType::Q4_K))
        type = DType::Q5_K;
    return model_.experts == 8 ? DType::Q8_0 : type;
}

DType MixtureTypes::attentionVOfMixture() const {
    const bool shared = headsPerKeyValue() >= 4;
    switch (fileType_) {
    case FileType::Q2_K:
        return shared ? DType::Q4_K : DType::Q3_K;
    case FileType::Q2_K_S:
    case FileType::IQ3_XS:
    case FileType::IQ3_S:
        return shared ? DType::Q4_K : base_;
    case FileType::IQ3_XXS:
        if (shared)
            return DType::Q4_K;
        return model_.hasImportance ? DType::IQ3_XXS : DType::IQ3_S;
    case FileType::IQ3_M:
        return DType::Q4_K;
    case FileType::Q3_K_M:
        return attentionValues_ < 2 ? DType::Q5_K : DType::Q4_K;
    case FileType::Q3_K_L:
        return DType::Q5_K;
    case FileType::IQ4_NL:
    case FileType::IQ4_XS:
        return shared ? DType::Q5_K : base_;
    case FileType::Q4_K_M:
    case FileType::Q5_K_M:
        return getsMoreBits(attentionValues_, model_.attentionValues) ? DType::Q6_K : base_;
    case FileType::Q4_K_S:
        return attentionValues_ < 4 ? DType::Q5_K : base_;
    default:
        return base_;
    }
}

DType MixtureTypes::attentionQ() const {
    if (fileType_ == FileType::IQ3_XS)
        return DType::IQ3_XXS;
    return fileType_ == FileType::IQ3_XXS ? DType::IQ2_S : base_;
}

DType MixtureTypes::attentionOutput() const {
    if (falcon())
        return fileType_ == FileType::Q3_K_L ? DType::Q4_K : base_;
    if (model_.experts == 8) {
        const bool small =
            isOneOf(fileType_, {FileType::Q2_K, FileType::Q3_K_S, FileType::Q3_K_M, FileType::Q4_K_S,
                                FileType::Q4_K_M, FileType::IQ3_XXS, FileType::IQ3_XS, FileType::IQ3_S,
                                FileType::IQ3_M, FileType::IQ4_NL, FileType::IQ4_XS});
        return small ? DType::Q5_K : base_;
    }
    switch (fileType_) {
    case FileType::Q2_K:
        return DType::Q3_K;
    case FileType::IQ3_XXS:
        return DType::IQ3_S;
    case FileType::Q3_K_M:
    case FileType::IQ3_M:
        return DType::Q4_K;
    case FileType::Q3_K_L:
        return DType::Q5_K;
    default:
        return base_;
    }
}

DType MixtureTypes::feedForwardDown(int layer) const {
    const int layers = model_.layers;
    const bool early = layer < layers / 8;
    const bool earliest = layer < layers / 16;
    const bool more = getsMoreBits(layer, layers);
    switch (fileType_) {
    case FileType::Q2_K:
        return DType::Q3_K;
    case FileType::Q2_K_S:
        return early ? DType::Q4_K : base_;
    case FileType::IQ3_XXS:
        if (model_.hasImportance)
            return base_;
        return early ? DType::Q4_K : DType::Q3_K;
    case FileType::Q3_K_M:
        if (earliest)
            return DType::Q5_K;
        return !falcon() || more ? DType::Q4_K : DType::Q3_K;
    case FileType::IQ3_M:
        return early || (model_.experts == 8 && more) ? DType::Q4_K : base_;
    case FileType::Q3_K_L:
        return falcon() ? DType::Q4_K : DType::Q5_K;
    case FileType::Q4_K_M:
        if (!falcon() || earliest)
            return more || earliest ? DType::Q6_K : base_;
        return more ? DType::Q5_K : base_;
    case FileType::IQ4_NL:
    case FileType::IQ4_XS:
        return early && !model_.hasImportance ? DType::Q5_K : base_;
    case FileType::Q5_K_M:
        return more ? DType::Q6_K : base_;
    case FileType::Q4_K_S:
        return early && !falcon() ? DType::Q5_K : base_;
    case FileType::Q4_0: // an importance matrix can go astray in the first layers; a zero point helps there
        return early && model_.hasImportance ? DType::Q4_1 : base_;
    case FileType::Q5_0:
        return early && model_.hasImportance ? DType::Q5_1 : base_;
    default:
        return base_;
    }
}

DType MixtureTypes::feedForwardUp(int layer) const {
    const bool middle = layer >= model_.layers / 8 && layer < 7 * model_.layers / 8;
    return fileType_ == FileType::IQ3_XS && middle ? DType::IQ3_XXS : base_;
}

} // namespace mantissa
