// What attention does not see: boolean masks and padding, as PyTorch has them.
#include "autograd/ops_attention.h"
#include "golden/golden.h"
#include "nn/gru.h"
#include "nn/lstm.h"
#include "nn/multi_head_attention.h"
#include "nn/rnn.h"
#include "nn/transformer.h"

using namespace madang;
using namespace madang::test::golden;

TEST_CASE("golden: attention with boolean masks and lengths of keys") {
  const auto by_mask = [](auto& x) {
    return scaled_dot_product_attention(x[0], x[1], x[2], {.mask = mask_of(x.value(3))});
  };
  check("scaled_dot_product_attention/boolean", by_mask);
  check("scaled_dot_product_attention/boolean each", by_mask);
  check("scaled_dot_product_attention/boolean each",
        [](auto& x) { return attention(x[0], x[1], x[2], {.mask = mask_of(x.value(3))}).output; });
  check("scaled_dot_product_attention/lengths", [](auto& x) {
    return scaled_dot_product_attention(x[0], x[1], x[2], {.key_lengths = {3, 1}});
  });
  check("scaled_dot_product_attention/lengths", [](auto& x) {
    return attention(x[0], x[1], x[2], {.key_lengths = {3, 1}}).output;
  });
}

TEST_CASE("golden: attention whose weights are dropped by a mask that is held still") {
  const auto options = [](auto& x) { return AttentionOptions{.dropout = x.value(3)}; };
  check("scaled_dot_product_attention/dropped",
        [&](auto& x) { return scaled_dot_product_attention(x[0], x[1], x[2], options(x)); });
  check("scaled_dot_product_attention/dropped",
        [&](auto& x) { return attention(x[0], x[1], x[2], options(x)).output; });
}

TEST_CASE("golden: recurrent networks with one mask for all steps") {
  Random random(1);
  const auto run = [](auto& m, auto& x) { return m.run(x[0], {}, {x[1], x[2]}).output; };
  check_layer("Rnn/masked", Rnn(3, 2, random, {.layers = 2}), run);
  check_layer("Lstm/masked", Lstm(3, 2, random, {.layers = 2}), run);
  check_layer("Gru/masked", Gru(3, 2, random, {.layers = 2}), run);
}

TEST_CASE("golden: multi-head attention with key_padding_mask and attn_mask") {
  Random random(1);
  const MultiHeadAttention layer(4, 2, random);
  const auto padded = [](auto& m, auto& x) { return m(x[0], x[0], {.mask = key_padding_mask(x.value(1))}); };
  check_layer("MultiHeadAttention/padded", layer, padded);
  check_layer("MultiHeadAttention/padded on the left", layer, padded);
  check_layer("MultiHeadAttention/padded", layer, [](auto& m, auto& x) {
    return m(x[0], x[0], {.key_lengths = {3, 5}});
  });
  check_layer("MultiHeadAttention/boolean", layer,
              [](auto& m, auto& x) { return m(x[0], x[1], {.mask = mask_of(x.value(2))}); });
}

TEST_CASE("golden: blocks of a Transformer over padded texts") {
  Random random(1);
  const TransformerOptions options{.model_size = 4, .heads = 2, .feed_forward_size = 6};
  check_layer("TransformerEncoderBlock/padded", TransformerEncoderBlock(options, random),
              [](auto& m, auto& x) {
                return m(x[0], {.key_lengths = {3, 5}});
              });
  check_layer("TransformerDecoderBlock/padded", TransformerDecoderBlock(options, random),
              [](auto& m, auto& x) { return m(x[0], x[1], {.memory = key_padding_mask(x.value(2))}); });
  check_layer("TransformerDecoderBlock/padded", TransformerDecoderBlock(options, random),
              [](auto& m, auto& x) {
                return m(x[0], x[1], {.memory_lengths = {3, 5}});
              });
}
