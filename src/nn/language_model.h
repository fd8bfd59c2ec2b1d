#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/random.h"
#include "nn/embedding.h"
#include "nn/transformer.h"

namespace madang {

struct LanguageModelOptions {
  int vocabulary = 0;
  int context = 0;  ///< the most tokens that it sees at once
  int layers = 1;
  TransformerOptions block = {};
  bool head_bias = false;
  bool tied = false;  ///< the head's weights are those of the tokens' embedding (Press & Wolf 2017)
};

/// A decoder-only Transformer, a GPT (Radford et al. 2018, section 3.1; with pre-norm and a last norm,
/// Radford et al. 2019, section 2.3): a vector of each token and of each position, causal blocks, a layer
/// norm, and for every position the logits of the token that comes next. The embeddings start with a standard
/// deviation of 0.02, so that the first loss is near ln(vocabulary).
struct LanguageModel {
  /// Throws Error without a vocabulary, a context or layers.
  LanguageModel(const LanguageModelOptions& options, Random& random);

  // tokens: (texts · length), text after text, at most `context` in each → (texts · length, vocabulary)
  // training: what dropout draws from; without it, nothing is dropped.
  Variable operator()(std::span<const std::int32_t> tokens, int length, Random* training = nullptr) const;

  struct Trace {
    Variable embedded;                     // (texts, length, model): before the first block
    std::vector<TransformerTrace> blocks;  // attention with its scores and weights
    Variable logits;                       // (texts · length, vocabulary)
  };
  /// The same with all that is computed on the way: as exact, slower.
  Trace inspect(std::span<const std::int32_t> tokens, int length) const;

  /// The keys and values of a text that is being written, block by block.
  struct Past {
    std::vector<KeyValues> blocks;
    int length() const { return blocks.empty() ? 0 : blocks.front().length(); }
  };
  /// The tokens that follow those in `past`, which are added to it. Logits as those of the whole text at
  /// once.
  // tokens: (new) of one text → (new, vocabulary). Throws Error beyond the context: positions are learned, so
  // that what was kept does not hold for a window that has moved.
  Variable extend(std::span<const std::int32_t> tokens, Past& past) const;

  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  std::vector<NamedParameter> named_parameters() const;

  /// Of a text of so many tokens, all logits.
  Cost cost(int length) const;
  /// Multiply-adds to write `length` tokens one after the other, each from all before it: with keys and
  /// values kept, or with every text computed anew. Of the last position's logits alone.
  std::int64_t writing_multiply_adds(int length, bool cached) const;

  std::string pytorch() const;
  std::vector<std::string> pytorch_classes() const;

  LanguageModelOptions options;
  Embedding tokens, positions;
  std::vector<TransformerEncoderBlock> blocks;
  LayerNorm norm;
  std::optional<Linear> head;  // nothing where it is tied

 private:
  Variable embed(std::span<const std::int32_t> text, int length, int first) const;
  Variable answer(const Variable& x) const;
};

/// How many numbers a language model of these sizes trains.
std::int64_t parameter_count(const LanguageModelOptions& options);

}  // namespace madang
