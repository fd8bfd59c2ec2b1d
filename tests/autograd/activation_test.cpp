#include "autograd/ops_activation.h"

#include <cmath>
#include <limits>

#include "support/gradient_check.h"

using namespace madang;
using namespace madang::test;

TEST_CASE("derivatives of activations") {
  Random random(21);
  for (const Shape& shape : {Shape{}, Shape{5}, Shape{3, 7}}) {
    const Points smooth{random.uniform(shape, -2, 2)};
    const Points kinks{away_from_kinks(shape, random)};
    check_gradients(
        "sigmoid", [](auto& v) { return sigmoid(v[0]); }, smooth);
    check_gradients(
        "tanh", [](auto& v) { return tanh(v[0]); }, smooth);
    check_gradients(
        "gelu", [](auto& v) { return gelu(v[0]); }, smooth);
    check_gradients(
        "softplus", [](auto& v) { return softplus(v[0]); }, smooth);
    check_gradients(
        "silu", [](auto& v) { return silu(v[0]); }, smooth);
    check_gradients(
        "relu", [](auto& v) { return relu(v[0]); }, kinks);
    check_gradients(
        "leaky_relu", [](auto& v) { return leaky_relu(v[0], 0.1f); }, kinks);
  }
}

// The slopes are operations of their own, so their second derivatives are third ones of the activation.
TEST_CASE("third derivatives of sigmoid and tanh") {
  const auto third = [](Variable (*f)(const Variable&), float at) {
    const Variable x = parameter(Tensor::scalar(at));
    Variable y = f(x);
    for (int order = 0; order < 3; ++order) y = backward(y, {.create_graph = true}).of(x);
    return y.item();
  };
  const double t = std::tanh(0.3), s = 1 / (1 + std::exp(-0.3)), s1 = s * (1 - s);
  CHECK(third(tanh, 0.3f) == doctest::Approx(-2 * (1 - t * t) * (1 - 3 * t * t)).epsilon(1e-5));
  CHECK(third(sigmoid, 0.3f) == doctest::Approx(s1 * (1 - 6 * s1)).epsilon(1e-5));
}

TEST_CASE("values of activations, far out and by name") {
  const auto at = [](Activation activation, float x) {
    return activate(activation, constant(Tensor::scalar(x))).item();
  };
  CHECK(at(Activation::identity, -3) == -3.0f);
  CHECK(at(Activation::relu, -3) == 0.0f);
  CHECK(at(Activation::leaky_relu, -3) == doctest::Approx(-0.03));
  CHECK(at(Activation::sigmoid, 100) == 1.0f);
  CHECK(at(Activation::sigmoid, -100) == doctest::Approx(0.0));
  CHECK(at(Activation::tanh, 1) == doctest::Approx(std::tanh(1.0)));
  CHECK(at(Activation::gelu, 1) == doctest::Approx(0.5 * std::erfc(-std::sqrt(0.5))));
  CHECK(at(Activation::softplus, 100) == 100.0f);
  CHECK(at(Activation::softplus, 0) == doctest::Approx(std::log(2.0)));
  CHECK(at(Activation::silu, 2) == doctest::Approx(2 / (1 + std::exp(-2.0))));
  for (Activation activation :
       {Activation::relu, Activation::leaky_relu, Activation::tanh, Activation::sigmoid, Activation::gelu,
        Activation::softplus, Activation::silu}) {
    CHECK(std::isnan(at(activation, std::numeric_limits<float>::quiet_NaN())));
  }
}
