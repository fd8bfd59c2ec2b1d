#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/random.h"
#include "demos/prenorm/settings.h"
#include "nn/embedding.h"
#include "nn/transformer.h"

namespace madang::demos::prenorm {

/// Characters → embedding + sinusoidal positions → `depth` causal blocks → (pre-norm only: a last layer norm)
/// → a number for each character that may come next. A part P of a block is
///   post-norm  LN(x + P(x))   (Vaswani et al. 2017, section 3.1)
///   pre-norm   x + P(LN(x))   (Xiong et al. 2020, table 1)
/// With pre-norm the trunk grows from block to block, hence the last norm. All draw the same first weights.
class Model {
 public:
  Model(Arm arm, int depth, int vocabulary, Random random);

  struct Pass {
    Variable x0;                           // (rows, length, width): before the first block
    std::vector<TransformerTrace> blocks;  // x behind each is its output
    Variable output;                       // (rows, length, width): what the last layer is given
    Variable logits;                       // (rows · length, vocabulary)
  };
  // characters: (rows · length), at most `context` in a row → (rows · length, vocabulary)
  Variable logits(std::span<const std::int32_t> characters, int length) const;
  /// The same with all that is computed on the way.
  Pass inspect(std::span<const std::int32_t> characters, int length) const;

  const std::vector<TransformerEncoderBlock>& blocks() const { return blocks_; }
  /// For a text of `context` characters, forwards.
  std::int64_t multiply_adds() const;
  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  std::vector<Variable> block_parameters() const;
  std::vector<NamedParameter> named_parameters() const;
  std::string pytorch() const;
  std::vector<std::string> pytorch_classes() const;

 private:
  Variable embedded(std::span<const std::int32_t> characters, int length) const;
  Variable answered(const Variable& output) const;

  Embedding embedding_;
  std::vector<TransformerEncoderBlock> blocks_;
  std::optional<LayerNorm> last_norm_;
  Linear answer_;
};

}  // namespace madang::demos::prenorm
