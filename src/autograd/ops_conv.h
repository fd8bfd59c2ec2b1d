#pragma once

#include <optional>

#include "autograd/variable.h"
#include "core/size2.h"

/// Convolutions as PyTorch has them: cross-correlations, planes (batch, channels, height, width) or lines
/// (batch, channels, length). Derivatives of any order stay fast: a convolution, its gradient with respect to
/// the input and that with respect to the weight are each other's derivatives.
namespace madang {

struct ConvOptions {
  Size2 stride = 1;
  Size2 padding = 0;  // zeros on both sides
  Size2 dilation = 1;
  int groups = 1;
  std::optional<Size2> padding_after{};  // zeros at the bottom and right, where other than `padding`
};

/// With the padding that keeps height and width at stride 1, the larger half behind: PyTorch's
/// padding="same".
ConvOptions padded_same(Size2 kernel, ConvOptions options = {});

/// x: (batch, in, height, width)  weight: (out, in / groups, kernel height, kernel width)  bias: (out), or
/// nothing  →  (batch, out, ⌊(height + 2 padding − dilation (kernel − 1) − 1) / stride⌋ + 1, …)
Variable conv2d(const Variable& x, const Variable& weight, const Variable& bias = {},
                const ConvOptions& options = {});

struct ConvTransposeOptions {
  Size2 stride = 1;
  Size2 padding = 0;         // what the convolution it reverses was padded with
  Size2 output_padding = 0;  // a stride > 1 maps several sizes to one: how much larger than the smallest
  Size2 dilation = 1;
  int groups = 1;
};

/// The adjoint of conv2d (Zeiler et al. 2010), so that x is spread instead of gathered.
/// x: (batch, in, height, width)  weight: (in, out / groups, kernel height, kernel width)  bias: (out), or
/// nothing  →  (batch, out, (height − 1) stride − 2 padding + dilation (kernel − 1) + output_padding + 1, …)
/// output_padding is less than the stride or the dilation.
Variable conv_transpose2d(const Variable& x, const Variable& weight, const Variable& bias = {},
                          const ConvTransposeOptions& options = {});

struct Conv1dOptions {
  int stride = 1;
  int padding = 0;
  int dilation = 1;
  int groups = 1;
  std::optional<int> padding_after{};
};

/// x: (batch, in, length)  weight: (out, in / groups, kernel)  bias: (out), or nothing
Variable conv1d(const Variable& x, const Variable& weight, const Variable& bias = {},
                const Conv1dOptions& options = {});

struct ConvTranspose1dOptions {
  int stride = 1;
  int padding = 0;
  int output_padding = 0;
  int dilation = 1;
  int groups = 1;
};

/// x: (batch, in, length)  weight: (in, out / groups, kernel)  bias: (out), or nothing
Variable conv_transpose1d(const Variable& x, const Variable& weight, const Variable& bias = {},
                          const ConvTranspose1dOptions& options = {});

}  // namespace madang
