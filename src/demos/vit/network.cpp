#include "demos/vit/network.h"

#include "autograd/ops_arithmetic.h"
#include "autograd/ops_shape.h"
#include "autograd/ops_softmax.h"
#include "nn/activation.h"
#include "nn/pool.h"

namespace madang::demos::vit {

namespace {

TransformerOptions block_options(const Settings& settings) {
  return {.model_size = width, .heads = settings.head_count(), .feed_forward_size = 2 * width};
}

Classifier transformer(const Settings& settings, int first_tokens, bool windowed, Random& random) {
  Classifier net{.layers = {}, .first_tokens = first_tokens, .grid = settings.grid()};
  net.layers.add(PatchEmbedding(settings.patch_side(), width, first_tokens, settings.positions, random));
  const int tokens = net.grid * net.grid + first_tokens, window = net.grid / 2;
  for (int i = 0; i < settings.depth; ++i)
    net.layers.add(GroupedBlock(
        block_options(settings),
        windowed ? windows(net.grid, window, i % 2 == 0 ? 0 : window / 2) : all_together(tokens), random));
  net.layers.add(TokenReadout(width, classes, first_tokens, random));
  return net;
}

Classifier hybrid(const Settings& settings, Random& random) {
  constexpr int stem = 16, channels = 24;
  const ConvStart start{.initialisation = Initialisation::he_normal};
  Classifier net{.layers = {}, .grid = settings.grid()};
  int in = 1;
  for (const int out : {stem, channels, channels}) {  // 16×16, 8×8, 4×4
    net.layers.add(Conv2d(in, out, 3, random, {.stride = 2, .padding = 1}, start)).add(Relu{});
    in = out;
  }
  net.layers.add(MobileVitBlock(channels, net.grid, block_options(settings), settings.depth, random));
  net.layers.add(GlobalAveragePool{}).add(Linear(channels, classes, random));
  return net;
}

Classifier convnext(const Settings& settings, Random& random) {
  Classifier net;
  net.layers.add(Conv2d(1, width, settings.patch_side(), random, {.stride = settings.patch_side()}));
  for (int i = 0; i < settings.depth; ++i) net.layers.add(ConvNextBlock(width, random));
  net.layers.add(GlobalAveragePool{}).add(LayerNorm(width));
  net.layers.add(Linear(width, classes, random));
  return net;
}

}  // namespace

Variable Classifier::logits(const Tensor& images) const {
  const Variable all = outputs(images);
  if (all.shape()[1] == classes) return all;
  const Variable one = softmax(slice(all, 1, 0, classes)),
                 other = softmax(slice(all, 1, classes, 2 * classes));
  return log((one + other) * 0.5f);
}

Classifier network_of(const Settings& settings, Random random) {
  switch (settings.network) {
    case Network::vit:
      return transformer(settings, 1, false, random);
    case Network::deit:
      return transformer(settings, 2, false, random);
    case Network::window:
      return transformer(settings, 0, true, random);
    case Network::hybrid:
      return hybrid(settings, random);
    case Network::convnext:
      return convnext(settings, random);
  }
  throw Error("vit: no such network");
}

Classifier convnet(Random random) {
  const ConvStart start{.initialisation = Initialisation::he_normal};
  Classifier net;
  net.layers.add(Conv2d(1, 16, 3, random, {.stride = 2, .padding = 1}, start)).add(Relu{});
  net.layers.add(Conv2d(16, 32, 3, random, {.stride = 2, .padding = 1}, start)).add(Relu{});
  net.layers.add(Flatten{}).add(Linear(32 * canvas / 4 * canvas / 4, classes, random));
  return net;
}

}  // namespace madang::demos::vit
