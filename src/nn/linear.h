#pragma once

#include "autograd/ops_matmul.h"
#include "nn/cost.h"
#include "nn/initialisers.h"
#include "nn/module.h"

namespace madang {

struct LinearOptions {
  Initialisation initialisation = Initialisation::xavier_uniform;
  bool bias = true;  // starts at 0
};

/// y = x weightᵀ + bias
struct Linear {
  Linear(int in_features, int out_features, Random& random, LinearOptions options = {})
      : weight(parameter(initial_weight(options.initialisation, {out_features, in_features}, random))),
        bias(options.bias ? parameter(Tensor({out_features})) : Variable()) {}
  /// From a first weight, (out_features, in_features), that was drawn elsewhere; the bias starts at 0.
  explicit Linear(const Tensor& first_weight)
      : weight(parameter(first_weight)), bias(parameter(Tensor({first_weight.shape()[0]}))) {}

  // x: (…, in_features) → (…, out_features)
  Variable operator()(const Variable& x) const { return bias ? linear(x, weight, bias) : linear(x, weight); }

  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  std::vector<NamedParameter> named_parameters() const {
    std::vector<NamedParameter> named{{"weight", weight}};
    if (bias) named.push_back({"bias", bias});
    return named;
  }

  /// At every place of `in`, whose channels are in_features. Throws Error for another number of them.
  Cost cost(const Volume& in) const;
  std::string pytorch() const;

  Variable weight;  // (out_features, in_features), PyTorch's layout
  Variable bias;    // (out_features), or nothing
};

}  // namespace madang
