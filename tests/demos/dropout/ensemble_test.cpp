#include "demos/dropout/ensemble.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "demos/dropout/picture.h"
#include "demos/dropout/shift.h"

using namespace madang;
using namespace madang::demos::dropout;

namespace {

Settings small_settings() {
  Settings settings;
  settings.width = 32;
  return settings;
}

Tensor noise(int images) { return Random(3).uniform({images, 1, side, side}, 0, 1); }

}  // namespace

TEST_CASE("masks_of: all units on is the whole network scaled by 1/q, none on is the bias alone") {
  const Sequential small = small_network(false, 0.5f, Random(1));
  const Masks all = masks_of(small, 0.5f, noise(1), 3, thin_masks - 1);
  CHECK(all.weight == doctest::Approx(std::pow(0.5, thin_units)));
  CHECK(all.chances.values.size() == thin_masks);
  // No unit: every class has the logit 0 of the biases' start.
  CHECK(all.chances.at(0, 0) == doctest::Approx(0.1));
  double sum = all.outgoing_bias;
  for (std::size_t j = 0; j < thin_units; ++j) sum += 2 * all.hidden[j] * all.outgoing[j];
  CHECK(all.sum == doctest::Approx(sum));
  CHECK(all.chances.values.back() == doctest::Approx(all.thin_chances[3]));
  CHECK(std::accumulate(all.geometric.begin(), all.geometric.end(), 0.f) == doctest::Approx(1));
}

TEST_CASE("masks_of: without dropout the only mask that counts is the whole network") {
  const Masks masks = masks_of(small_network(true, 0, Random(1)), 0, noise(1), 3, thin_masks - 1);
  CHECK(masks.weight == 1);
  CHECK(masks.output_gap < 1e-6f);
  for (std::size_t c = 0; c < classes; ++c) CHECK(masks.arithmetic[c] == doctest::Approx(masks.scaled[c]));
}

TEST_CASE("thin_logits: with all units on it is the network in evaluation; a unit that is off is 0") {
  const Settings settings = small_settings();
  const Sequential dense = network_of(Arm::units, settings, Random(1));
  const Tensor images = noise(2), first = first_hidden(dense, images);
  const Tensor whole = dense(constant(images), Mode::evaluation).value();
  const Tensor same = thin_logits(dense, first, all_on(settings.width)).value();
  for (std::size_t i = 0; i < whole.size(); ++i)
    CHECK(same.values()[i] == doctest::Approx(whole.values()[i]).epsilon(1e-5));
  LayerMasks masks = all_on(settings.width);
  masks[1].mutable_values()[5] = 0;
  std::vector<Tensor> hidden;
  thin_logits(dense, first, masks, &hidden);
  CHECK(hidden.size() == hidden_layers);
  CHECK(hidden[1].values()[5] == 0);
  CHECK(hidden[0].values()[5] == first.values()[5]);
}

TEST_CASE("drawn_masks: each layer has zeros at the rate, and 1/q elsewhere") {
  Random random(1);
  const LayerMasks masks = drawn_masks(1000, 0.2f, random);
  CHECK(masks.size() == hidden_layers);
  int off = 0;
  for (const float v : masks[0].values()) {
    CHECK((v == 0 || v == doctest::Approx(1.25)));
    off += v == 0;
  }
  CHECK(off == doctest::Approx(200).epsilon(0.2));
}

TEST_CASE("thin_nets, robustness: untrained networks guess, with all units on as the network itself") {
  const Settings settings = small_settings();
  const Sequential dense = network_of(Arm::units, settings, Random(1));
  Batch test{noise(40), {}};
  for (int i = 0; i < 40; ++i) test.labels.push_back(i % classes);
  const ThinNets thin = thin_nets(dense, 0.5f, test, 1);
  CHECK(thin.counts == std::vector<float>{1, 2, 4, 8, 16, 32, 64});
  CHECK(thin.errors.size() == 7);
  CHECK(thin.single > 0.5f);
  const std::vector<float> robust = robustness(dense, test, 1);
  CHECK(robust.size() == 10);
  CHECK(robust.front() == thin.scaled);
}

TEST_CASE("correlations: 1 and −1 for units that go together and against each other, 0 for a still one") {
  const Matrix rho = correlations(Tensor::from({3, 3}, {1, -2, 5, 2, -4, 5, 3, -6, 5}));
  CHECK(rho.at(0, 1) == doctest::Approx(-1));
  CHECK(rho.at(1, 1) == doctest::Approx(1));
  CHECK(rho.at(2, 2) == 0);
  CHECK(rho.at(0, 2) == 0);
  CHECK(mean_correlation(rho) == doctest::Approx(1));  // of the one pair that varies
}

TEST_CASE("shifted_deviation: √q") {
  CHECK(shifted_deviation(0.5f, Random(2)) == doctest::Approx(std::sqrt(0.5)).epsilon(0.05));
  CHECK(shifted_deviation(1, Random(2)) == doctest::Approx(1).epsilon(1e-4));
}

TEST_CASE("predicted_deviations: without dropout 1 in every norm") {
  Settings settings = small_settings();
  settings.kind = Kind::norm;
  const Sequential network = network_of(Arm::before_norm, settings, Random(1));
  const auto all = predicted_deviations(network, 1, noise(8));
  CHECK(all.size() == hidden_layers);
  for (const float v : all) CHECK(v == doctest::Approx(1).epsilon(1e-4));
  CHECK(predicted_deviations(network, 0.5f, noise(8)).front() < 0.75f);
  CHECK(evaluation_deviations(network, noise(8)).size() == hidden_layers);
}

TEST_CASE("sum_of: the products, the rest and the bias make z") {
  const Settings settings = small_settings();
  const Sequential dense = network_of(Arm::units, settings, Random(1));
  for (const int layer : {0, 1}) {
    const UnitSum sum = sum_of(dense, layer, 4, noise(1));
    double z = sum.rest + sum.bias;
    for (std::size_t i = 0; i < sum.inputs.size(); ++i) z += sum.inputs[i] * sum.weights[i];
    CHECK(z == doctest::Approx(sum.z).epsilon(1e-4));
    CHECK(sum.incoming.size() == (layer == 0 ? pixels : 0));
  }
}

TEST_CASE("thinned: the CNN without dropout shows the same maps with nothing off") {
  Settings settings = small_settings();
  settings.kind = Kind::cnn;
  const auto maps = [&](Arm arm) {
    return thinned(training_of(arm, settings, 1), Kind::cnn, noise(1), 0).masks;
  };
  const auto whole = maps(Arm::none), thin = maps(Arm::channels);
  CHECK(whole.size() == thin.size());
  CHECK(whole.front().plain.values == thin.front().plain.values);
  for (const MaskPicture& map : whole)
    CHECK(std::ranges::count(map.mask.values, 1.f) == std::ssize(map.mask.values));
}
