#pragma once

#include "autograd/variable.h"

namespace madang {

Variable sigmoid(const Variable& x);
Variable tanh(const Variable& x);
Variable relu(const Variable& x);  // derivative 0 at 0
Variable leaky_relu(const Variable& x, float slope = 0.01f);
/// x Φ(x), Φ the normal distribution function (Hendrycks & Gimpel 2016), exact as in PyTorch's default.
Variable gelu(const Variable& x);
Variable softplus(const Variable& x);  // log(1 + eˣ)
Variable silu(const Variable& x);      // x sigmoid(x)

enum class Activation { identity, sigmoid, tanh, relu, leaky_relu, gelu, softplus, silu };
Variable activate(Activation activation, const Variable& x);

}  // namespace madang
