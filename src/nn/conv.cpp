#include "nn/conv.h"

#include <algorithm>

#include "core/python.h"

namespace madang {
namespace {

/// Channels of the weight's second axis.
int per_group(const char* layer, int channels, int other_channels, int groups, Size2 kernel) {
  if (std::min({channels, other_channels, kernel.height, kernel.width}) < 1) {
    throw Error(std::string(layer) + ": no layer from " + std::to_string(channels) + " and " +
                std::to_string(other_channels) + " channels with a kernel " + to_string(kernel));
  }
  if (groups < 1 || channels % groups != 0 || other_channels % groups != 0) {
    throw Error(std::string(layer) + ": " + std::to_string(channels) + " and " +
                std::to_string(other_channels) + " channels are no multiples of " + std::to_string(groups) +
                " groups");
  }
  return channels / groups;
}

Variable first_bias(int channels, ConvStart start) {
  return start.bias ? parameter(Tensor({channels})) : Variable();
}

std::vector<NamedParameter> named(const Variable& weight, const Variable& bias) {
  std::vector<NamedParameter> all{{"weight", weight}};
  if (bias) all.push_back({"bias", bias});
  return all;
}

enum class Direction { forwards, backwards };

/// A constructor in PyTorch. The weight's first axis counts what comes out, that of a transposed layer what
/// goes in; the other is of one group.
template <class Kernel, class Layer>
std::string convolution(const char* name, Kernel kernel, const Layer& layer, Direction direction) {
  const auto& options = layer.options;
  const int first = layer.weight.shape()[0], second = layer.weight.shape()[1] * options.groups;
  const Kernel one = 1, zero = 0, padding = options.padding;
  if constexpr (requires { options.padding_after; }) {
    if (Kernel(options.padding_after.value_or(padding)) != padding) {
      throw Error(std::string(name) + ": no uneven padding in PyTorch");
    }
  }
  PythonCall call(name);
  call.with(direction == Direction::forwards ? second : first)
      .with(direction == Direction::forwards ? first : second)
      .with(kernel)
      .with("stride", Kernel(options.stride), one)
      .with("padding", padding, zero);
  if constexpr (requires { options.output_padding; })
    call.with("output_padding", Kernel(options.output_padding), zero);
  return call.with("dilation", Kernel(options.dilation), one)
      .with("groups", options.groups, 1)
      .with("bias", static_cast<bool>(layer.bias), true)
      .text();
}

}  // namespace

Conv2d::Conv2d(int in_channels, int out_channels, Size2 kernel, Random& random,
               const ConvOptions& conv_options, ConvStart start)
    : bias(first_bias(out_channels, start)), options(conv_options) {
  const int second = per_group("conv2d", in_channels, out_channels, options.groups, kernel);
  weight = parameter(
      initial_weight(start.initialisation, {out_channels, second, kernel.height, kernel.width}, random));
}

Conv1d::Conv1d(int in_channels, int out_channels, int kernel, Random& random,
               const Conv1dOptions& conv_options, ConvStart start)
    : bias(first_bias(out_channels, start)), options(conv_options) {
  const int second = per_group("conv1d", in_channels, out_channels, options.groups, kernel);
  weight = parameter(initial_weight(start.initialisation, {out_channels, second, kernel}, random));
}

ConvTranspose2d::ConvTranspose2d(int in_channels, int out_channels, Size2 kernel, Random& random,
                                 const ConvTransposeOptions& conv_options, ConvStart start)
    : bias(first_bias(out_channels, start)), options(conv_options) {
  const int second = per_group("conv_transpose2d", out_channels, in_channels, options.groups, kernel);
  weight = parameter(
      initial_weight(start.initialisation, {in_channels, second, kernel.height, kernel.width}, random));
}

ConvTranspose1d::ConvTranspose1d(int in_channels, int out_channels, int kernel, Random& random,
                                 const ConvTranspose1dOptions& conv_options, ConvStart start)
    : bias(first_bias(out_channels, start)), options(conv_options) {
  const int second = per_group("conv_transpose1d", out_channels, in_channels, options.groups, kernel);
  weight = parameter(initial_weight(start.initialisation, {in_channels, second, kernel}, random));
}

std::vector<NamedParameter> Conv2d::named_parameters() const { return named(weight, bias); }
std::vector<NamedParameter> Conv1d::named_parameters() const { return named(weight, bias); }
std::vector<NamedParameter> ConvTranspose2d::named_parameters() const { return named(weight, bias); }
std::vector<NamedParameter> ConvTranspose1d::named_parameters() const { return named(weight, bias); }

Cost Conv2d::cost(const Volume& in) const {
  const Shape& shape = weight.shape();
  if (in.channels != shape[1] * options.groups) {
    throw Error("conv2d: " + std::to_string(shape[1] * options.groups) + " channels expected, " +
                std::to_string(in.channels) + " come in");
  }
  const int reach_down = options.dilation.height * (shape[2] - 1) + 1;
  const int reach_across = options.dilation.width * (shape[3] - 1) + 1;
  const Size2 before = options.padding, after = options.padding_after.value_or(before);
  const Volume out{shape[0],
                   (in.height + before.height + after.height - reach_down) / options.stride.height + 1,
                   (in.width + before.width + after.width - reach_across) / options.stride.width + 1};
  return {.out = out,
          .parameters = parameter_count(*this),
          .multiply_adds = static_cast<std::int64_t>(weight.value().size()) * out.area(),
          .field = std::max(reach_down, reach_across),
          .jump = std::max(options.stride.height, options.stride.width),
          .depth = 1};
}

std::string Conv2d::pytorch() const {
  return convolution("nn.Conv2d", Size2(weight.shape()[2], weight.shape()[3]), *this, Direction::forwards);
}
std::string Conv1d::pytorch() const {
  return convolution("nn.Conv1d", weight.shape()[2], *this, Direction::forwards);
}
std::string ConvTranspose2d::pytorch() const {
  const Size2 kernel(weight.shape()[2], weight.shape()[3]);
  return convolution("nn.ConvTranspose2d", kernel, *this, Direction::backwards);
}
std::string ConvTranspose1d::pytorch() const {
  return convolution("nn.ConvTranspose1d", weight.shape()[2], *this, Direction::backwards);
}

}  // namespace madang
