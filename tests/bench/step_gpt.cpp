#include <algorithm>
#include <memory>
#include <vector>

#include "bench_item.h"
#include "core/random.h"
#include "nn/language_model.h"
#include "nn/losses.h"
#include "optim/adam.h"

namespace madang::bench {
namespace {

constexpr int kBatch = 16, kLength = 64, kModel = 64, kHeads = 4, kVocabulary = 64;

/// A decoder-only language model of characters.
template <int layers>
struct Gpt {
  Random random{1};
  LanguageModel model{{.vocabulary = kVocabulary,
                       .context = kLength,
                       .layers = layers,
                       .block = {.model_size = kModel, .heads = kHeads, .feed_forward_size = 4 * kModel}},
                      random};
  Adam optimizer{model.parameters(), {.learning_rate = 1e-3f}};
  std::vector<std::int32_t> text = letters(random), next{text.begin() + 1, text.begin() + 1 + kBatch*kLength};

  static std::vector<std::int32_t> letters(Random& random) {
    std::vector<std::int32_t> text(kBatch * kLength + 1);
    for (std::int32_t& token : text) token = static_cast<std::int32_t>(random.below(kVocabulary));
    return text;
  }

  void step() {
    const std::span<const std::int32_t> input(text.data(), kBatch * kLength);
    optimizer.step(backward(cross_entropy(model(input, kLength), next)));
  }
};

/// A text of kLength characters, each the most likely one after those before it, whose keys and values are
/// kept.
struct Writing : Gpt<4> {
  void step() {
    const NoRecording guard;
    LanguageModel::Past past;
    std::int32_t last = 0;
    for (int i = 0; i < kLength; ++i) {
      const Variable logits = model.extend(std::span(&last, 1), past);
      last = static_cast<std::int32_t>(std::ranges::max_element(logits.value().values()) -
                                       logits.value().values().begin());
    }
  }
};

}  // namespace

std::vector<Item> gpt_step_items() {
  Item writing = step_item<Writing>("one character with cache, GPT d 64, 4 layers, T 64");
  writing.count = kLength;
  return {step_item<Gpt<2>>("step, GPT d 64, 4 heads, 2 layers, T 64, batch 16, Adam"), std::move(writing)};
}

}  // namespace madang::bench
