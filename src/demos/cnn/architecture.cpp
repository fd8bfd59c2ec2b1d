#include "demos/cnn/architecture.h"

#include "core/error.h"

namespace madang::demos::cnn {

namespace {

constexpr int stem_channels = 8;
constexpr int stage_channels[] = {8, 16, 32};

Layer conv(int channels, int kernel, int padding, int stride = 1) {
  return {.channels = channels, .kernel = kernel, .stride = stride, .padding = padding};
}
Layer pool(int kernel, int stride, int padding = 0) {
  return {.kind = Kind::max_pool, .kernel = kernel, .stride = stride, .padding = padding};
}
Layer conv3x3(int channels, bool norm) {
  Layer layer = conv(channels, 3, 1);
  layer.norm = norm;
  return layer;
}
Layer dense(int units, bool relu = true) { return {.kind = Kind::dense, .channels = units, .relu = relu}; }
Layer inception(const InceptionChannels& ways) {
  return {.kind = Kind::inception, .channels = ways.total(), .ways = ways};
}
Layer average() { return {.kind = Kind::average}; }
Layer logits() { return dense(classes, false); }

Architecture lenet() { return {conv(8, 5, 0), pool(2, 2), conv(16, 5, 0), pool(2, 2), logits()}; }

Architecture alexnet() {
  return {conv(16, 5, 2, 2), pool(3, 2),     conv(24, 5, 2), pool(3, 2, 1), conv(32, 3, 1),
          conv(32, 3, 1),    conv(24, 3, 1), dense(64),      dense(64),     logits()};
}

/// The skeleton of VGG and ResNet: a stem, then three stages, each behind a pooling layer and filled by
/// `fill`.
template <class Fill>
Architecture stages(bool norm, Fill fill) {
  Architecture layers = {conv3x3(stem_channels, norm)};
  for (const int channels : stage_channels) {
    layers.push_back(pool(2, 2));
    fill(layers, channels);
  }
  layers.push_back(logits());
  return layers;
}

Architecture vgg(int blocks, bool norm) {
  return stages(norm, [&](Architecture& layers, int channels) {
    for (int i = 0; i < 2 * blocks; ++i) layers.push_back(conv3x3(channels, norm));
  });
}

Architecture resnet(int blocks) {
  const Layer block{.kind = Kind::residual, .kernel = 3, .padding = 1, .ways = {}};
  return stages(true, [&](Architecture& layers, int channels) {
    for (int i = 0; i < blocks; ++i) layers.emplace_back(block).channels = channels;
  });
}

Architecture inception() {
  return {
      conv(8, 5, 2),
      pool(2, 2),
      inception({.conv1x1 = 6, .reduced3x3 = 6, .conv3x3 = 10, .reduced5x5 = 3, .conv5x5 = 4, .pooled = 4}),
      pool(2, 2),
      inception({.conv1x1 = 10, .reduced3x3 = 8, .conv3x3 = 18, .reduced5x5 = 4, .conv5x5 = 8, .pooled = 8}),
      average(),
      logits()};
}

}  // namespace

Architecture architecture_of(Network network, int blocks, bool vgg_norm) {
  switch (network) {
    case Network::lenet:
      return lenet();
    case Network::alexnet:
      return alexnet();
    case Network::vgg:
      return vgg(blocks, vgg_norm);
    case Network::inception:
      return inception();
    case Network::resnet:
      return resnet(blocks);
  }
  throw Error("cnn: no such network");
}

Architecture stack_of(int count, int kernel, int channels) {
  Layer layer = conv(channels, kernel, kernel / 2);
  layer.relu = false;
  return Architecture(static_cast<std::size_t>(count), layer);
}

}  // namespace madang::demos::cnn
