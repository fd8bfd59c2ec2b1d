#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/random.h"
#include "gpu/gpt_training.h"
#include "nn/language_model.h"
#include "nn/losses.h"
#include "optim/adam.h"

namespace madang::test {

/// What gpu::GptTraining trains, of the engine's own layers on the CPU, and a text to learn.
class Gpt {
 public:
  Gpt(const gpu::GptShape& shape, float learning_rate)
      : shape_(shape),
        learning_rate_(learning_rate),
        optimizer_(parameters(), {.learning_rate = learning_rate, .weight_decay = weight_decay}) {}

  std::vector<Variable> parameters() const { return model_.parameters(); }

  /// The loss before the step.
  float step(std::span<const std::int32_t> input, std::span<const std::int32_t> next) {
    const Variable loss = cross_entropy(model_(input, shape_.length), next);
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

  gpu::GptShape shape_;
  float learning_rate_;
  Random random_{1};
  LanguageModel model_{{.vocabulary = shape_.vocabulary,
                        .context = shape_.length,
                        .layers = shape_.layers,
                        .block = {.model_size = shape_.model_size,
                                  .heads = shape_.heads,
                                  .feed_forward_size = shape_.feed_forward_size}},
                       random_};
  AdamW optimizer_;
};

}  // namespace madang::test
