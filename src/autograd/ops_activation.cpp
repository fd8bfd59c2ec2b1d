#include "autograd/ops_activation.h"

#include <cmath>
#include <numbers>

#include "autograd/ops_arithmetic.h"
#include "autograd/ops_select.h"
#include "autograd/ops_shape.h"
#include "autograd/record.h"
#include "autograd/tensor_map.h"
#include "kernels/activation.h"
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

/// An activation whose kernel leaves its slope, so that backward is one product; where the derivative is to
/// be differentiated again, `slope` writes it in operations.
template <class Kernel, class Slope>
Variable smooth(const char* operation, Kernel kernel, const Variable& x, Slope slope) {
  Tensor y = Tensor::uninitialized(x.shape());
  Tensor slopes;
  if (recording() && x.requires_gradient()) slopes = Tensor::uninitialized(x.shape());
  kernel(x.value().values(), y.mutable_values(), slopes.mutable_values());
  return record(operation, std::move(y), inputs(x), [slope, slopes = std::move(slopes)](Derivation& d) {
    if (recording()) {
      d.add(0, d.gradient() * slope(d.input(0), d.output()));
    } else {
      d.add(0, constant(run_kernel(kernels::multiply, d.gradient().value(), slopes)));
    }
  });
}

/// φ(x) = e^(−x²/2) / √2π
Variable normal_density(const Variable& x) {
  constexpr float factor = 0.5f * std::numbers::inv_sqrtpi_v<float> * std::numbers::sqrt2_v<float>;
  return exp(square(x) * -0.5f) * factor;
}

/// Φ(x);  dx = dy φ(x)
Variable normal_distribution(const Variable& x) {
  Tensor y = map(x.value(), [](float v) { return 0.5f * std::erfc(-v * 0.70710678f); });
  return record("normal_distribution", std::move(y), inputs(x),
                [](Derivation& d) { d.add(0, d.gradient() * normal_density(d.input(0))); });
}

/// y = scale x for x > 0, scale α (eˣ − 1) else;  slope scale, or y + scale α (scale α at 0, where it does
/// not change)
Variable scaled_elu(const char* operation, const Variable& x, kernels::Elu shape) {
  const auto kernel = [shape](kernels::In in, kernels::Out out, kernels::Out slope) {
    kernels::elu(shape, in, out, slope);
  };
  return smooth(operation, kernel, x, [shape](const Variable& x, const Variable& y) {
    const float at_zero = shape.scale * shape.alpha;
    const Tensor slopes = map(x.value(), [=](float v) { return v > 0 ? shape.scale : at_zero; });
    const Tensor negative = map(x.value(), [](float v) { return v < 0 || std::isnan(v) ? 1.0f : 0.0f; });
    return where(negative, y + at_zero, constant(slopes));
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

// y = x for x > 0, a x else;  dx = dy or a dy, da = the sum of dy x where x ≤ 0
Variable prelu(const Variable& x, const Variable& slopes, int axis) {
  const Shape &shape = x.shape(), &given = slopes.shape();
  const Tensor positive = map(x.value(), [](float v) { return v > 0 ? 1.0f : 0.0f; });
  if (given.size() == 1) return where(positive, x, x * reshape(slopes, {}));
  const int index = axis < 0 ? axis + shape.rank() : axis;
  if (index < 0 || index >= shape.rank() || given != Shape{shape[index]}) {
    fail("prelu", "one slope, or one per position of the axis, expected", shape, given);
  }
  Shape along = given;
  while (along.rank() < shape.rank() - index) along.push_back(1);
  return where(positive, x, x * reshape(slopes, along));
}

Variable elu(const Variable& x, float alpha) { return scaled_elu("elu", x, {.alpha = alpha}); }

Variable selu(const Variable& x) {
  return scaled_elu("selu", x, {.alpha = 1.6732632423543772f, .scale = 1.0507009873554805f});
}

// y = x Φ(x);  slope Φ(x) + x φ(x)
Variable gelu(const Variable& x) {
  return smooth("gelu", kernels::gelu, x, [](const Variable& x, const Variable&) {
    return normal_distribution(x) + x * normal_density(x);
  });
}

// y = x σ(2u), u = √(2/π) (x + 0.044715 x³);  slope σ + x σ (1 − σ) 2u′
Variable gelu_tanh(const Variable& x) {
  return smooth("gelu_tanh", kernels::gelu_tanh, x, [](const Variable& x, const Variable&) {
    constexpr float factor = 2.0f * std::numbers::sqrt2_v<float> * std::numbers::inv_sqrtpi_v<float>;
    const Variable squared = square(x);
    const Variable inner = x * (squared * 0.044715f + 1.0f) * factor;
    const Variable s = sigmoid(inner);
    return s + x * s * sigmoid(negate(inner)) * (squared * (3.0f * 0.044715f) + 1.0f) * factor;
  });
}

// y = log(1 + eˣ);  slope σ(x)
Variable softplus(const Variable& x) {
  return smooth("softplus", kernels::softplus, x,
                [](const Variable& x, const Variable&) { return sigmoid(x); });
}

// y = x σ(x);  slope σ + x σ (1 − σ)
Variable silu(const Variable& x) {
  return smooth("silu", kernels::silu, x,
                [](const Variable& x, const Variable& y) { return sigmoid(x) + y * sigmoid(negate(x)); });
}

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
    case Activation::elu:
      return elu(x);
    case Activation::selu:
      return selu(x);
    case Activation::gelu:
      return gelu(x);
    case Activation::gelu_tanh:
      return gelu_tanh(x);
    case Activation::softplus:
      return softplus(x);
    case Activation::silu:
      return silu(x);
  }
  throw Error("activate: no such activation");
}

}  // namespace madang
