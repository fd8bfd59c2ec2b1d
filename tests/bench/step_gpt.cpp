#include <algorithm>
#include <memory>
#include <vector>

#include "autograd/ops_arithmetic.h"
#include "autograd/ops_shape.h"
#include "bench_item.h"
#include "core/random.h"
#include "nn/embedding.h"
#include "nn/losses.h"
#include "nn/norm.h"
#include "nn/transformer.h"
#include "optim/adam.h"

namespace madang::bench {
namespace {

constexpr int kBatch = 16, kLength = 64, kModel = 64, kHeads = 4, kVocabulary = 64;

/// A decoder-only language model of characters.
template <int layers>
struct Gpt {
  Random random{1};
  Embedding tokens{kVocabulary, kModel, random, 0.02f}, positions{kLength, kModel, random, 0.02f};
  std::vector<TransformerEncoderBlock> blocks = make_blocks(random);
  LayerNorm norm{kModel};
  Linear head{kModel, kVocabulary, random, {.bias = false}};
  Adam optimizer{parameters(), {.learning_rate = 1e-3f}};
  std::vector<std::int32_t> text = letters(random), next{text.begin() + 1, text.begin() + 1 + kBatch*kLength};

  static std::vector<TransformerEncoderBlock> make_blocks(Random& random) {
    const TransformerOptions options{.model_size = kModel, .heads = kHeads, .feed_forward_size = 4 * kModel};
    std::vector<TransformerEncoderBlock> blocks;
    for (int i = 0; i < layers; ++i) blocks.emplace_back(options, random);
    return blocks;
  }

  static std::vector<std::int32_t> letters(Random& random) {
    std::vector<std::int32_t> text(kBatch * kLength + 1);
    for (std::int32_t& token : text) token = static_cast<std::int32_t>(random.below(kVocabulary));
    return text;
  }

  std::vector<Variable> parameters() const {
    std::vector<NamedParameter> named;
    append_named(named, "tokens", tokens);
    append_named(named, "positions", positions);
    for (const TransformerEncoderBlock& block : blocks) append_named(named, "block", block);
    append_named(named, "norm", norm);
    append_named(named, "head", head);
    return without_names(named);
  }

  void step() {
    const std::span<const std::int32_t> input(text.data(), kBatch * kLength);
    Variable x = reshape(tokens(input), {kBatch, kLength, kModel}) + positions.weight;
    for (const TransformerEncoderBlock& block : blocks) x = block(x, {.causal = true});
    const Variable logits = head(reshape(norm(x), {kBatch * kLength, kModel}));
    optimizer.step(backward(cross_entropy(logits, next)));
  }
};

/// A text of kLength characters, each the most likely one after those before it, whose keys and values are
/// kept.
struct Writing : Gpt<4> {
  void step() {
    const NoRecording guard;
    std::vector<KeyValues> past(blocks.size());
    std::int32_t last = 0;
    for (std::int32_t position = 0; position < kLength; ++position) {
      Variable x = tokens(std::span(&last, 1)) + positions(std::span(&position, 1));
      x = reshape(x, {1, 1, kModel});
      for (std::size_t i = 0; i < blocks.size(); ++i) x = blocks[i].extend(x, past[i]);
      const Variable logits = head(reshape(norm(x), {1, kModel}));
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
