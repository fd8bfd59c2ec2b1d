#pragma once

#include <vector>

#include "core/text.h"
#include "demos/cnn/settings.h"
#include "nn/sequential.h"

namespace madang::demos::cnn {

/// One picture of the image sets.
constexpr Volume image_volume{1, side, side};

/// A network of layers that have names for readers. Weights begin as He et al. 2015 have it.
struct ConvNet {
  // x: (batch, channels, height, width) → of every layer (batch, channels, …); of the last (batch, classes)
  std::vector<Variable> outputs(const Variable& x, Mode mode) const { return layers.trace(x, mode); }
  Variable logits(const Variable& x, Mode mode) const { return layers(x, mode); }

  std::vector<Cost> costs() const { return layers.costs(in); }
  Cost cost() const { return layers.cost(in); }
  /// The filters of a convolution (out, in, kernel, kernel); nothing of other layers.
  Variable filters(std::size_t layer) const;

  std::vector<Variable> parameters() const { return layers.parameters(); }
  /// "0.0.weight", "2.conv1.weight", "5.1.bias"
  std::vector<NamedParameter> named_parameters() const { return layers.named_parameters(); }
  std::vector<NamedParameter> named_buffers() const { return layers.named_buffers(); }

  Volume in;
  Sequential layers;
  std::vector<Text> names;
};

/// The networks, each with what it was the first to do, for one picture of 28×28 pixels and ten classes:
///   LeNet      5×5 convolutions and pooling in turn, then a dense layer
///              (LeCun et al. 1989, figure 4: "LeNet-1")
///   AlexNet    a large first step, pooling that overlaps, three convolutions in a row, ReLU; no dropout here
///              (Krizhevsky et al. 2012, figure 2)
///   VGG        nothing but stacks of 3×3 convolutions, pooling between stages
///              (Simonyan & Zisserman 2015, table 1)
///   Inception  filters of several sizes side by side, an average instead of a dense head
///              (Szegedy et al. 2015, figure 2b)
///   ResNet     batch norm, and a shortcut past every two convolutions; all else is as in VGG, pooling and
///              head too, so that the two compare (He et al. 2016, section 4.2: 6n + 2 layers)
ConvNet network_of(Network network, int blocks, bool vgg_norm, Random random);

/// `count` convolutions of one kernel size, without anything between them; the picture keeps its size.
ConvNet stack_of(int count, int kernel, const Volume& in, Random random);

}  // namespace madang::demos::cnn
