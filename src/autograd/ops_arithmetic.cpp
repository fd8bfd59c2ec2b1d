#include "autograd/ops_arithmetic.h"

#include <cmath>

#include "autograd/broadcast.h"
#include "autograd/ops_reduce.h"
#include "autograd/ops_select.h"
#include "autograd/record.h"
#include "autograd/tensor_map.h"
#include "kernels/elementwise.h"

namespace madang {
namespace {

using Kernel = void (*)(kernels::In, kernels::In, kernels::Out);

/// The kernel where shapes are equal, else the broadcasting walk.
template <class Function>
Tensor combine(const char* operation, const Variable& a, const Variable& b, Kernel kernel, Function f) {
  if (a.shape() == b.shape()) return run_kernel(kernel, a.value(), b.value());
  return zip(operation, a.value(), b.value(), f);
}

/// The larger (or smaller) of two. Its derivative goes to the one that was chosen, half to each at a tie (as
/// in PyTorch), and to both where one is NaN, which is the result then.
template <class Better>
Variable choose(const char* operation, const Variable& a, const Variable& b, Better better) {
  Tensor y = zip(operation, a.value(), b.value(), [&](float left, float right) {
    return better(left, right) || std::isnan(left) ? left : right;
  });
  return record(operation, std::move(y), inputs(a, b), [operation, better](Derivation& d) {
    const auto share = [&](int of, int other) {
      return constant(
          zip(operation, d.input(of).value(), d.input(other).value(), [&](float left, float right) {
            return left == right ? 0.5f : better(right, left) ? 0.0f : 1.0f;
          }));
    };
    if (d.needs(0)) d.add(0, sum_to(d.gradient() * share(0, 1), d.input(0).shape()));
    if (d.needs(1)) d.add(1, sum_to(d.gradient() * share(1, 0), d.input(1).shape()));
  });
}

}  // namespace

// y = a + b;  da = dy, db = dy, summed over what was repeated
Variable add(const Variable& a, const Variable& b) {
  Tensor y = combine("add", a, b, kernels::add, [](float l, float r) { return l + r; });
  return record("add", std::move(y), inputs(a, b), [](Derivation& d) {
    if (d.needs(0)) d.add(0, sum_to(d.gradient(), d.input(0).shape()));
    if (d.needs(1)) d.add(1, sum_to(d.gradient(), d.input(1).shape()));
  });
}

// y = a − b;  da = dy, db = −dy
Variable subtract(const Variable& a, const Variable& b) {
  Tensor y = combine("subtract", a, b, kernels::subtract, [](float l, float r) { return l - r; });
  return record("subtract", std::move(y), inputs(a, b), [](Derivation& d) {
    if (d.needs(0)) d.add(0, sum_to(d.gradient(), d.input(0).shape()));
    if (d.needs(1)) d.add(1, negate(sum_to(d.gradient(), d.input(1).shape())));
  });
}

// y = a b;  da = dy b, db = dy a
Variable multiply(const Variable& a, const Variable& b) {
  Tensor y = combine("multiply", a, b, kernels::multiply, [](float l, float r) { return l * r; });
  return record("multiply", std::move(y), inputs(a, b), [](Derivation& d) {
    if (d.needs(0)) d.add(0, sum_to(d.gradient() * d.input(1), d.input(0).shape()));
    if (d.needs(1)) d.add(1, sum_to(d.gradient() * d.input(0), d.input(1).shape()));
  });
}

// y = a / b;  da = dy / b, db = −dy y / b
Variable divide(const Variable& a, const Variable& b) {
  Tensor y = combine("divide", a, b, kernels::divide, [](float l, float r) { return l / r; });
  return record("divide", std::move(y), inputs(a, b), [](Derivation& d) {
    const Variable& b = d.input(1);
    if (d.needs(0)) d.add(0, sum_to(d.gradient() / b, d.input(0).shape()));
    if (d.needs(1)) d.add(1, negate(sum_to(d.gradient() * (d.output() / b), b.shape())));
  });
}

Variable maximum(const Variable& a, const Variable& b) {
  return choose("maximum", a, b, [](float left, float right) { return left > right; });
}
Variable minimum(const Variable& a, const Variable& b) {
  return choose("minimum", a, b, [](float left, float right) { return left < right; });
}

Variable add(const Variable& a, float b) {
  Tensor y = map(a.value(), [b](float v) { return v + b; });
  return record("add", std::move(y), inputs(a), [](Derivation& d) { d.add(0, d.gradient()); });
}

Variable multiply(const Variable& a, float b) {
  Tensor y = map(a.value(), [b](float v) { return v * b; });
  return record("multiply", std::move(y), inputs(a), [b](Derivation& d) { d.add(0, d.gradient() * b); });
}

Variable operator/(const Variable& a, float b) {
  const float inverse = 1.0f / b;  // ∞ of the smallest numbers, whose quotients need not be
  return std::isfinite(inverse) ? multiply(a, inverse) : divide(a, constant(Tensor::scalar(b)));
}

Variable negate(const Variable& x) {
  Tensor y = map(x.value(), [](float v) { return -v; });
  return record("negate", std::move(y), inputs(x), [](Derivation& d) { d.add(0, negate(d.gradient())); });
}

// y = eˣ;  dx = dy y
Variable exp(const Variable& x) {
  return record("exp", run_kernel(kernels::exp, x.value()), inputs(x),
                [](Derivation& d) { d.add(0, d.gradient() * d.output()); });
}

// y = ln x;  dx = dy / x
Variable log(const Variable& x) {
  return record("log", run_kernel(kernels::log, x.value()), inputs(x),
                [](Derivation& d) { d.add(0, d.gradient() / d.input(0)); });
}

// y = √x;  dx = dy / 2y
Variable sqrt(const Variable& x) {
  return record("sqrt", run_kernel(kernels::sqrt, x.value()), inputs(x),
                [](Derivation& d) { d.add(0, d.gradient() * 0.5f / d.output()); });
}

// y = x²;  dx = 2 dy x
Variable square(const Variable& x) {
  return record("square", map(x.value(), [](float v) { return v * v; }), inputs(x),
                [](Derivation& d) { d.add(0, d.gradient() * 2.0f * d.input(0)); });
}

// y = xᵖ;  dx = dy p xᵖ⁻¹
Variable pow(const Variable& x, float exponent) {
  Tensor y = map(x.value(), [exponent](float v) { return std::pow(v, exponent); });
  return record("pow", std::move(y), inputs(x), [exponent](Derivation& d) {
    if (exponent == 0.0f) return d.add(0, constant(Tensor(d.input(0).shape())));
    d.add(0, d.gradient() * pow(d.input(0), exponent - 1.0f) * exponent);
  });
}

// y = |x|;  dx = dy sign x
Variable abs(const Variable& x) {
  return record("abs", map(x.value(), [](float v) { return std::abs(v); }), inputs(x), [](Derivation& d) {
    Tensor sign = map(d.input(0).value(), [](float v) { return v > 0 ? 1.0f : v < 0 ? -1.0f : 0.0f; });
    d.add(0, d.gradient() * constant(std::move(sign)));
  });
}

// y = x within [low, high];  dx = dy there, 0 outside
Variable clamp(const Variable& x, float low, float high) {
  if (!(low <= high))
    throw Error("clamp: low " + std::to_string(low) + " above high " + std::to_string(high));
  Tensor y = map(x.value(), [=](float v) { return v < low ? low : v > high ? high : v; });
  return record("clamp", std::move(y), inputs(x), [=](Derivation& d) {
    Tensor inside = map(d.input(0).value(), [=](float v) { return v >= low && v <= high ? 1.0f : 0.0f; });
    d.add(0, d.gradient() * constant(std::move(inside)));
  });
}

Variable sin(const Variable& x) {
  return record("sin", map(x.value(), [](float v) { return std::sin(v); }), inputs(x),
                [](Derivation& d) { d.add(0, d.gradient() * cos(d.input(0))); });
}

Variable cos(const Variable& x) {
  return record("cos", map(x.value(), [](float v) { return std::cos(v); }), inputs(x),
                [](Derivation& d) { d.add(0, negate(d.gradient() * sin(d.input(0)))); });
}

}  // namespace madang
