#pragma once
// A whole model's plan: a base (one scheme for all, or one of llama.cpp's mixtures, which look at layer and
// role), and ordered rules "pattern -> scheme" of which the first that matches a tensor's name wins over the
// base.
//
// Text form, one item a line. First the base: a mixture, with or without a method for its schemes ("Q4_K_M",
// "Q4_K_M/search"), or a scheme ("INT4,group=128"). Then "pure", if no mixture logic is wanted, and lines
// REGEX=SCHEME as llama.cpp's --tensor-type takes them ("ffn_down=Q6_K"; searched anywhere in the name,
// ignoring case; the first match wins). Empty lines and lines that start with # are passed over. Nothing is
// quoted: a line is taken as it stands, blanks around it and around the "=" left out.
// A name that is both a mixture and a format (Q6_K, Q4_0) is the mixture; "pure" makes it the format.
#include "files/model.h"
#include "methods/scheme.h"

namespace mantissa {

struct RecipeRule {
    std::string pattern;          ///< ECMAScript regular expression
    std::optional<Scheme> scheme; ///< none: plain F32
};

/// Whether the rule's pattern is found in the name. A pattern that cannot be compiled fits nothing.
bool matches(const RecipeRule& rule, const std::string& name);

struct Recipe {
    std::string base; ///< id of a mixture or canonical text of a scheme
    std::string
        method; ///< of a mixture's schemes, parameters included ("search"); empty: each format's default
    bool pure = false; ///< no mixture logic: the base type for every quantizable tensor
    std::vector<RecipeRule> rules;

    std::string text() const; ///< reads back to the same recipe
};

/// The text with "; " between the lines, to name it in a table.
std::string oneLine(const Recipe& recipe);

/// Errors: InvalidArgument / NotFound with the line number.
Result<Recipe> parseRecipe(std::string_view text);

/// The recipe that quantizes every tensor with one scheme.
Recipe recipeOf(const Scheme& scheme);

/// A named mixture of llama.cpp ("Q4_K_M") or preset of ours.
struct MixtureInfo {
    std::string id;
    Text description;
    std::string source;
    int ggufFileType; ///< general.file_type (llama_ftype)
};
std::span<const MixtureInfo> mixtures();
const MixtureInfo* findMixture(std::string_view id); ///< case-insensitive; null if there is none

/// What happens to one tensor.
struct TensorPlan {
    std::shared_ptr<const Tensor> tensor;
    std::optional<Scheme> scheme; ///< none: the tensor is kept as plain numbers or blocks of type `dtype`
    DType dtype = DType::F32;     ///< of the result where it has one; as stored when there is no scheme
    std::uint64_t bytes = 0;      ///< exact
    Text fallback;                ///< why the scheme is not the one asked for; empty source where it is
    bool fellBack() const { return fallback.source[0] != '\0'; }
};

/// As what the tensor is stored afterwards, for people: a dtype, or the packed weight that it stays.
std::string storedType(const TensorPlan& plan);

/// The scheme each tensor gets, in the model's order, fallbacks resolved as llama.cpp resolves them. Tensors
/// under Hugging Face names are known by their place, so that mixtures choose the same types as llama.cpp.
/// Some mixtures choose other types where an importance matrix is at hand.
/// A rule fits a tensor by its name or by its other one, so that a recipe means the same for a Hugging Face
/// folder and for the GGUF file made of it. otherNames: in the model's order; if there are none, those that
/// otherNameOf gives. Errors: Unsupported naming a format that a mixture needs and that is not there;
/// NotFound, InvalidArgument.
Result<std::vector<TensorPlan>> planTensors(const Model& model, const Recipe& recipe,
                                            bool hasImportance = false,
                                            std::span<const std::string> otherNames = {});

/// The name in a GGUF file of a tensor that is under its Hugging Face name; empty for models that are GGUF
/// files.
std::string otherNameOf(const Model& model, const Tensor& tensor);

/// The plan of one tensor under one scheme (what `compare` measures).
TensorPlan planTensor(const std::shared_ptr<const Tensor>& tensor, const Scheme& scheme);

/// Whether recipes quantize this tensor at all: a weight matrix, not a norm, bias, router or rope table
/// (llama.cpp's rules).
bool quantizable(const Tensor& tensor);

} // namespace mantissa
