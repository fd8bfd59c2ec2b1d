#include "autograd/ops_reduce.h"

#include <cmath>
#include <limits>

#include "support/gradient_check.h"

using namespace madang;
using namespace madang::test;

namespace {

struct Case {
  Shape shape;
  Axes axes;
  Shape result;
  Shape kept;
};

const std::vector<Case> cases = {
    {{5}, {0}, {}, {1}},
    {{3, 5}, {0}, {5}, {1, 5}},
    {{3, 5}, {1}, {3}, {3, 1}},
    {{3, 5}, {0, 1}, {}, {1, 1}},
    {{2, 3, 4}, {1}, {2, 4}, {2, 1, 4}},
    {{2, 3, 4}, {0, 2}, {3}, {1, 3, 1}},
    {{2, 3, 4}, {-1}, {2, 3}, {2, 3, 1}},
    {{2, 1, 3, 2}, {1, 3}, {2, 3}, {2, 1, 3, 1}},
    {{2, 2, 3, 2}, {0, -2}, {2, 2}, {1, 2, 1, 2}},
    {{2, 3}, {}, {2, 3}, {2, 3}},
};

}  // namespace

TEST_CASE("sums over any axes equal the plain loop") {
  Random random(31);
  for (const Case& c : cases) {
    const Tensor x = random.uniform(c.shape, -1, 1);
    const Tensor y = sum(constant(x), c.axes, {.keep_dims = true}).value();
    CHECK(y.shape() == c.kept);
    CHECK(sum(constant(x), c.axes).shape() == c.result);
    std::vector<double> expected(y.size());
    for (std::size_t i = 0; i < x.size(); ++i) {
      std::size_t rest = i, target = 0, stride = 1;
      for (int axis = c.shape.rank() - 1; axis >= 0; --axis) {
        const auto size = static_cast<std::size_t>(c.shape[axis]);
        if (c.kept[axis] != 1) {
          target += rest % size * stride;
          stride *= size;
        }
        rest /= size;
      }
      expected[target] += x.data()[i];
    }
    for (std::size_t i = 0; i < y.size(); ++i)
      CHECK(y.data()[i] == doctest::Approx(expected[i]).epsilon(1e-5));
  }
}

TEST_CASE("derivatives of reductions over any axes") {
  Random random(32);
  for (const Case& c : cases) {
    const Points smooth{random.uniform(c.shape, -1, 1)};
    for (const Reduce mode : {Reduce{}, Reduce{.keep_dims = true}}) {
      check_gradients(
          "sum", [&](auto& v) { return sum(v[0], c.axes, mode); }, smooth);
      check_gradients(
          "mean", [&](auto& v) { return mean(v[0], c.axes, mode); }, smooth);
      check_gradients(
          "variance", [&](auto& v) { return variance(v[0], c.axes, mode); }, smooth);
      check_gradients(
          "logsumexp", [&](auto& v) { return logsumexp(v[0], c.axes, mode); }, smooth);
      check_gradients("max", [&](auto& v) { return max(v[0], c.axes, mode); },
                      {away_from_kinks(c.shape, random)});
    }
  }
  const Points cube{random.uniform({2, 3, 2}, -1, 1)};
  check_gradients(
      "sum of all", [](auto& v) { return sum(v[0]); }, cube);
  check_gradients(
      "mean of all", [](auto& v) { return mean(v[0]); }, cube);
  check_gradients(
      "variance of all", [](auto& v) { return variance(v[0]); }, cube);
  check_gradients("max of all", [](auto& v) { return max(v[0]); }, {away_from_kinks({2, 3, 2}, random)});
  check_gradients(
      "sum_to",
      [](auto& v) {
        return sum_to(v[0], {3, 1});
      },
      cube);
}

TEST_CASE("values of reductions") {
  const Variable x = constant(Tensor::from({2, 3}, {1, 2, 3, 5, 5, 5}));
  CHECK(sum(x).item() == 21.0f);
  CHECK(mean(x).item() == 3.5f);
  CHECK(max(x, {1}).value().values()[1] == 5.0f);
  CHECK(variance(x, {1}).value().values()[0] == doctest::Approx(2.0 / 3));
  CHECK(logsumexp(constant(Tensor::from({2}, {1000, 1000})), {0}).item() ==
        doctest::Approx(1000 + std::log(2.0)));
  const float infinity = std::numeric_limits<float>::infinity();
  CHECK(logsumexp(constant(Tensor::from({2}, {-infinity, -infinity})), {0}).item() == -infinity);
  CHECK(sum(constant(Tensor({0, 3})), {0}).shape() == Shape{3});
  CHECK(std::isnan(max(constant(Tensor::from({3}, {1, std::nanf(""), 2})), {0}).item()));
}

TEST_CASE("of equal maxima the first gets the gradient") {
  const Variable x = parameter(Tensor::from({2, 2}, {5, 5, 1, 2}));
  const Tensor dx = backward(sum(max(x, {1}))).of(x).value();
  CHECK(std::vector<float>(dx.values().begin(), dx.values().end()) == std::vector<float>{1, 0, 0, 1});
}

TEST_CASE("min is max of the other sign") {
  const Variable x = parameter(Tensor::from({2, 3}, {5, 1, 1, 3, std::nanf(""), 2}));
  CHECK(min(x, {1}).value().values()[0] == 1.0f);
  CHECK(std::isnan(min(x).item()));
  const Tensor dx = backward(sum(min(x, {1}))).of(x).value();
  CHECK(std::vector<float>(dx.values().begin(), dx.values().end()) == std::vector<float>{0, 1, 0, 0, 1, 0});
}

TEST_CASE("reductions of nothing: what is not asked for is no mistake") {
  const Variable none = parameter(Tensor({0, 3}));
  CHECK(mean(none, {1}).shape() == Shape{0});
  CHECK(variance(none, {1}).shape() == Shape{0});
  CHECK(max(none, {1}, {.keep_dims = true}).shape() == Shape{0, 1});
  CHECK(min(none, {1}).shape() == Shape{0});
  const Variable largest = logsumexp(none, {0});
  for (const float v : largest.value().values()) CHECK(v == -std::numeric_limits<float>::infinity());
  CHECK(backward(sum(largest), {.create_graph = true}).of(none).shape() == Shape{0, 3});
  CHECK_THROWS_WITH_AS(mean(none, {0}), "mean: no elements: (0, 3)", Error);
  CHECK_THROWS_WITH_AS(variance(none), "variance: no elements: (0, 3)", Error);
}

TEST_CASE("axes that do not exist are named") {
  const Variable x = constant(Tensor({2, 3}));
  CHECK_THROWS_WITH_AS(sum(x, {2}), "sum: axis 2 is not one of (2, 3), or named twice", Error);
  CHECK_THROWS_AS(sum(x, {1, -1}), Error);
  CHECK_THROWS_AS(max(x, {-3}), Error);
  CHECK_THROWS_AS(logsumexp(x, {7}), Error);
  CHECK_THROWS_AS(max(constant(Tensor({0, 3})), {0}), Error);
  CHECK_THROWS_AS(mean(constant(Tensor({0, 3})), {0}), Error);
  CHECK_THROWS_AS(sum_to(x, {2}), Error);
}
