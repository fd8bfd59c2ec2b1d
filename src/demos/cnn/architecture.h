#pragma once

#include <vector>

#include "demos/cnn/experiment.h"
#include "nn/inception.h"

namespace madang::demos::cnn {

/// One layer of a network, from which it is built, counted and written as PyTorch.
struct Layer {
  Kind kind = Kind::convolution;
  int channels = 0;  // that come out: filters, units; 0 where as many as come in
  int kernel = 1;
  int stride = 1;
  int padding = 0;
  bool norm = false;  // batch norm behind a convolution
  bool relu = true;   // behind a convolution or a dense layer
  InceptionChannels ways = {};
};

using Architecture = std::vector<Layer>;

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
Architecture architecture_of(Network network, int blocks, bool vgg_norm);

/// `count` convolutions of one kernel size, without anything between them; the picture keeps its size.
Architecture stack_of(int count, int kernel, int channels);

}  // namespace madang::demos::cnn
