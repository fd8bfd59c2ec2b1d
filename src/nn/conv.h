#pragma once

#include "autograd/ops_conv.h"
#include "nn/cost.h"
#include "nn/initialisers.h"
#include "nn/module.h"

/// Layers around the operations of autograd/ops_conv.h, with PyTorch's names and layouts.
namespace madang {

/// How the parameters of a convolution start: the bias, where there is one, at 0.
struct ConvStart {
  Initialisation initialisation = Initialisation::xavier_uniform;
  bool bias = true;
};

struct Conv2d {
  /// Of given parameters; without a bias where that is nothing.
  explicit Conv2d(Variable given_weight, Variable given_bias = {}, const ConvOptions& conv_options = {})
      : weight(std::move(given_weight)), bias(std::move(given_bias)), options(conv_options) {}
  Conv2d(int in_channels, int out_channels, Size2 kernel, Random& random,
         const ConvOptions& conv_options = {}, ConvStart start = {});

  // x: (batch, in_channels, height, width) → (batch, out_channels, …)
  Variable operator()(const Variable& x) const { return conv2d(x, weight, bias, options); }

  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  std::vector<NamedParameter> named_parameters() const;

  /// Throws Error where the channels of `in` are others.
  Cost cost(const Volume& in) const;
  std::string pytorch() const;

  Variable weight;  // (out_channels, in_channels / groups, kernel height, kernel width)
  Variable bias;    // (out_channels), or nothing
  ConvOptions options;
};

struct Conv1d {
  Conv1d(int in_channels, int out_channels, int kernel, Random& random,
         const Conv1dOptions& conv_options = {}, ConvStart start = {});

  // x: (batch, in_channels, length) → (batch, out_channels, …)
  Variable operator()(const Variable& x) const { return conv1d(x, weight, bias, options); }

  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  std::vector<NamedParameter> named_parameters() const;

  std::string pytorch() const;

  Variable weight;  // (out_channels, in_channels / groups, kernel)
  Variable bias;    // (out_channels), or nothing
  Conv1dOptions options;
};

struct ConvTranspose2d {
  ConvTranspose2d(int in_channels, int out_channels, Size2 kernel, Random& random,
                  const ConvTransposeOptions& conv_options = {}, ConvStart start = {});

  // x: (batch, in_channels, height, width) → (batch, out_channels, …)
  Variable operator()(const Variable& x) const { return conv_transpose2d(x, weight, bias, options); }

  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  std::vector<NamedParameter> named_parameters() const;

  std::string pytorch() const;

  Variable weight;  // (in_channels, out_channels / groups, kernel height, kernel width)
  Variable bias;    // (out_channels), or nothing
  ConvTransposeOptions options;
};

struct ConvTranspose1d {
  ConvTranspose1d(int in_channels, int out_channels, int kernel, Random& random,
                  const ConvTranspose1dOptions& conv_options = {}, ConvStart start = {});

  // x: (batch, in_channels, length) → (batch, out_channels, …)
  Variable operator()(const Variable& x) const { return conv_transpose1d(x, weight, bias, options); }

  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  std::vector<NamedParameter> named_parameters() const;

  std::string pytorch() const;

  Variable weight;  // (in_channels, out_channels / groups, kernel)
  Variable bias;    // (out_channels), or nothing
  ConvTranspose1dOptions options;
};

}  // namespace madang
