#pragma once

#include <optional>

#include "autograd/ops_activation.h"
#include "nn/linear.h"

namespace madang {

struct MlpOptions {
  Activation hidden = Activation::tanh;
  Activation output = Activation::identity;
  Initialisation initialisation = Initialisation::xavier_uniform;
  /// Of the layer before the output, which another activation follows; empty: as the others.
  std::optional<Initialisation> last_initialisation = {};
};

/// Dense layers with an activation after each: PyTorch's Sequential(Linear, Tanh, Linear, …), whose names it
/// has ("0.weight", "0.bias", "2.weight", …).
struct Mlp {
  /// What a forward pass went through, layer by layer: z = a Wᵀ + b, then a = f(z).
  struct Trace {
    std::vector<Variable> pre_activations;
    std::vector<Variable> activations;
  };

  // sizes: inputs, then the units of each layer; at least two numbers
  Mlp(const std::vector<int>& sizes, Random& random, MlpOptions options = {});

  // x: (…, sizes.front()) → (…, sizes.back())
  Variable operator()(const Variable& x) const { return run(x, nullptr); }
  Variable operator()(const Variable& x, Trace& trace) const { return run(x, &trace); }

  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  std::vector<NamedParameter> named_parameters() const;
  std::string pytorch() const;

  std::vector<Linear> layers;
  MlpOptions options;

 private:
  Variable run(const Variable& x, Trace* trace) const;
};

}  // namespace madang
