#include "autograd/ops_conv.h"

#include <algorithm>

#include "autograd/axis_view.h"
#include "autograd/conv_family.h"
#include "autograd/ops_arithmetic.h"
#include "autograd/ops_shape.h"
#include "autograd/planes.h"
#include "autograd/record.h"

namespace madang {
namespace {

using kernels::Conv;

int smaller(Size2 size) { return std::min(size.height, size.width); }

/// In each option, so that sums and products of a few do not overflow.
bool is_extent(Size2 size, int least) {
  constexpr int most = 1 << 20;
  return smaller(size) >= least && std::max(size.height, size.width) <= most;
}

void check_options(const char* operation, Size2 stride, Size2 padding, Size2 dilation, int groups) {
  if (is_extent(stride, 1) && is_extent(padding, 0) && is_extent(dilation, 1) && groups >= 1) return;
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
  if (smaller(extent_of(x.shape())) < 1) fail(operation, "planes without elements", x.shape());
}

void check_reach(const char* operation, const Variable& x, Size2 kernel, Size2 dilation) {
  checked_length(operation, x.shape(), std::int64_t{2} * dilation.height * kernel.height);
  checked_length(operation, x.shape(), std::int64_t{2} * dilation.width * kernel.width);
}

/// x with zeros on the sides where the padding is uneven, and in `options` the padding that is left.
Variable evened(const char* operation, int rank, const Variable& x, const Variable& weight,
                ConvOptions& options) {
  if (!options.padding_after) return x;
  const Size2 before = options.padding, after = *options.padding_after;
  check_options(operation, options.stride, after, options.dilation, options.groups);
  check_options(operation, options.stride, before, options.dilation, options.groups);
  check_ranks(operation, rank, x, weight);
  options.padding = {std::min(before.height, after.height), std::min(before.width, after.width)};
  const Size2 even = options.padding;
  Variable wider = x;
  if (before.height != after.height) {
    wider = pad(wider, -2, before.height - even.height, after.height - even.height);
  }
  if (before.width != after.width)
    wider = pad(wider, -1, before.width - even.width, after.width - even.width);
  return wider;
}

Conv conv_sizes(const char* operation, int rank, const Variable& x, const Variable& weight,
                const Variable& bias, const ConvOptions& options) {
  check_options(operation, options.stride, options.padding, options.dilation, options.groups);
  check_ranks(operation, rank, x, weight);
  check_reach(operation, x, extent_of(weight.shape()), options.dilation);
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

std::int64_t spread_length(int in, int kernel, int stride, int padding, int output_padding, int dilation) {
  return (in - std::int64_t{1}) * stride - 2 * padding + std::int64_t{dilation} * (kernel - 1) +
         output_padding + 1;
}

void check_transposed(const char* operation, int rank, const Variable& x, const Variable& weight,
                      const ConvTransposeOptions& o) {
  check_options(operation, o.stride, o.padding, o.dilation, o.groups);
  check_ranks(operation, rank, x, weight);
  check_reach(operation, x, extent_of(weight.shape()), o.dilation);
  const bool fits =
      (o.output_padding.height < o.stride.height || o.output_padding.height < o.dilation.height) &&
      (o.output_padding.width < o.stride.width || o.output_padding.width < o.dilation.width);
  if (!fits || smaller(o.output_padding) < 0) {
    throw Error(std::string(operation) + ": output padding " + to_string(o.output_padding) +
                " is not smaller than stride " + to_string(o.stride) + " or dilation " +
                to_string(o.dilation));
  }
  if (x.shape()[1] != weight.shape()[0] || x.shape()[1] % o.groups != 0) {
    fail(operation, "channels of input and weight (in, out / groups, …) do not fit", x.shape(),
         weight.shape());
  }
}

/// Sizes of the convolution that the transposed one reverses: x is its result.
Conv transposed_sizes(const char* operation, const Variable& x, const Variable& weight, const Variable& bias,
                      const ConvTransposeOptions& o) {
  const Size2 in = extent_of(x.shape()), kernel = extent_of(weight.shape());
  const auto height = spread_length(in.height, kernel.height, o.stride.height, o.padding.height,
                                    o.output_padding.height, o.dilation.height);
  const auto width = spread_length(in.width, kernel.width, o.stride.width, o.padding.width,
                                   o.output_padding.width, o.dilation.width);
  if (std::min(height, width) < 1) {
    fail(operation, "nothing is left of the result", x.shape(), weight.shape());
  }
  const Size2 out{checked_length(operation, x.shape(), height), checked_length(operation, x.shape(), width)};
  const int channels = weight.shape()[1] * o.groups;
  check_bias(operation, weight, bias, channels);
  return {x.shape()[0], channels, x.shape()[1], o.groups, out, kernel, o.stride, o.padding, o.dilation};
}

/// A part of an axis from `begin` on, which may be before its start or end behind it: zeros there.
Variable window(const Variable& x, int axis, int begin, int length) {
  const int size = x.shape()[axis], from = std::clamp(begin, 0, size),
            to = std::clamp(begin + length, from, size);
  const int before = std::min(std::max(-begin, 0), length);
  return pad(slice(x, axis, from, to), axis, before, length - before - (to - from));
}

Variable transposed(const char* operation, int rank, const Variable& x, const Variable& weight,
                    const Variable& bias, const ConvTransposeOptions& options) {
  check_transposed(operation, rank, x, weight, options);
  const Conv sizes = transposed_sizes(operation, x, weight, bias, options);
  const Variable planes = rank == 4 ? x : as_planes(x), kernels = rank == 4 ? weight : as_planes(weight);
  Variable y;
  if (options.output_padding.height < options.stride.height &&
      options.output_padding.width < options.stride.width) {
    y = conv_family::input_gradient(operation, sizes, planes, kernels);
  } else {  // a convolution would find further places in so large a result: all of it, then the wanted part
    ConvTransposeOptions whole = options;
    whole.padding = whole.output_padding = 0;
    y = conv_family::input_gradient(operation, transposed_sizes(operation, x, weight, bias, whole), planes,
                                    kernels);
    y = window(y, 2, options.padding.height, sizes.in.height);
    y = window(y, 3, options.padding.width, sizes.in.width);
  }
  if (bias) y = y + reshape(bias, {sizes.in_channels, 1, 1});
  return rank == 4 ? y : as_lines(y);
}

ConvOptions flat(const Conv1dOptions& options) {
  ConvOptions result{{1, options.stride}, {0, options.padding}, {1, options.dilation}, options.groups};
  if (options.padding_after) result.padding_after = Size2(0, *options.padding_after);
  return result;
}

}  // namespace

ConvOptions padded_same(Size2 kernel, ConvOptions options) {
  const Size2 all{options.dilation.height * (kernel.height - 1), options.dilation.width * (kernel.width - 1)};
  options.padding = {all.height / 2, all.width / 2};
  options.padding_after = Size2(all.height - all.height / 2, all.width - all.width / 2);
  return options;
}

Variable conv2d(const Variable& x, const Variable& weight, const Variable& bias, const ConvOptions& options) {
  ConvOptions even = options;
  const Variable padded = evened("conv2d", 4, x, weight, even);
  const Conv sizes = conv_sizes("conv2d", 4, padded, weight, bias, even);
  return conv_family::convolve("conv2d", sizes, padded, weight, bias);
}

Variable conv1d(const Variable& x, const Variable& weight, const Variable& bias,
                const Conv1dOptions& options) {
  ConvOptions even = flat(options);
  check_ranks("conv1d", 3, x, weight);
  const Variable padded =
      options.padding_after ? as_lines(evened("conv1d", 4, as_planes(x), as_planes(weight), even)) : x;
  const Conv sizes = conv_sizes("conv1d", 3, padded, weight, bias, even);
  return as_lines(conv_family::convolve("conv1d", sizes, as_planes(padded), as_planes(weight), bias));
}

Variable conv_transpose2d(const Variable& x, const Variable& weight, const Variable& bias,
                          const ConvTransposeOptions& options) {
  return transposed("conv_transpose2d", 4, x, weight, bias, options);
}

Variable conv_transpose1d(const Variable& x, const Variable& weight, const Variable& bias,
                          const ConvTranspose1dOptions& options) {
  return transposed("conv_transpose1d", 3, x, weight, bias,
                    {{1, options.stride},
                     {0, options.padding},
                     {0, options.output_padding},
                     {1, options.dilation},
                     options.groups});
}

}  // namespace madang
