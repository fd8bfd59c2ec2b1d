#include "autograd/ops_conv.h"

#include <algorithm>

#include "autograd/conv_family.h"
#include "autograd/ops_arithmetic.h"
#include "autograd/ops_shape.h"
#include "autograd/planes.h"
#include "autograd/record.h"

namespace madang {
namespace {

using kernels::Conv;

int smaller(Size2 size) { return std::min(size.height, size.width); }

void check_options(const char* operation, Size2 stride, Size2 padding, Size2 dilation, int groups) {
  if (smaller(stride) >= 1 && smaller(padding) >= 0 && smaller(dilation) >= 1 && groups >= 1) return;
  throw Error(std::string(operation) + ": no such stride " + to_string(stride) + ", padding " +
              to_string(padding) + ", dilation " + to_string(dilation) + ", groups " +
              std::to_string(groups));
}

void check_bias(const char* operation, const Variable& weight, const Variable& bias, int channels) {
  if (bias && bias.shape() != Shape{channels}) {
    fail(operation, "weight and bias do not fit", weight.shape(), bias.shape());
  }
}

/// Sizes of the last axes: a line counts as a plane of height 1.
Size2 extent_of(const Shape& shape) {
  return shape.rank() == 4 ? Size2(shape[2], shape[3]) : Size2(1, shape[2]);
}

void check_ranks(const char* operation, int rank, const Variable& x, const Variable& weight) {
  const char* what = rank == 4 ? "input (batch, channels, height, width) and weight of four axes expected"
                               : "input (batch, channels, length) and weight of three axes expected";
  if (x.shape().rank() != rank || weight.shape().rank() != rank) {
    fail(operation, what, x.shape(), weight.shape());
  }
  if (smaller(extent_of(weight.shape())) < 1) fail(operation, "kernel without elements", weight.shape());
}

Conv conv_sizes(const char* operation, int rank, const Variable& x, const Variable& weight,
                const Variable& bias, const ConvOptions& options) {
  check_options(operation, options.stride, options.padding, options.dilation, options.groups);
  check_ranks(operation, rank, x, weight);
  const Conv sizes{x.shape()[0],   x.shape()[1],         weight.shape()[0],
                   options.groups, extent_of(x.shape()), extent_of(weight.shape()),
                   options.stride, options.padding,      options.dilation};
  if (sizes.in_channels != weight.shape()[1] * sizes.groups) {
    fail(operation, "channels of input and weight (out, in / groups, …) do not fit", x.shape(),
         weight.shape());
  }
  if (sizes.out_channels % sizes.groups != 0) {
    throw Error(std::string(operation) + ": " + std::to_string(sizes.out_channels) +
                " channels out are no multiple of " + std::to_string(sizes.groups) + " groups");
  }
  if (smaller(sizes.out()) < 1) {
    fail(operation, "input with its padding is smaller than the kernel", x.shape(), weight.shape());
  }
  check_bias(operation, weight, bias, sizes.out_channels);
  return sizes;
}

int spread_length(int in, int kernel, int stride, int padding, int output_padding, int dilation) {
  return (in - 1) * stride - 2 * padding + dilation * (kernel - 1) + output_padding + 1;
}

/// Sizes of the convolution that the transposed one reverses: x is its result.
Conv transposed_sizes(const char* operation, int rank, const Variable& x, const Variable& weight,
                      const Variable& bias, const ConvTransposeOptions& o) {
  check_options(operation, o.stride, o.padding, o.dilation, o.groups);
  check_ranks(operation, rank, x, weight);
  const bool fits =
      (o.output_padding.height < o.stride.height || o.output_padding.height < o.dilation.height) &&
      (o.output_padding.width < o.stride.width || o.output_padding.width < o.dilation.width);
  if (!fits || smaller(o.output_padding) < 0) {
    throw Error(std::string(operation) + ": output padding " + to_string(o.output_padding) +
                " is not smaller than stride " + to_string(o.stride) + " or dilation " +
                to_string(o.dilation));
  }
  const Size2 in = extent_of(x.shape()), kernel = extent_of(weight.shape());
  if (x.shape()[1] != weight.shape()[0] || x.shape()[1] % o.groups != 0) {
    fail(operation, "channels of input and weight (in, out / groups, …) do not fit", x.shape(),
         weight.shape());
  }
  const Size2 out{spread_length(in.height, kernel.height, o.stride.height, o.padding.height,
                                o.output_padding.height, o.dilation.height),
                  spread_length(in.width, kernel.width, o.stride.width, o.padding.width,
                                o.output_padding.width, o.dilation.width)};
  if (smaller(in) < 1 || smaller(out) < 1) {
    fail(operation, "nothing is left of the result", x.shape(), weight.shape());
  }
  const int channels = weight.shape()[1] * o.groups;
  check_bias(operation, weight, bias, channels);
  return {x.shape()[0], channels, x.shape()[1], o.groups, out, kernel, o.stride, o.padding, o.dilation};
}

Variable transposed(const char* operation, const Conv& sizes, const Variable& x, const Variable& weight,
                    const Variable& bias) {
  const Variable y = conv_family::input_gradient(operation, sizes, x, weight);
  return bias ? y + reshape(bias, {sizes.in_channels, 1, 1}) : y;
}

}  // namespace

Variable conv2d(const Variable& x, const Variable& weight, const Variable& bias, const ConvOptions& options) {
  const Conv sizes = conv_sizes("conv2d", 4, x, weight, bias, options);
  return conv_family::convolve("conv2d", sizes, x, weight, bias);
}

Variable conv1d(const Variable& x, const Variable& weight, const Variable& bias,
                const Conv1dOptions& options) {
  const Conv sizes =
      conv_sizes("conv1d", 3, x, weight, bias,
                 {{1, options.stride}, {0, options.padding}, {1, options.dilation}, options.groups});
  return as_lines(conv_family::convolve("conv1d", sizes, as_planes(x), as_planes(weight), bias));
}

Variable conv_transpose2d(const Variable& x, const Variable& weight, const Variable& bias,
                          const ConvTransposeOptions& options) {
  const Conv sizes = transposed_sizes("conv_transpose2d", 4, x, weight, bias, options);
  return transposed("conv_transpose2d", sizes, x, weight, bias);
}

Variable conv_transpose1d(const Variable& x, const Variable& weight, const Variable& bias,
                          const ConvTranspose1dOptions& options) {
  const Conv sizes = transposed_sizes("conv_transpose1d", 3, x, weight, bias,
                                      {{1, options.stride},
                                       {0, options.padding},
                                       {0, options.output_padding},
                                       {1, options.dilation},
                                       options.groups});
  return as_lines(transposed("conv_transpose1d", sizes, as_planes(x), as_planes(weight), bias));
}

}  // namespace madang
