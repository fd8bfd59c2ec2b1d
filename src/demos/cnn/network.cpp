#include "demos/cnn/network.h"

#include "core/error.h"
#include "nn/activation.h"
#include "nn/inception.h"
#include "nn/linear.h"
#include "nn/pool.h"
#include "nn/residual.h"

namespace madang::demos::cnn {

namespace {

constexpr int stem_channels = 8;
constexpr int stage_channels[] = {8, 16, 32};

struct Convolution {
  int channels = 0;  // that come out
  int kernel = 3;
  int padding = 0;
  int stride = 1;
  bool norm = false;  // batch norm behind it
  bool relu = true;   // behind both
};

/// Puts layers behind each other, each fitting what comes out of the one before.
class Builder {
 public:
  Builder(const Volume& in, Random random) : random_(random), at_(in) { net_.in = in; }

  void convolution(const Convolution& c) {
    const ConvStart start{.initialisation = Initialisation::he_normal, .bias = !c.norm};
    Sequential group;
    group.add(Conv2d(at_.channels, c.channels, c.kernel, random_, {.stride = c.stride, .padding = c.padding},
                     start));
    if (c.norm) group.add(BatchNorm2d(c.channels));
    if (c.relu) group.add(Relu{});
    add(group, with_sizes({"합성곱 ", "Convolution "}, c.kernel, c.stride));
  }
  void max_pool(int kernel, int stride, int padding = 0) {
    add(MaxPool2d{kernel, {.stride = stride, .padding = padding}},
        with_sizes({"최대 풀링 ", "Max pooling "}, kernel, stride));
  }
  void inception(const InceptionChannels& ways) {
    add(InceptionBlock(at_.channels, ways, random_), {"Inception 1×1, 3×3, 5×5", "Inception 1×1, 3×3, 5×5"});
  }
  void residual(int channels) {
    add(ResidualBlock(at_.channels, channels, random_), {"잔차 블록 3×3, 3×3", "Residual block 3×3, 3×3"});
  }
  void average() { add(GlobalAveragePool{}, {"전역 평균", "Global average"}); }
  void dense(int units, bool relu = true) {
    const auto start = relu ? Initialisation::he_normal : Initialisation::lecun_normal;
    Sequential group;
    group.add(Flatten{}).add(Linear(at_.size(), units, random_, {.initialisation = start}));
    if (relu) group.add(Relu{});
    add(group, {"완전 연결", "Fully connected"});
  }
  ConvNet with_logits() {
    dense(classes, false);
    return net_;
  }
  ConvNet finished() const { return net_; }

 private:
  static Text with_sizes(const Text& name, int kernel, int stride) {
    const std::string sizes = to_string(Size2(kernel)) + (stride > 1 ? " / " + std::to_string(stride) : "");
    return {name.korean + sizes, name.english + sizes};
  }
  template <Layer T>
  void add(const T& layer, const Text& name) {
    at_ = layer.cost(at_).out;
    net_.layers.add(layer);
    net_.names.push_back(name);
  }

  Random random_;
  Volume at_;
  ConvNet net_;
};

ConvNet lenet(Builder net) {
  for (const int channels : {8, 16}) {
    net.convolution({.channels = channels, .kernel = 5});
    net.max_pool(2, 2);
  }
  return net.with_logits();
}

ConvNet alexnet(Builder net) {
  net.convolution({.channels = 16, .kernel = 5, .padding = 2, .stride = 2});
  net.max_pool(3, 2);
  net.convolution({.channels = 24, .kernel = 5, .padding = 2});
  net.max_pool(3, 2, 1);
  for (const int channels : {32, 32, 24}) net.convolution({.channels = channels, .padding = 1});
  net.dense(64);
  net.dense(64);
  return net.with_logits();
}

/// The skeleton of VGG and ResNet: a stem, then three stages, each behind a pooling layer and filled by
/// `fill`.
template <class Fill>
ConvNet stages(Builder net, bool norm, Fill fill) {
  net.convolution({.channels = stem_channels, .padding = 1, .norm = norm});
  for (const int channels : stage_channels) {
    net.max_pool(2, 2);
    fill(net, channels);
  }
  return net.with_logits();
}

ConvNet vgg(const Builder& net, int blocks, bool norm) {
  return stages(net, norm, [&](Builder& stage, int channels) {
    for (int i = 0; i < 2 * blocks; ++i)
      stage.convolution({.channels = channels, .padding = 1, .norm = norm});
  });
}

ConvNet resnet(const Builder& net, int blocks) {
  return stages(net, true, [&](Builder& stage, int channels) {
    for (int i = 0; i < blocks; ++i) stage.residual(channels);
  });
}

ConvNet inception(Builder net) {
  net.convolution({.channels = 8, .kernel = 5, .padding = 2});
  net.max_pool(2, 2);
  net.inception({.conv1x1 = 6, .reduced3x3 = 6, .conv3x3 = 10, .reduced5x5 = 3, .conv5x5 = 4, .pooled = 4});
  net.max_pool(2, 2);
  net.inception({.conv1x1 = 10, .reduced3x3 = 8, .conv3x3 = 18, .reduced5x5 = 4, .conv5x5 = 8, .pooled = 8});
  net.average();
  return net.with_logits();
}

}  // namespace

Variable ConvNet::filters(std::size_t layer) const {
  const auto* group = layers.get_if<Sequential>(layer);
  const auto* convolution = group ? group->get_if<Conv2d>(0) : nullptr;
  return convolution ? convolution->weight : Variable();
}

ConvNet network_of(Network network, int blocks, bool vgg_norm, Random random) {
  const Builder net(image_volume, random);
  switch (network) {
    case Network::lenet:
      return lenet(net);
    case Network::alexnet:
      return alexnet(net);
    case Network::vgg:
      return vgg(net, blocks, vgg_norm);
    case Network::inception:
      return inception(net);
    case Network::resnet:
      return resnet(net, blocks);
  }
  throw Error("cnn: no such network");
}

ConvNet stack_of(int count, int kernel, const Volume& in, Random random) {
  Builder net(in, random);
  for (int i = 0; i < count; ++i)
    net.convolution({.channels = in.channels, .kernel = kernel, .padding = kernel / 2, .relu = false});
  return net.finished();
}

}  // namespace madang::demos::cnn
