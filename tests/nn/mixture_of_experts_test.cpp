#include "nn/mixture_of_experts.h"

#include "autograd/ops_shape.h"
#include "optim/adam.h"
#include "support/gradient_check.h"
#include "support/modules.h"

using namespace madang;
using namespace madang::test;

static_assert(Module<MixtureOfExperts>);

TEST_CASE("mixture of experts: the output is the weighted sum over those chosen, computed one by one") {
  Random random(701);
  const Variable x = constant(random.normal({9, 3}));
  for (int top : {1, 2, 4}) {
    const MixtureOfExperts layer(3, random, {.experts = 4, .top = top, .hidden_size = 5});
    const auto result = layer(x);
    REQUIRE(result.chosen.size() == static_cast<std::size_t>(9 * top));
    int total = 0;
    for (int load : result.load) total += load;
    CHECK(total == 9 * top);
    for (int token = 0; token < 9; ++token) {
      const Variable row = slice(x, 0, token, token + 1);
      const float* p = result.probabilities.value().data() + 4 * token;
      const std::int32_t* chosen = result.chosen.data() + token * top;
      float sum_chosen = 0;
      for (int i = 0; i < top; ++i) sum_chosen += p[chosen[i]];
      for (int i = 0; i + 1 < top; ++i) CHECK(p[chosen[i]] >= p[chosen[i + 1]]);
      Variable wanted = constant(Tensor({1, 3}));
      for (int i = 0; i < top; ++i) {
        const float weight = top == 1 ? p[chosen[i]] : p[chosen[i]] / sum_chosen;
        wanted = wanted + layer.experts[static_cast<std::size_t>(chosen[i])](row) * weight;
      }
      CHECK(largest_difference(slice(result.output, 0, token, token + 1).value().values(),
                               wanted.value().values()) < 1e-5);
    }
  }
}

TEST_CASE("mixture of experts: losses of balance have their formula's value") {
  Random random(702);
  MixtureOfExperts layer(2, random, {.experts = 2, .top = 1, .hidden_size = 3});
  layer.gate.weight.assign(Tensor::from({2, 2}, {1, 0, -1, 0}));  // by the sign of the first number
  const auto even = layer(constant(Tensor::from({2, 2}, {1, 0, -1, 0})));
  CHECK(even.load == PoolVector<int>{1, 1});
  CHECK(even.balance_loss.item() == doctest::Approx(1.0));
  CHECK(even.importance_loss.item() == doctest::Approx(0.0));
  const auto one_sided = layer(constant(Tensor::from({2, 2}, {1, 0, 1, 0})));
  const double p = 1 / (1 + std::exp(-2.0));
  CHECK(one_sided.load == PoolVector<int>{2, 0});
  CHECK(one_sided.balance_loss.item() == doctest::Approx(2 * p));
  CHECK(one_sided.importance_loss.item() == doctest::Approx(1.0));  // (2p, 0): mean p, variance p²
}

TEST_CASE("mixture of experts: derivatives in both orders, where the choice does not change") {
  Random random(703);
  const MixtureOfExperts layer(2, random,
                               {.experts = 3, .top = 2, .hidden_size = 2, .activation = Activation::tanh});
  const Tensor x = Tensor::from({3, 2}, {1, 0.5f, -1, 2, 0.3f, -1.5f});
  check_gradients(
      "MixtureOfExperts",
      [&](const std::vector<Variable>& v) {
        MixtureOfExperts moved = layer;
        moved.gate.weight = v[1];
        moved.experts[0].layers[0].weight = v[2];
        const auto result = moved(v[0]);
        return result.output + result.balance_loss + result.importance_loss;
      },
      {x, Tensor::from({3, 2}, {1, 0, -1, 1, 0.2f, -1}), layer.experts[0].layers[0].weight.value()},
      {.step = 0x1p-8f, .error = 3e-3});
}

TEST_CASE("mixture of experts: the balance loss evens out the load") {
  Random random(704);
  MixtureOfExperts layer(2, random, {.experts = 4, .top = 1, .hidden_size = 2});
  layer.gate.weight.assign(Tensor::from({4, 2}, {2, 0, 0.1f, 0.2f, -0.1f, 0.3f, 0, -0.2f}));
  const Variable x = constant(random.uniform({64, 2}, 0.2f, 1.2f));
  const int before = layer(x).load[0];
  Adam adam(layer.gate.parameters(), {.learning_rate = 0.02f});
  for (int i = 0; i < 200; ++i) adam.step(backward(layer(x).balance_loss));
  const auto after = layer(x);
  CHECK(before > 56);
  CHECK(*std::ranges::max_element(after.load) < 32);
}

TEST_CASE("mixture of experts: what cannot be is refused by name") {
  Random random(705);
  CHECK_THROWS_AS(MixtureOfExperts(2, random, {.experts = 2, .top = 3}), Error);
  CHECK_THROWS_AS(MixtureOfExperts(2, random, {.experts = 2, .top = 0}), Error);
  const MixtureOfExperts layer(2, random);
  CHECK_THROWS_AS(layer(constant(Tensor({3, 5}))), Error);
  CHECK_THROWS_AS(layer(constant(Tensor({0, 2}))), Error);
  CHECK_THROWS_AS(layer(constant(Tensor({1, 3, 2}))), Error);
  CHECK(names(layer)[0] == "gate.weight");
  CHECK(names(layer)[1] == "experts.0.0.weight");
  CHECK(layer(constant(Tensor({1, 2}))).output.shape() == Shape{1, 2});
}
