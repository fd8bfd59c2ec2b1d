#include <array>

#include "autograd/ops_shape.h"
#include "golden/golden.h"
#include "nn/lora.h"
#include "nn/mixture_of_experts.h"
#include "nn/norm.h"
#include "nn/positions.h"
#include "nn/rbm.h"
#include "nn/relative_positions.h"
#include "nn/rotary.h"
#include "nn/spectral_norm.h"

using namespace madang;
using namespace madang::test::golden;

TEST_CASE("golden: RMS norm as a layer, positions") {
  check_layer("RmsNorm/last", RmsNorm(5));
  check("sinusoidal_positions/plain", [](auto&) { return constant(sinusoidal_positions(7, 6)); });
  check("sinusoidal_positions/odd size", [](auto&) { return constant(sinusoidal_positions(3, 5, 40)); });
}

TEST_CASE("golden: rotary embedding, the relative shift, ALiBi") {
  check("rotary/plain", [](auto& x) { return rotary(x[0]); });
  check("rotary/from a position", [](auto& x) { return rotary(x[0], 5); });
  for (const char* name : {"keys_from_distances/plain", "keys_from_distances/one"})
    check(name, [](auto& x) { return keys_from_distances(x[0]); });
  check("two_sided_alibi/plain", [](auto&) { return constant(two_sided_alibi({0.25f, 0.0625f}, 5)); });
}

TEST_CASE("golden: spectral norm") {
  const auto divided = [](Mode mode) {
    return [mode](auto& x) {
      Random random(1);
      const SpectralNorm norm(x[0], random);
      norm.u.assign(x.value(1));
      norm.v.assign(x.value(2));
      return norm(x[0], mode);
    };
  };
  check("SpectralNorm/training", divided(Mode::training));
  check("SpectralNorm/evaluation", divided(Mode::evaluation));
  check("SpectralNorm/kernel", divided(Mode::training));
}

TEST_CASE("golden: LoRA, and the merged layer") {
  Random random(1);
  for (const std::string name : {"LoraLinear/bias", "LoraLinear/no bias"}) {
    const Inputs x(name);
    const bool bias = x.count() > 2;
    Linear pretrained(x[1].shape()[1], x[1].shape()[0], random, {.bias = bias});
    pretrained.weight = x[1];
    if (bias) pretrained.bias = x[2];
    const LoraOptions options = bias ? LoraOptions{.rank = 2, .alpha = 3.0f} : LoraOptions{1, 1.0f};
    const LoraLinear layer(pretrained, random, options);
    io::load_state_dict(layer, stored_below(name, "w."));
    compare(name, "y", layer.merged()(x[0]).value(), 2e-6);
    check_layer(name, layer);
    compare(name, "x1", layer.base.weight.value(), 0);  // still what it was
  }
}

TEST_CASE("golden: mixture of experts, its output and both losses of balance") {
  Random random(1);
  const auto all = [](auto& m, auto& x) {
    const MixtureOfExperts::Result result = m(x[0]);
    return concat(std::array{reshape(result.output, {-1}), reshape(result.balance_loss, {1}),
                             reshape(result.importance_loss, {1})},
                  0);
  };
  const auto mixture = [&](int features, int hidden_size, int experts, int top) {
    return MixtureOfExperts(features, random, {.experts = experts, .top = top, .hidden_size = hidden_size});
  };
  check_layer("MixtureOfExperts/top one", mixture(3, 2, 4, 1), all);
  check_layer("MixtureOfExperts/top two", mixture(2, 4, 3, 2), all);
  check_layer("MixtureOfExperts/all", mixture(2, 3, 2, 2), all);
  check_layer("MixtureOfExperts/idle", mixture(2, 2, 5, 1), all);
}

TEST_CASE("golden: restricted Boltzmann machine") {
  Random random(1);
  check_layer("Rbm/hidden", Rbm(4, 3, random), [](auto& m, auto& x) { return m.hidden_probabilities(x[0]); });
  check_layer("Rbm/visible", Rbm(4, 3, random),
              [](auto& m, auto& x) { return m.visible_probabilities(x[0]); });
  check_layer("Rbm/free energy", Rbm(4, 3, random), [](auto& m, auto& x) { return m.free_energy(x[0]); });
}

TEST_CASE("golden: contrastive divergence, the same units drawn") {
  for (const std::string name : {"Rbm/one round", "Rbm/three rounds"}) {
    const int rounds = name == "Rbm/one round" ? 1 : 3;
    Random random(3);
    Random start(1);
    const Rbm rbm(4, 3, start);
    io::load_state_dict(rbm, stored_below(name, "w."));
    Sgd optimizer(rbm.parameters(), {.learning_rate = 0.1f});
    for (int step = 0; step < 10; ++step) {
      optimizer.step(backward(rbm.contrastive_divergence(stored(name, "data"), rounds, random)));
    }
    for (const auto& [parameter, variable] : rbm.named_parameters()) {
      compare(name, "q." + parameter, variable.value(), 1e-6);
    }
  }
}
