#pragma once

#include "nn/batch_norm.h"
#include "nn/conv.h"

namespace madang {

/// Each layer sees the results of all before it and adds `growth` channels to them (Huang et al. 2017,
/// section 3): x ← [x, conv3×3(ReLU(norm(x)))].
struct DenseBlock {
  struct Layer {
    BatchNorm norm;
    Conv2d conv;
  };

  DenseBlock(int in_channels, int growth, int layer_count, Random& random);

  // x: (batch, in_channels, height, width) → (batch, in_channels + layers · growth, height, width)
  Variable operator()(const Variable& x, Mode mode) const;

  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  std::vector<NamedParameter> named_parameters() const;
  std::vector<NamedParameter> named_buffers() const;

  std::vector<Layer> layers;  // "denselayer1.norm1.weight", "denselayer1.conv1.weight", …
};

}  // namespace madang
