#pragma once

#include "autograd/variable.h"

namespace madang {

Variable sigmoid(const Variable& x);
Variable tanh(const Variable& x);
Variable relu(const Variable& x);  // derivative 0 at 0
Variable leaky_relu(const Variable& x, float slope = 0.01f);
/// Leaky ReLU with learned slopes (He et al. 2015, eq. 1): one for all, or one for each position of an axis
/// of x, usually its channels; negative axes count from the end.
Variable prelu(const Variable& x, const Variable& slopes, int axis = 1);
/// x for x > 0, α (eˣ − 1) else (Clevert, Unterthiner & Hochreiter 2016, eq. 15).
Variable elu(const Variable& x, float alpha = 1.0f);
/// λ elu(x, α) with the α and λ that keep mean 0 and variance 1 (Klambauer et al. 2017, eq. 2 and 14).
Variable selu(const Variable& x);
/// x Φ(x), Φ the normal distribution function (Hendrycks & Gimpel 2016), exact as in PyTorch's default.
Variable gelu(const Variable& x);
/// ½ x (1 + tanh(√(2/π) (x + 0.044715 x³))): the approximation that GPT-2 uses.
Variable gelu_tanh(const Variable& x);
Variable softplus(const Variable& x);  // log(1 + eˣ)
Variable silu(const Variable& x);      // x sigmoid(x)

/// Those without parameters, for a layer that is told which by a setting.
enum class Activation {
  identity,
  sigmoid,
  tanh,
  relu,
  leaky_relu,
  elu,
  selu,
  gelu,
  gelu_tanh,
  softplus,
  silu
};
Variable activate(Activation activation, const Variable& x);

}  // namespace madang
