#include "autograd/ops_activation.h"

#include <cmath>
#include <numbers>

#include "autograd/ops_arithmetic.h"
#include "autograd/record.h"
#include "autograd/tensor_map.h"
#include "kernels/elementwise.h"

namespace madang {
namespace {

/// An operation of its own, so that the usual first-order pass makes one sweep: z = g y (1 − y)
/// dg = dz y (1 − y), dy = dz g (1 − 2y)
Variable sigmoid_slope(const Variable& g, const Variable& y) {
  return record("sigmoid_slope", run_kernel(kernels::sigmoid_backward, y.value(), g.value()), inputs(g, y),
                [](Derivation& d) {
                  const Variable &g = d.input(0), &y = d.input(1);
                  if (d.needs(0)) d.add(0, sigmoid_slope(d.gradient(), y));
                  if (d.needs(1)) d.add(1, d.gradient() * g * (1.0f - 2.0f * y));
                });
}

/// z = g (1 − y²);  dg = dz (1 − y²), dy = −2 dz g y
Variable tanh_slope(const Variable& g, const Variable& y) {
  return record("tanh_slope", run_kernel(kernels::tanh_backward, y.value(), g.value()), inputs(g, y),
                [](Derivation& d) {
                  const Variable &g = d.input(0), &y = d.input(1);
                  if (d.needs(0)) d.add(0, tanh_slope(d.gradient(), y));
                  if (d.needs(1)) d.add(1, d.gradient() * g * y * -2.0f);
                });
}

/// z = g where y > 0, else 0;  dg = the same of dz
Variable relu_slope(const Variable& g, const Tensor& y) {
  return record("relu_slope", run_kernel(kernels::relu_backward, y, g.value()), inputs(g),
                [y](Derivation& d) { d.add(0, relu_slope(d.gradient(), y)); });
}

/// Φ(x);  dx = dy φ(x) = dy e^(−x²/2) / √2π
Variable normal_distribution(const Variable& x) {
  Tensor y = map(x.value(), [](float v) { return 0.5f * std::erfc(-v * 0.70710678f); });
  return record("normal_distribution", std::move(y), inputs(x), [](Derivation& d) {
    constexpr float factor = 0.5f * std::numbers::inv_sqrtpi_v<float> * std::numbers::sqrt2_v<float>;
    d.add(0, d.gradient() * exp(square(d.input(0)) * -0.5f) * factor);
  });
}

}  // namespace

Variable sigmoid(const Variable& x) {
  return record("sigmoid", run_kernel(kernels::sigmoid, x.value()), inputs(x),
                [](Derivation& d) { d.add(0, sigmoid_slope(d.gradient(), d.output())); });
}

Variable tanh(const Variable& x) {
  return record("tanh", run_kernel(kernels::tanh, x.value()), inputs(x),
                [](Derivation& d) { d.add(0, tanh_slope(d.gradient(), d.output())); });
}

Variable relu(const Variable& x) {
  return record("relu", run_kernel(kernels::relu, x.value()), inputs(x),
                [](Derivation& d) { d.add(0, relu_slope(d.gradient(), d.output().value())); });
}

// y = x for x > 0, slope · x else;  dx = dy or slope · dy
Variable leaky_relu(const Variable& x, float slope) {
  Tensor y = map(x.value(), [slope](float v) { return v > 0 ? v : slope * v; });
  return record("leaky_relu", std::move(y), inputs(x), [slope](Derivation& d) {
    Tensor slopes = map(d.input(0).value(), [slope](float v) { return v > 0 ? 1.0f : slope; });
    d.add(0, d.gradient() * constant(std::move(slopes)));
  });
}

Variable gelu(const Variable& x) { return x * normal_distribution(x); }

// y = log(1 + eˣ) = max(x, 0) + log(1 + e^−|x|);  dx = dy sigmoid(x)
Variable softplus(const Variable& x) {
  Tensor y = map(x.value(), [](float v) { return (v < 0 ? 0.0f : v) + std::log1p(std::exp(-std::abs(v))); });
  return record("softplus", std::move(y), inputs(x),
                [](Derivation& d) { d.add(0, d.gradient() * sigmoid(d.input(0))); });
}

Variable silu(const Variable& x) { return x * sigmoid(x); }

Variable activate(Activation activation, const Variable& x) {
  switch (activation) {
    case Activation::identity:
      return x;
    case Activation::sigmoid:
      return sigmoid(x);
    case Activation::tanh:
      return tanh(x);
    case Activation::relu:
      return relu(x);
    case Activation::leaky_relu:
      return leaky_relu(x);
    case Activation::gelu:
      return gelu(x);
    case Activation::softplus:
      return softplus(x);
    case Activation::silu:
      return silu(x);
  }
  throw Error("activate: no such activation");
}

}  // namespace madang
