#pragma once

#include <span>

#include "core/size2.h"

namespace madang::kernels {

/// A two-dimensional convolution of the field (mathematically a cross-correlation), everything contiguous:
///   y[n, o, p] = bias[o] + Σ_c,k w[o, c, k] x[n, c, p · stride + k · dilation − padding]
/// x: (batch, in_channels, in)            zeros outside
/// w: (out_channels, in_channels / groups, kernel)
/// y: (batch, out_channels, out)
/// With groups, an output channel sees only the input channels of its own group.
struct Conv {
  int batch = 1;
  int in_channels = 1;
  int out_channels = 1;
  int groups = 1;
  Size2 in = 0;
  Size2 kernel = 1;
  Size2 stride = 1;
  Size2 padding = 0;
  Size2 dilation = 1;

  Size2 out() const {
    return {out_length(in.height, kernel.height, stride.height, padding.height, dilation.height),
            out_length(in.width, kernel.width, stride.width, padding.width, dilation.width)};
  }
  int group_in() const { return in_channels / groups; }
  int group_out() const { return out_channels / groups; }
  /// Inputs that one output sums over.
  int taps() const { return group_in() * kernel.area(); }

  static int out_length(int in, int kernel, int stride, int padding, int dilation) {
    const int room = in + 2 * padding - dilation * (kernel - 1) - 1;
    return room < 0 ? 0 : room / stride + 1;
  }
};

/// bias: (out_channels), or empty.
void conv(const Conv& shape, std::span<const float> x, std::span<const float> w, std::span<const float> bias,
          std::span<float> y);
/// dx = Σ w dy over the outputs that saw the input: the transposed convolution of dy.
void conv_input_gradient(const Conv& shape, std::span<const float> dy, std::span<const float> w,
                         std::span<float> dx);
/// dw = Σ x dy over batch and positions.
void conv_weight_gradient(const Conv& shape, std::span<const float> x, std::span<const float> dy,
                          std::span<float> dw);

void conv_reference(const Conv& shape, std::span<const float> x, std::span<const float> w,
                    std::span<const float> bias, std::span<float> y);
void conv_input_gradient_reference(const Conv& shape, std::span<const float> dy, std::span<const float> w,
                                   std::span<float> dx);
void conv_weight_gradient_reference(const Conv& shape, std::span<const float> x, std::span<const float> dy,
                                    std::span<float> dw);

}  // namespace madang::kernels
