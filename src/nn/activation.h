#pragma once

#include "autograd/ops_activation.h"
#include "nn/cost.h"
#include "nn/module.h"

/// The operations of autograd/ops_activation.h as layers.
namespace madang {

/// "nn.ReLU()"
std::string pytorch_activation(Activation activation);

struct Relu {
  Variable operator()(const Variable& x) const { return relu(x); }
  Cost cost(const Volume& in) const { return {.out = in}; }
  std::string pytorch() const { return "nn.ReLU()"; }
};

/// One of those without parameters, for a network whose activation is chosen while it runs: it brings all of
/// them into the program that is downloaded.
struct ActivationLayer {
  Variable operator()(const Variable& x) const { return activate(activation, x); }
  Cost cost(const Volume& in) const { return {.out = in}; }
  std::string pytorch() const { return pytorch_activation(activation); }

  Activation activation = Activation::relu;
};

struct LeakyRelu {
  Variable operator()(const Variable& x) const { return leaky_relu(x, slope); }
  Cost cost(const Volume& in) const { return {.out = in}; }
  std::string pytorch() const;

  float slope = 0.01f;
};

/// Learned slopes, 0.25 at the start (He et al. 2015, section 2.1): one for all units, or one per channel.
struct Prelu {
  explicit Prelu(int slopes = 1) : weight(parameter(Tensor::full({slopes}, 0.25f))) {}

  // x: (batch, channels, …) → the same shape
  Variable operator()(const Variable& x) const { return prelu(x, weight); }
  Cost cost(const Volume& in) const { return {.out = in, .parameters = weight.shape()[0]}; }
  std::string pytorch() const;

  std::vector<Variable> parameters() const { return {weight}; }
  std::vector<NamedParameter> named_parameters() const { return {{"weight", weight}}; }

  Variable weight;  // (slopes)
};

}  // namespace madang
