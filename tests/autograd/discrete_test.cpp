#include "autograd/ops_discrete.h"

#include <cmath>

#include "support/gradient_check.h"

using namespace madang;
using namespace madang::test;

TEST_CASE("straight_through: the value is exact, the gradient passes") {
  const Variable x = parameter(Tensor::from({5}, {0.4f, 0.5f, 1.5f, -2.6f, 7}));
  const Variable y = straight_through_round(x);
  CHECK(std::vector<float>(y.value().values().begin(), y.value().values().end()) ==
        std::vector<float>{0, 0, 2, -3, 7});
  const Tensor dx = backward(sum(square(y))).of(x).value();
  for (std::size_t i = 0; i < 5; ++i) CHECK(dx.data()[i] == 2 * y.value().data()[i]);
  CHECK(straight_through(Tensor({5}), x).value().data()[4] == 0.0f);
  CHECK(straight_through_round(constant(Tensor({0}))).shape() == Shape{0});
  CHECK_THROWS_WITH_AS(straight_through(Tensor({1}), x), "straight_through: shapes differ: (1) and (5)",
                       Error);
}

TEST_CASE("gumbel_softmax: derivatives, the noise held still") {
  Random random(131);
  check_gradients("gumbel_softmax",
                  [](auto& v) {
                    Random same(3);
                    return gumbel_softmax(v[0], same, {.temperature = 0.8f});
                  },
                  {random.uniform({3, 5}, -1, 1)});
  // The hard one has the soft one's derivative where the loss is linear.
  const Variable logits = parameter(random.uniform({4, 3}, -1, 1)),
                 weights = constant(random.uniform({4, 3}, -1, 1));
  Random first(9), second(9);
  const Variable soft = gumbel_softmax(logits, first), hard = gumbel_softmax(logits, second, {.hard = true});
  const Tensor a = backward(sum(soft * weights)).of(logits).value(),
               b = backward(sum(hard * weights)).of(logits).value();
  for (std::size_t i = 0; i < a.size(); ++i) CHECK(a.data()[i] == b.data()[i]);
  const Tensor totals = sum(hard, {1}).value();
  for (float total : totals.values()) CHECK(total == 1.0f);
}

TEST_CASE("gumbel_softmax: categories are drawn as often as softmax says") {
  Random random(132);
  const Variable logits = constant(Tensor::from({1, 3}, {0, 1, 2}));
  double counts[3] = {};
  constexpr int draws = 20000;
  for (int i = 0; i < draws; ++i) {
    const Variable y = gumbel_softmax(logits, random, {.hard = true});
    for (std::size_t k = 0; k < 3; ++k) counts[k] += y.value().data()[k];
  }
  const double total = 1 + std::exp(1) + std::exp(2);
  for (int k = 0; k < 3; ++k) CHECK(counts[k] / draws == doctest::Approx(std::exp(k) / total).epsilon(0.05));
  CHECK_THROWS_AS(gumbel_softmax(logits, random, {.temperature = 0}), Error);
  CHECK_THROWS_AS(gumbel_softmax(constant(Tensor({2, 0})), random), Error);
}
