#pragma once

#include "nn/conv.h"

namespace madang {

/// Channels of the four ways through an inception block.
struct InceptionChannels {
  int conv1x1 = 1;
  int reduced3x3 = 1, conv3x3 = 1;  // 1×1 to fewer channels before the 3×3
  int reduced5x5 = 1, conv5x5 = 1;
  int pooled = 1;  // after the 3×3 maximum

  int total() const { return conv1x1 + conv3x3 + conv5x5 + pooled; }
};

/// Filters of several sizes side by side, their results one after the other (Szegedy et al. 2015, figure 2b).
/// ReLU after every convolution. Names as in torchvision's GoogLeNet.
struct InceptionBlock {
  InceptionBlock(int in_channels, const InceptionChannels& channels, Random& random);

  // x: (batch, in_channels, height, width) → (batch, channels.total(), height, width)
  Variable operator()(const Variable& x) const;

  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  std::vector<NamedParameter> named_parameters() const;

  Cost cost(const Volume& in) const;
  std::string pytorch() const;
  std::vector<std::string> pytorch_classes() const;

  Conv2d conv1x1;              // "branch1.conv"
  Conv2d reduced3x3, conv3x3;  // "branch2.0.conv", "branch2.1.conv"
  Conv2d reduced5x5, conv5x5;  // "branch3.0.conv", "branch3.1.conv"
  Conv2d pooled;               // "branch4.1.conv"
};

}  // namespace madang
