#pragma once

#include "autograd/ops_norm.h"
#include "nn/cost.h"
#include "nn/mode.h"
#include "nn/module.h"

/// Layers around the operations of autograd/ops_norm.h, with PyTorch's names and starting values: weight 1,
/// bias 0.
namespace madang {

/// Over the last axes.
struct LayerNorm {
  explicit LayerNorm(int features, float epsilon_value = default_norm_epsilon)
      : LayerNorm(Shape{features}, epsilon_value) {}
  explicit LayerNorm(const Shape& last_axes, float epsilon_value = default_norm_epsilon)
      : weight(parameter(Tensor::full(last_axes, 1.0f))),
        bias(parameter(Tensor(last_axes))),
        epsilon(epsilon_value) {}

  // x: (…, last axes) → the same shape
  Variable operator()(const Variable& x) const { return layer_norm(x, weight, bias, epsilon); }

  std::vector<Variable> parameters() const { return {weight, bias}; }
  std::vector<NamedParameter> named_parameters() const { return {{"weight", weight}, {"bias", bias}}; }

  Cost cost(const Volume& in) const { return {.out = in, .parameters = parameter_count(*this)}; }
  std::string pytorch() const;

  Variable weight;
  Variable bias;
  float epsilon;
};

/// Over the last axis.
struct RmsNorm {
  explicit RmsNorm(int features, float epsilon_value = default_norm_epsilon)
      : weight(parameter(Tensor::full({features}, 1.0f))), epsilon(epsilon_value) {}

  Variable operator()(const Variable& x) const { return rms_norm(x, weight, epsilon); }

  std::vector<Variable> parameters() const { return {weight}; }
  std::vector<NamedParameter> named_parameters() const { return {{"weight", weight}}; }

  Cost cost(const Volume& in) const { return {.out = in, .parameters = parameter_count(*this)}; }
  std::string pytorch() const;
  std::vector<std::string> pytorch_classes() const;  // nn.RMSNorm is young

  Variable weight;
  float epsilon;
};

/// Over the channels of each group. As many groups as channels: instance norm; one group: layer norm of a
/// picture.
struct GroupNorm {
  GroupNorm(int group_count, int channels, float epsilon_value = default_norm_epsilon)
      : weight(parameter(Tensor::full({channels}, 1.0f))),
        bias(parameter(Tensor({channels}))),
        groups(group_count),
        epsilon(epsilon_value) {}

  // x: (batch, channels, …) → the same shape
  Variable operator()(const Variable& x) const { return group_norm(x, groups, weight, bias, epsilon); }

  std::vector<Variable> parameters() const { return {weight, bias}; }
  std::vector<NamedParameter> named_parameters() const { return {{"weight", weight}, {"bias", bias}}; }

  Cost cost(const Volume& in) const { return {.out = in, .parameters = parameter_count(*this)}; }
  std::string pytorch() const;

  Variable weight;
  Variable bias;
  int groups;
  float epsilon;
};

struct InstanceNorm {
  explicit InstanceNorm(int channels, float epsilon_value = default_norm_epsilon)
      : weight(parameter(Tensor::full({channels}, 1.0f))),
        bias(parameter(Tensor({channels}))),
        epsilon(epsilon_value) {}

  // x: (batch, channels, …) → the same shape
  Variable operator()(const Variable& x) const { return instance_norm(x, weight, bias, epsilon); }

  std::vector<Variable> parameters() const { return {weight, bias}; }
  std::vector<NamedParameter> named_parameters() const { return {{"weight", weight}, {"bias", bias}}; }

  Variable weight;
  Variable bias;
  float epsilon;
};

}  // namespace madang
