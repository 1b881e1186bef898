#pragma once
// Which type llama.cpp's mixtures give each tensor. The rules are llama.cpp's own facts
// (src/llama-quant.cpp, release v0.5.0) and are tested against its library; they depend on what a tensor
// does, on its layer, on how many tensors of its kind came before, and on a few properties of the model.
#include "tradeoff/tensor_category.h"

namespace mantissa {

/// general.file_type of a GGUF file (llama_ftype in llama.cpp's include/llama.h); the numbers are the file's.
enum class FileType : int {
    F32 = 0,
    F16 = 1,
    Q4_0 = 2,
    Q4_1 = 3,
    Q8_0 = 7,
    Q5_0 = 8,
    Q5_1 = 9,
    Q2_K = 10,
    Q3_K_S = 11,
    Q3_K_M = 12,
    Q3_K_L = 13,
    Q4_K_S = 14,
    Q4_K_M = 15,
    Q5_K_S = 16,
    Q5_K_M = 17,
    Q6_K = 18,
    IQ2_XXS = 19,
    IQ2_XS = 20,
    Q2_K_S = 21,
    IQ3_XS = 22,
    IQ3_XXS = 23,
    IQ1_S = 24,
    IQ4_NL = 25,
    IQ3_S = 26,
    IQ3_M = 27,
    IQ2_S = 28,
    IQ2_M = 29,
    IQ4_XS = 30,
    IQ1_M = 31,
    BF16 = 32,
    TQ1_0 = 36,
    TQ2_0 = 37,
    MXFP4_MOE = 38,
    NVFP4 = 39, ///< no mixture: llama.cpp's quantizer has no rules for it
    Q1_0 = 40,
    Q2_0 = 41,
};

/// The type most tensors of such a file have.
DType defaultType(FileType fileType);

/// What the rules look at besides the tensor.
struct MixtureModel {
    std::string architecture; ///< GGUF's name: "llama"
    int layers = 0;
    int heads = 0;
    int keyValueHeads = 0;
    int experts = 0;
    int attentionValues = 0;     ///< tensors of category AttentionV
    bool tiedEmbeddings = false; ///< no output.weight: the token embedding is the output, too
    bool hasImportance = false;  ///< an importance matrix is used
};

struct MixtureTensor {
    TensorCategory category = TensorCategory::Other;
    int layer = -1;
    std::int64_t columns = 0;
    std::int64_t stacked = 1; ///< matrices in it (experts)
};

struct MixtureChoice {
    DType asked; ///< what the mixture gives tensors of this kind
    DType type;  ///< what it gives this one: another where its rules look at the length of the rows
};

/// Asked tensor by tensor, in llama.cpp's order: by layer (those of no layer first), then by name.
class MixtureTypes {
public:
    MixtureTypes(FileType fileType, MixtureModel model);

    /// Before any fallback for rows that the type's block does not divide.
    MixtureChoice next(const MixtureTensor& tensor);

private:
    MixtureChoice output(const MixtureTensor& tensor) const;
    DType inside(const MixtureTensor& tensor);
    DType tokenEmbedding() const;
    DType lowBit(const MixtureTensor& tensor);
    DType lowBitAttentionOutput() const;
    DType attentionV();
    DType attentionVOfMixture() const;
    DType attentionQ() const;
    DType attentionOutput() const;
    DType feedForwardDown(int layer) const;
    DType feedForwardUp(int layer) const;
    int layerOf(const MixtureTensor& tensor, int& counter) const;
    bool falcon() const { return model_.architecture == "falcon"; }
    bool seventyBillion() const;
    int headsPerKeyValue() const;

    FileType fileType_;
    DType base_;
    MixtureModel model_;
    int attentionValues_ = 0; ///< seen so far
    int downs_ = 0;
    int gates_ = 0;
    int ups_ = 0;
};

} // namespace mantissa
