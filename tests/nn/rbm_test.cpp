#include "nn/rbm.h"

#include <array>
#include <cmath>

#include "autograd/ops_matmul.h"
#include "optim/sgd.h"
#include "support/gradient_check.h"
#include "support/modules.h"

using namespace madang;
using namespace madang::test;

static_assert(Module<Rbm>);

namespace {

/// All states of `count` units, one per row.
Tensor all_states(int count) {
  Tensor states({1 << count, count});
  for (int i = 0; i < (count << count); ++i) {
    states.mutable_values()[static_cast<std::size_t>(i)] = static_cast<float>(i / count >> i % count & 1);
  }
  return states;
}

/// p(v) of all visible states, summed over all hidden states by the definition.
std::vector<double> exact_probabilities(const Rbm& rbm) {
  const int visible = rbm.weight.shape()[1], hidden = rbm.weight.shape()[0];
  const Tensor v = all_states(visible), h = all_states(hidden);
  std::vector<double> p;
  double total = 0;
  for (int i = 0; i < 1 << visible; ++i) {
    double sum = 0;
    for (int k = 0; k < 1 << hidden; ++k) {
      double energy = 0;
      for (int a = 0; a < visible; ++a)
        energy -= rbm.visible_bias.value().data()[a] * v.data()[i * visible + a];
      for (int b = 0; b < hidden; ++b) {
        const float on = h.data()[k * hidden + b];
        energy -= rbm.hidden_bias.value().data()[b] * on;
        for (int a = 0; a < visible; ++a) {
          energy -= on * rbm.weight.value().data()[b * visible + a] * v.data()[i * visible + a];
        }
      }
      sum += std::exp(-energy);
    }
    p.push_back(sum);
    total += sum;
  }
  for (double& each : p) each /= total;
  return p;
}

Rbm some_rbm(int visible, int hidden, Random& random) {
  Rbm rbm(visible, hidden, random);
  rbm.weight.assign(random.normal({hidden, visible}));
  rbm.visible_bias.assign(random.normal({visible}));
  rbm.hidden_bias.assign(random.normal({hidden}));
  return rbm;
}

}  // namespace

TEST_CASE("rbm: free energy gives the probabilities that the definition gives") {
  Random random(801);
  const Rbm rbm = some_rbm(3, 2, random);
  const std::vector<double> p = exact_probabilities(rbm);
  const Tensor free_energy = rbm.free_energy(constant(all_states(3))).value();
  REQUIRE(free_energy.shape() == Shape{8});
  for (int i = 1; i < 8; ++i) {
    CHECK(std::exp(double{free_energy.data()[0]} - free_energy.data()[i]) ==
          doctest::Approx(p[i] / p[0]).epsilon(1e-4));
  }
}

TEST_CASE("rbm: a long chain of Gibbs sampling visits states as often as they are probable") {
  Random random(802);
  const Rbm rbm = some_rbm(3, 2, random);
  const std::vector<double> p = exact_probabilities(rbm);
  const Tensor v = rbm.gibbs(Tensor({20000, 3}), 30, random);
  std::array<double, 8> share{};
  for (std::size_t i = 0; i < 20000; ++i) {
    share[static_cast<std::size_t>(v.data()[3 * i] + 2 * v.data()[3 * i + 1] + 4 * v.data()[3 * i + 2])] +=
        1 / 20000.0;
  }
  for (std::size_t i = 0; i < 8; ++i) CHECK(std::abs(share[i] - p[i]) < 4 * std::sqrt(p[i] / 20000) + 1e-3);
}

TEST_CASE("rbm: the gradient of contrastive divergence is the difference of two correlations") {
  Random random(803), again(804), same(804);
  const Rbm rbm = some_rbm(4, 3, random);
  const Tensor data = sample_bernoulli(Tensor::full({6, 4}, 0.5f), random);
  const Gradients gradients = backward(rbm.contrastive_divergence(data, 2, again));
  const Variable model = constant(rbm.gibbs(data, 2, same)), v = constant(data);
  const auto correlation = [&](const Variable& visible) {
    return matmul(rbm.hidden_probabilities(visible), visible, {.a = true}) * (1.0f / 6);
  };
  const Tensor wanted = (correlation(model) - correlation(v)).value();
  CHECK(largest_difference(gradients.of(rbm.weight).value().values(), wanted.values()) < 1e-5);
  CHECK(largest_difference(gradients.of(rbm.visible_bias).value().values(),
                           (mean(model, {0}) - mean(v, {0})).value().values()) < 1e-5);
  CHECK_THROWS_AS(rbm.contrastive_divergence(data, 0, random), Error);
  CHECK_THROWS_AS(rbm.hidden_probabilities(constant(Tensor({6, 3}))), Error);
}

TEST_CASE("rbm: contrastive divergence makes the data probable") {
  Random random(805);
  Rbm rbm(4, 3, random);
  const Tensor data = Tensor::from({4, 4}, {1, 1, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 1, 1});
  const float before = rbm.reconstruction_error(data, random);
  Sgd sgd(rbm.parameters(), {.learning_rate = 0.2f, .momentum = 0.5f});
  for (int i = 0; i < 1500; ++i) sgd.step(backward(rbm.contrastive_divergence(data, 1, random)));
  const std::vector<double> p = exact_probabilities(rbm);
  CHECK(p[3] + p[12] > 0.8);  // 1100 and 0011; 1/8 by chance
  CHECK(std::min(p[3], p[12]) > 0.2);
  CHECK(rbm.reconstruction_error(data, random) < 0.2f * before);
}

TEST_CASE("rbm: derivatives of the free energy in both orders") {
  Random random(806);
  const Rbm rbm = some_rbm(3, 2, random);
  check_gradients(
      "free energy",
      [&](const std::vector<Variable>& v) {
        Rbm moved = rbm;
        moved.weight = v[1];
        moved.visible_bias = v[2];
        moved.hidden_bias = v[3];
        return moved.free_energy(v[0]);
      },
      {random.uniform({2, 3}, -1, 1), rbm.weight.value(), rbm.visible_bias.value(), rbm.hidden_bias.value()});
}
