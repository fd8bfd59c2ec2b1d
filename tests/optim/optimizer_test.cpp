#include <doctest/doctest.h>

#include <cmath>

#include "autograd/ops_arithmetic.h"
#include "autograd/ops_reduce.h"
#include "optim/adam.h"
#include "optim/sgd.h"

using namespace madang;

namespace {

/// Loss ½ a x², gradient a x.
Variable bowl(const Variable& x, float curvature) { return square(x) * (0.5f * curvature); }

template <class Rule>
void run(Rule& rule, const Variable& x, float curvature, int steps) {
  for (int i = 0; i < steps; ++i) rule.step(backward(bowl(x, curvature)));
}

}  // namespace

TEST_CASE("gradient descent on a bowl shrinks x by 1 - αa in each step") {
  const Variable x = parameter(Tensor::scalar(2.0f));
  Sgd sgd({x}, {.learning_rate = 0.1f});
  run(sgd, x, 3.0f, 20);
  CHECK(x.item() == doctest::Approx(2 * std::pow(0.7, 20)).epsilon(1e-5));
  sgd.set_learning_rate(0.5f);
  run(sgd, x, 1.0f, 1);
  CHECK(x.item() == doctest::Approx(std::pow(0.7, 20)).epsilon(1e-5));
  CHECK(sgd.learning_rate() == 0.5f);
}

// x₊ = x − α u₊, u₊ = μ u + a x is a linear recursion: x₂ = (1 + μ − αa) x₁ − μ x₀.
TEST_CASE("momentum follows its linear recursion") {
  const Variable x = parameter(Tensor::scalar(1.0f));
  Sgd sgd({x}, {.learning_rate = 0.1f, .momentum = 0.9f});
  double previous = 1.0, current = 1.0 - 0.1 * 2.0;
  run(sgd, x, 2.0f, 1);
  for (int i = 0; i < 30; ++i) {
    CHECK(x.item() == doctest::Approx(current).epsilon(1e-4));
    const double next = (1 + 0.9 - 0.1 * 2.0) * current - 0.9 * previous;
    previous = current;
    current = next;
    run(sgd, x, 2.0f, 1);
  }
}

TEST_CASE("Nesterov's look-ahead and weight decay, two steps by hand") {
  const Variable x = parameter(Tensor::scalar(1.0f));
  Sgd sgd({x}, {.learning_rate = 0.1f, .momentum = 0.5f, .nesterov = true, .weight_decay = 0.2f});
  // g = 2x + 0.2x.  1: g = 2.2, u = 2.2, x = 1 − 0.1 (2.2 + 1.1) = 0.67
  // 2: g = 1.474, u = 1.1 + 1.474 = 2.574, x = 0.67 − 0.1 (1.474 + 1.287) = 0.3939
  run(sgd, x, 2.0f, 1);
  CHECK(x.item() == doctest::Approx(0.67));
  run(sgd, x, 2.0f, 1);
  CHECK(x.item() == doctest::Approx(0.3939));
  CHECK_THROWS_AS(Sgd({x}, {.nesterov = true}), Error);
}

TEST_CASE("Adam follows the published algorithm in double precision") {
  const Variable x = parameter(Tensor::scalar(1.0f));
  Adam adam({x}, {.learning_rate = 0.05f, .beta1 = 0.8f, .beta2 = 0.95f, .weight_decay = 0.1f});
  double p = 1, m = 0, v = 0;
  for (int t = 1; t <= 50; ++t) {
    const double g = 3 * p + 0.1 * p;
    m = 0.8 * m + 0.2 * g;
    v = 0.95 * v + 0.05 * g * g;
    p -= 0.05 * (m / (1 - std::pow(0.8, t))) / (std::sqrt(v / (1 - std::pow(0.95, t))) + 1e-8);
    run(adam, x, 3.0f, 1);
    CHECK(x.item() == doctest::Approx(p).epsilon(2e-4));
  }
}

TEST_CASE("Adam's first step has the size of the learning rate whatever the gradient") {
  for (float scale : {1e-3f, 1.0f, 1e3f}) {
    const Variable x = parameter(Tensor::scalar(1.0f));
    Adam adam({x}, {.learning_rate = 0.01f});
    run(adam, x, scale, 1);
    CHECK(x.item() == doctest::Approx(0.99).epsilon(1e-4));
  }
}

TEST_CASE("AdamW's decay acts on the parameter, Adam's through the gradient") {
  const Variable x = parameter(Tensor::scalar(2.0f)), unused = parameter(Tensor::scalar(7.0f));
  AdamW rule({x, unused}, {.learning_rate = 0.1f, .weight_decay = 0.5f});
  rule.step(backward(x * 1.0f));
  CHECK(x.item() == doctest::Approx(2 * (1 - 0.1 * 0.5) - 0.1).epsilon(1e-5));
  CHECK(unused.item() == 7.0f);
}

TEST_CASE("gradients are clipped by their common norm, and only when it is larger") {
  const Variable x = parameter(Tensor::from({2}, {0, 0})), y = parameter(Tensor::scalar(0));
  const auto loss = [&] { return sum(x * constant(Tensor::from({2}, {2, 3}))) + y * 6.0f; };  // norm 7
  Sgd sgd({x, y}, {.learning_rate = 1.0f});
  CHECK(gradient_norm(backward(loss()), sgd.parameters()) == doctest::Approx(7.0));
  sgd.set_gradient_norm_limit(3.5f);
  const Gradients gradients = backward(loss());
  sgd.step(gradients);
  CHECK(x.value().values()[0] == doctest::Approx(-1.0));
  CHECK(x.value().values()[1] == doctest::Approx(-1.5));
  CHECK(y.item() == doctest::Approx(-3.0));
  CHECK(gradients.of(y).item() == 6.0f);
  sgd.set_gradient_norm_limit(100.0f);
  sgd.step(backward(loss()));
  CHECK(y.item() == doctest::Approx(-9.0));
}

TEST_CASE("constants are no parameters") { CHECK_THROWS_AS(Sgd({constant(Tensor::scalar(1))}), Error); }
