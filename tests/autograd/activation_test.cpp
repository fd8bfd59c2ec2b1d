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
        "gelu_tanh", [](auto& v) { return gelu_tanh(v[0]); }, smooth);
    check_gradients(
        "elu", [](auto& v) { return elu(v[0], 0.7f); }, kinks);
    check_gradients(
        "selu", [](auto& v) { return selu(v[0]); }, kinks);
    check_gradients("prelu", [](auto& v) { return prelu(v[0], v[1]); },
                    {kinks[0], Tensor::from({1}, {0.3f})});
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

TEST_CASE("activations: a learned slope for each channel") {
  Random random(22);
  for (const Shape& shape : {Shape{2, 3}, Shape{2, 3, 5}, Shape{1, 3, 2, 2}}) {
    check_gradients("prelu", [](auto& v) { return prelu(v[0], v[1]); },
                    {away_from_kinks(shape, random), random.uniform({3}, -1, 1)});
  }
  const Variable x = constant(Tensor::full({2, 3, 3}, -1.0f));
  CHECK(prelu(x, constant(Tensor::from({3}, {1, 2, 3}))).value().values()[3] == -2.0f);
  CHECK_THROWS_WITH_AS(prelu(x, constant(Tensor({2}))),
                       "prelu: one slope, or one per position of the axis, expected: (2, 3, 3) and (2)",
                       Error);
  CHECK_THROWS_AS(prelu(constant(Tensor({3})), constant(Tensor({3}))), Error);
  const Variable slopes = constant(Tensor::from({3}, {1, 2, 3}));
  CHECK(prelu(constant(Tensor::full({3}, -1.0f)), slopes, 0).value().values()[2] == -3.0f);
  CHECK(prelu(x, slopes, -1).value().values()[4] == -2.0f);  // [0][1][1]
  CHECK_THROWS_AS(prelu(x, slopes, 3), Error);
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
  CHECK(at(Activation::gelu_tanh, 1) ==
        doctest::Approx(0.5 * (1 + std::tanh(std::sqrt(2 / 3.14159265358979) * 1.044715))));
  CHECK(at(Activation::elu, -100) == -1.0f);
  CHECK(at(Activation::elu, -1e-6f) == doctest::Approx(-1e-6).epsilon(1e-6));
  CHECK(at(Activation::selu, 1) == doctest::Approx(1.0507009873554805));
  CHECK(at(Activation::selu, -100) == doctest::Approx(-1.7580993408473766));
  CHECK(at(Activation::silu, 2) == doctest::Approx(2 / (1 + std::exp(-2.0))));
  for (Activation activation :
       {Activation::relu, Activation::leaky_relu, Activation::tanh, Activation::sigmoid, Activation::gelu,
        Activation::gelu_tanh, Activation::elu, Activation::selu, Activation::softplus, Activation::silu}) {
    CHECK(std::isnan(at(activation, std::numeric_limits<float>::quiet_NaN())));
  }
}
