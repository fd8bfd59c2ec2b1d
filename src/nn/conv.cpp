#include "nn/conv.h"

#include <algorithm>

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

}  // namespace madang
