#pragma once

#include "autograd/ops_activation.h"
#include "nn/batch_norm.h"
#include "nn/conv.h"

namespace madang {

/// A convolution in two steps, each channel for itself and then 1×1 across channels, norm and ReLU after both
/// (Howard et al. 2017, figure 3): k² + out multiplications per position and channel in place of k² · out.
struct DepthwiseSeparableConv {
  DepthwiseSeparableConv(int in_channels, int out_channels, Random& random, int stride = 1)
      : depthwise(in_channels, in_channels, 3, random,
                  {.stride = stride, .padding = 1, .groups = in_channels}, start),
        pointwise(in_channels, out_channels, 1, random, {}, start),
        bn1(in_channels),
        bn2(out_channels) {}

  // x: (batch, in_channels, height, width) → (batch, out_channels, ⌈height / stride⌉, ⌈width / stride⌉)
  Variable operator()(const Variable& x, Mode mode) const {
    return relu(bn2(pointwise(relu(bn1(depthwise(x), mode))), mode));
  }

  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  std::vector<NamedParameter> named_parameters() const {
    std::vector<NamedParameter> named;
    append_named(named, "depthwise", depthwise);
    append_named(named, "bn1", bn1);
    append_named(named, "pointwise", pointwise);
    append_named(named, "bn2", bn2);
    return named;
  }
  std::vector<NamedParameter> named_buffers() const {
    std::vector<NamedParameter> named;
    append_named_buffers(named, "bn1", bn1);
    append_named_buffers(named, "bn2", bn2);
    return named;
  }

  Conv2d depthwise, pointwise;
  BatchNorm bn1, bn2;

 private:
  static constexpr ConvStart start{.initialisation = Initialisation::he_normal, .bias = false};
};

}  // namespace madang
