#include "autograd/ops_norm.h"
#include "golden/golden.h"
#include "nn/additive_attention.h"
#include "nn/batch_norm.h"
#include "nn/embedding.h"
#include "nn/mlp.h"
#include "nn/multi_head_attention.h"
#include "nn/multiplicative_attention.h"
#include "nn/norm.h"
#include "nn/transformer.h"

using namespace madang;
using namespace madang::test::golden;

TEST_CASE("golden: normalisation") {
  const auto last = [](auto& x) { return layer_norm(x[0], x[1], x[2]); };
  for (const std::string name : {"last", "two", "one", "empty"}) check("layer_norm/" + name, last);
  check("layer_norm/bare", [](auto& x) { return layer_norm(x[0]); });
  check("layer_norm/permuted", [](auto& x) { return layer_norm(permute(x[0], {1, 2, 0}), x[1], x[2]); });
  check("rms_norm/last", [](auto& x) { return rms_norm(x[0], x[1]); });
  for (const std::string name : {"vectors", "sequences", "pictures"}) {
    check("batch_norm/" + name, [](auto& x) { return batch_norm(x[0], x[1], x[2]); });
  }
  for (const std::string name : {"kept vectors", "kept sequences", "kept pictures"}) {
    check("batch_norm/" + name, [](auto& x) {
      return batch_norm(x[0], x[1], x[2], ChannelMoments{x.value(3), x.value(4)});
    });
  }
  check("unit_length/rows", [](auto& x) { return unit_length(x[0]); });
  check("group_norm/pictures", [](auto& x) { return group_norm(x[0], 2, x[1], x[2]); });
  check("group_norm/one group", [](auto& x) { return group_norm(x[0], 1, x[1], x[2]); });
  check("instance_norm/pictures", [](auto& x) { return instance_norm(x[0], x[1], x[2]); });
}

TEST_CASE("golden: layers, loaded by PyTorch's names, ten steps of SGD") {
  Random random(1);
  check_layer("Linear/plain", Linear(3, 5, random));
  check_layer("Linear/no bias", Linear(1, 7, random, {.bias = false}));
  check_layer("Mlp/tanh", Mlp({3, 5, 2}, random));
  check_layer("Embedding/rows", Embedding(5, 3, random), [](auto& m, auto& x) { return m(x.indices(0)); });
  check_layer("LayerNorm/last", LayerNorm(5));
  check_layer("GroupNorm/two", GroupNorm(2, 4));
  check_layer("InstanceNorm/pictures", InstanceNorm(3));
  check_layer("BatchNorm/pictures", BatchNorm(3), [](auto& m, auto& x) { return m(x[0], Mode::training); });
  check_layer("BatchNorm/kept", BatchNorm(3), [](auto& m, auto& x) { return m(x[0], Mode::evaluation); });
}

TEST_CASE("golden: multi-head attention") {
  Random random(1);
  check_layer("MultiHeadAttention/self", MultiHeadAttention(6, 2, random),
              [](auto& m, auto& x) { return m(x[0], x[0]); });
  check_layer("MultiHeadAttention/cross", MultiHeadAttention(4, 1, random),
              [](auto& m, auto& x) { return m(x[0], x[1]); });
}

TEST_CASE("golden: additive and multiplicative attention") {
  Random random(1);
  const auto context = [](auto& m, auto& x) { return m(x[0], x[1]); };
  check_layer("AdditiveAttention/pairs", AdditiveAttention(3, 4, 5, random), context);
  check_layer("AdditiveAttention/one", AdditiveAttention(1, 1, 1, random), context);
  check_layer("MultiplicativeAttention/general",
              MultiplicativeAttention(MultiplicativeScore::general, 3, 4, random), context);
}

TEST_CASE("golden: blocks of a Transformer") {
  Random random(1);
  const TransformerOptions before{.model_size = 4, .heads = 2, .feed_forward_size = 6};
  const TransformerOptions after{
      .model_size = 4, .heads = 1, .feed_forward_size = 6, .norm = NormPlacement::after};
  check_layer("TransformerEncoderBlock/before", TransformerEncoderBlock(before, random));
  check_layer("TransformerEncoderBlock/after", TransformerEncoderBlock(after, random));
  check_layer("TransformerEncoderBlock/causal", TransformerEncoderBlock(before, random),
              [](auto& m, auto& x) { return m(x[0], {.causal = true}); });
  const auto decode = [](auto& m, auto& x) { return m(x[0], x[1]); };
  check_layer("TransformerDecoderBlock/before", TransformerDecoderBlock(before, random), decode);
  TransformerOptions two_heads = after;
  two_heads.heads = 2;
  check_layer("TransformerDecoderBlock/after", TransformerDecoderBlock(two_heads, random), decode);
}
