#pragma once

#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <vector>

#include "autograd/ops_arithmetic.h"
#include "autograd/ops_reduce.h"
#include "core/finite_difference.h"
#include "core/random.h"

/// Compares derivatives with finite differences, in first and second order.
namespace madang::test {

using Function = std::function<Variable(const std::vector<Variable>&)>;
using Points = std::vector<Tensor>;

/// A scalar made of the function's result y with random w and u: Σ w y + ½ u y². The square keeps the second
/// derivative from vanishing where the function itself is linear.
class Projection {
 public:
  Projection(const Shape& shape, Random& random)
      : linear_(random.uniform(shape, -1, 1)), quadratic_(random.uniform(shape, -1, 1)) {}
  double of(const Tensor& y) const {
    double total = 0;
    for (std::size_t i = 0; i < y.size(); ++i) {
      const double v = y.data()[i];
      total += linear_.data()[i] * v + 0.5 * quadratic_.data()[i] * v * v;
    }
    return total;
  }
  Variable of(const Variable& y) const {
    return sum(constant(linear_) * y) + sum(constant(quadratic_) * square(y)) * 0.5f;
  }

 private:
  Tensor linear_;
  Tensor quadratic_;
};

inline std::vector<Variable> as_parameters(const Points& points) {
  std::vector<Variable> variables;
  for (const Tensor& point : points) variables.push_back(parameter(point));
  return variables;
}

/// The gradient with respect to each variable; zeros where the loss does not depend on it.
inline Points gradients_of(const Variable& loss, const std::vector<Variable>& variables) {
  Points result;
  const bool any = loss.requires_gradient();
  const Gradients gradients = any ? backward(loss) : Gradients();
  for (const Variable& variable : variables) {
    const bool found = any && gradients.contains(variable);
    result.push_back(found ? gradients.of(variable).value() : Tensor(variable.shape()));
  }
  return result;
}

/// Fourth-order central difference of f in one element:
/// f' ≈ (8 (f(x+h) − f(x−h)) − (f(x+2h) − f(x−2h))) / 12h (Abramowitz & Stegun, 25.3.6).
inline double difference(const std::function<double(const Points&)>& f, Points points, std::size_t input,
                         std::size_t element, float step) {
  const float centre = points[input].values()[element];
  const auto at = [&](float offset) {
    points[input].mutable_values()[element] = centre + offset;
    return f(points);
  };
  return (8 * (at(step) - at(-step)) - (at(2 * step) - at(-2 * step))) / (12.0 * step);
}

struct Tolerance {
  float step = 0x1p-6f;
  double error = 1e-3;  // relative to 1 + |derivative|
  bool second_order = true;
  /// How many elements of the first derivative stand on a kink: those have to lie between the slopes on both
  /// sides. Any other count fails.
  int kinks = 0;
};

/// The same element by one-sided slopes, which tell a kink.
inline FiniteDifference at_element(const std::function<double(const Points&)>& f, Points points,
                                   std::size_t input, std::size_t element) {
  return finite_difference<float>(
      [&](float value) {
        points[input].mutable_values()[element] = value;
        return f(points);
      },
      points[input].values()[element]);
}

inline void compare(const std::string& name, const Points& analytic, const Points& points,
                    const std::function<double(const Points&)>& f, Tolerance tolerance) {
  int kinks = 0;
  for (std::size_t input = 0; input < points.size(); ++input) {
    for (std::size_t element = 0; element < points[input].size(); ++element) {
      const double expected = difference(f, points, input, element, tolerance.step);
      const double found = analytic[input].values()[element];
      INFO(name, ", input ", input, " ", points[input].shape().to_string(), ", element ", element);
      const bool agrees = std::abs(found - expected) <= tolerance.error * (1 + std::abs(expected));
      const FiniteDifference sides = agrees ? FiniteDifference() : at_element(f, points, input, element);
      const bool kink = sides.smoothness == Smoothness::kink && is_subgradient(found, sides);
      INFO("slope on the left ", sides.left, ", on the right ", sides.right, kink ? ": a kink" : "");
      kinks += kink;
      CHECK((agrees || kink));
    }
  }
  INFO(name, ": elements on a kink");
  CHECK(kinks == tolerance.kinks);
}

/// First order: backward against differences of the function. Second order: the derivative of a random
/// combination of the gradients, through create_graph, against differences of unrecorded gradients.
inline void check_gradients(const std::string& name, const Function& function, const Points& points,
                            Tolerance tolerance = {}) {
  Random random(99);
  const std::vector<Variable> variables = as_parameters(points);
  const Variable y = function(variables);
  const Projection projection(y.shape(), random);
  const auto scalar = [&](const Points& at) {
    const NoRecording guard;
    return projection.of(function(as_parameters(at)).value());
  };
  compare(name, gradients_of(projection.of(y), variables), points, scalar, tolerance);
  if (!tolerance.second_order) return;

  Points mixture;
  for (const Tensor& point : points) mixture.push_back(random.uniform(point.shape(), -1, 1));
  const auto mixed_gradient = [&](const Points& at) {
    const std::vector<Variable> moved = as_parameters(at);
    const Points gradients = gradients_of(projection.of(function(moved)), moved);
    double total = 0;
    for (std::size_t i = 0; i < gradients.size(); ++i) {
      for (std::size_t k = 0; k < gradients[i].size(); ++k) {
        total += static_cast<double>(mixture[i].data()[k]) * gradients[i].data()[k];
      }
    }
    return total;
  };
  const Gradients first = backward(projection.of(y), {.create_graph = true});
  Variable total = constant(Tensor::scalar(0));
  for (std::size_t i = 0; i < variables.size(); ++i) {
    if (first.contains(variables[i])) total = total + sum(first.of(variables[i]) * constant(mixture[i]));
  }
  tolerance.kinks = 0;
  compare(name + " (second order)", gradients_of(total, variables), points, mixed_gradient, tolerance);
}

/// Numbers that keep at least 0.1 from 0 and from each other, in random order, for
/// functions with kinks.
inline Tensor away_from_kinks(const Shape& shape, Random& random) {
  Tensor tensor(shape);
  std::vector<float> values;
  for (std::size_t i = 0; i < tensor.size(); ++i) {
    const float magnitude = 0.15f + 0.12f * static_cast<float>(i / 2);
    values.push_back(i % 2 == 0 ? magnitude : -magnitude);
  }
  random.shuffle(std::span<float>(values));
  return Tensor::from(shape, values);
}

}  // namespace madang::test
