#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "autograd/ops_arithmetic.h"
#include "autograd/ops_shape.h"
#include "core/random.h"
#include "gpu/gpt_training.h"
#include "nn/embedding.h"
#include "nn/losses.h"
#include "nn/norm.h"
#include "nn/transformer.h"
#include "optim/adam.h"

namespace madang::test {

/// What gpu::GptTraining trains, of the engine's own layers on the CPU, and a text to learn.
class Gpt {
 public:
  Gpt(const gpu::GptShape& shape, float learning_rate)
      : shape_(shape),
        learning_rate_(learning_rate),
        optimizer_(parameters(), {.learning_rate = learning_rate, .weight_decay = weight_decay}) {}

  std::vector<Variable> parameters() const {
    std::vector<NamedParameter> named;
    append_named(named, "tokens", tokens_);
    append_named(named, "positions", positions_);
    for (const TransformerEncoderBlock& block : blocks_) append_named(named, "block", block);
    append_named(named, "norm", norm_);
    append_named(named, "head", head_);
    return without_names(named);
  }

  /// The loss before the step.
  float step(std::span<const std::int32_t> input, std::span<const std::int32_t> next) {
    Variable x =
        reshape(tokens_(input), {shape_.batch, shape_.length, shape_.model_size}) + positions_.weight;
    for (const TransformerEncoderBlock& block : blocks_) x = block(x, {.causal = true});
    const Variable loss =
        cross_entropy(head_(reshape(norm_(x), {shape_.batch * shape_.length, shape_.model_size})), next);
    optimizer_.step(backward(loss));
    return loss.value().values()[0];
  }

  /// The same for the device.
  kernels::AdamUpdate update() const {
    return {.learning_rate = learning_rate_, .weight_decay = weight_decay, .decoupled_decay = true};
  }

  /// batch · length + 1 tokens: each follows from the one before it, now and then disturbed.
  std::vector<std::int32_t> text(std::uint64_t seed) const {
    Random random(seed);
    std::vector<std::int32_t> text(static_cast<std::size_t>(shape_.batch * shape_.length) + 1);
    std::int32_t token = 3;
    for (auto& next : text) {
      next = token;
      token = random.below(8) == 0
                  ? static_cast<std::int32_t>(random.below(static_cast<std::uint32_t>(shape_.vocabulary)))
                  : (5 * token + 3) % shape_.vocabulary;
    }
    return text;
  }

 private:
  static constexpr float weight_decay = 0.01f;

  std::vector<TransformerEncoderBlock> make_blocks() {
    const TransformerOptions options{.model_size = shape_.model_size,
                                     .heads = shape_.heads,
                                     .feed_forward_size = shape_.feed_forward_size};
    std::vector<TransformerEncoderBlock> blocks;
    for (int i = 0; i < shape_.layers; ++i) blocks.emplace_back(options, random_);
    return blocks;
  }

  gpu::GptShape shape_;
  float learning_rate_;
  Random random_{1};
  Embedding tokens_{shape_.vocabulary, shape_.model_size, random_, 0.02f};
  Embedding positions_{shape_.length, shape_.model_size, random_, 0.02f};
  std::vector<TransformerEncoderBlock> blocks_ = make_blocks();
  LayerNorm norm_{shape_.model_size};
  Linear head_{shape_.model_size, shape_.vocabulary, random_, {.bias = false}};
  AdamW optimizer_;
};

}  // namespace madang::test
