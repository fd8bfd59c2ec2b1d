// The networks, their costs, a run beside the CNN, and the experiment that drives it.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <numeric>

#include "core/tensor_matrix.h"
#include "data/digit.h"
#include "demos/vit/experiment.h"
#include "demos/vit/patches.h"
#include "demos/vit/picture.h"
#include "demos/vit/training.h"
#include "io/file.h"
#include "io/refused.h"
#include "io/sketch.h"
#include "support/demo_run.h"
#include "support/paths.h"

using namespace madang;
using namespace madang::demos::vit;

namespace {

const data::ImageSet& digits() {
  static const std::vector<std::byte> file =
      io::read_file(std::filesystem::path(test::data_folder) / "mnist.idx");
  static const data::ImageSet set = data::read_image_set(file);
  return set;
}

using Run = test::DemoRun<Snapshot>;
constexpr Network all_networks[] = {Network::vit, Network::deit, Network::window, Network::hybrid,
                                    Network::convnext};

}  // namespace

TEST_CASE("vit: every network answers with logits of ten classes, and says what it costs") {
  for (const Network network : all_networks) {
    Settings settings;
    settings.network = network;
    const Classifier net = first_network(settings, 1);
    const Tensor images = bordered(digits().test.images(std::vector<std::int32_t>{0, 1, 2}));
    CHECK(net.logits(images).shape() == Shape{3, classes});
    CHECK(net.outputs(images).shape()[1] == (network == Network::deit ? 2 * classes : classes));
    CHECK(net.cost().parameters == parameter_count(net));
  }
}

TEST_CASE("vit: the ViT and the CNN are about as large and as dear as each other") {
  const Cost vit = first_network({}, 1).cost(), cnn = first_cnn(1).cost();
  // 16 patches of 64 pixels to 32 numbers; per block 4nd² + 2n²d and 2 · n · 32 · 64, n = 17; the head.
  CHECK(vit.multiply_adds == 16 * 64 * 32 + 2 * (4 * 17 * 1024 + 2 * 17 * 17 * 32 + 2 * 17 * 2048) + 320);
  CHECK(static_cast<double>(cnn.multiply_adds) / static_cast<double>(vit.multiply_adds) < 1.1);
  CHECK(static_cast<double>(cnn.multiply_adds) / static_cast<double>(vit.multiply_adds) > 0.9);
  CHECK(static_cast<double>(cnn.parameters) / static_cast<double>(vit.parameters) < 1.3);
}

TEST_CASE("vit: DeiT's answer is the mean probability of both tokens") {
  Settings settings;
  settings.network = Network::deit;
  const Classifier net = first_network(settings, 1);
  const Tensor image = bordered(digits().test.images(std::vector<std::int32_t>{4}));
  const Tensor both = net.outputs(image).value(), answer = net.logits(image).value();
  const auto chance = [](std::span<const float> logits, std::size_t label) {
    double sum = 0;
    for (const float v : logits) sum += std::exp(static_cast<double>(v));
    return std::exp(static_cast<double>(logits[label])) / sum;
  };
  for (const std::size_t label : {0u, 7u}) {
    const double mean =
        (chance(both.values().first(classes), label) + chance(both.values().subspan(classes), label)) / 2;
    CHECK(std::exp(static_cast<double>(answer.values()[label])) == doctest::Approx(mean).epsilon(1e-4));
  }
}

TEST_CASE(
    "vit: both learn from the same batches; the same seed is the same run; a look is of its beginning") {
  Settings settings;
  settings.images = Images::few;
  Training a(settings, digits(), 3), b(settings, digits(), 3);
  const float first = a.loss(a.next_batch()).item();
  for (int i = 0; i < 50; ++i) a.step();
  for (int i = 0; i < 50; ++i) b.step();
  CHECK(a.loss() == b.loss());
  CHECK(a.cnn_loss() == b.cnn_loss());
  CHECK(a.loss() < first);
  REQUIRE(a.looked());
  CHECK(a.looked()->step == 0);
  const Look untrained = look_at(first_network(settings, 3), digits().test, settings.patch_side(), 3);
  CHECK(a.looked()->network.accuracy == untrained.accuracy);
  CHECK(a.looked()->network.shuffled == untrained.shuffled);
  for (std::uint64_t i = 0; i < look_steps; ++i) a.step();
  CHECK(a.looked()->step == look_interval);
  CHECK(a.looked()->cnn.accuracy > untrained.accuracy);
}

TEST_CASE("vit: DeiT's loss is half of the labels', half of what the CNN says") {
  Settings settings;
  settings.network = Network::deit;
  Training training(settings, digits(), 1);
  const Batch own = training.next_batch();
  const Tensor said = training.network().outputs(own.images).value();
  const auto taught = train::likeliest(training.cnn().logits(own.images).value());
  double sum = 0;
  for (std::size_t i = 0; i < own.labels.size(); ++i) {
    const auto minus_log = [&](std::span<const float> logits, std::int32_t label) {
      double all = 0;
      for (const float v : logits) all += std::exp(static_cast<double>(v));
      return std::log(all) - static_cast<double>(logits[static_cast<std::size_t>(label)]);
    };
    const auto row = said.values().subspan(i * 2 * classes, 2 * classes);
    sum += minus_log(row.first(classes), own.labels[i]) + minus_log(row.subspan(classes), taught[i]);
  }
  CHECK(training.loss(own).item() == doctest::Approx(sum / 2 / batch).epsilon(1e-4));
}

TEST_CASE("vit: tuned settings take each network's own rate") {
  Settings settings;
  settings.network = Network::hybrid;
  const Settings own = tuned(settings, Images::few);
  CHECK(own.images == Images::few);
  CHECK(own.learning_rate == tuned_rate(Network::hybrid, Images::few));
  CHECK(own.cnn_rate == tuned_cnn_rate(Images::few));
}

TEST_CASE("vit: what is drawn, centred, is what both answer to") {
  Matrix ink{side, side, std::vector<float>(side * side)};
  for (int row = 4; row < 24; ++row) ink.at(row, 13) = ink.at(row, 14) = 1;
  Run run("vit");
  const Snapshot example = run.picture();
  CHECK(example.truth == digits().test.labels[0]);
  run.change({{"drawing", io::write_sketch(ink)}});
  const Snapshot drawn = run.picture();
  CHECK(drawn.truth == -1);
  const Matrix centred = data::centred_digit(ink);
  CHECK(drawn.input.values == numbers_of(bordered(Tensor::from({1, 1, side, side}, centred.values))));
  CHECK(drawn.network.chances != example.network.chances);
  CHECK(drawn.cnn.chances != example.cnn.chances);
  CHECK_THROWS_AS(run.change({{"drawing", "!"}}), io::Refused);
}

TEST_CASE("vit: attention on the page that looks") {
  Run run("vit",
          {{"depth", "3"}, {"heads", "two"}, {"layer", "4"}, {"head", "4"}, {"query", "40"}, {"key", "64"}});
  const AttentionPicture a = run.picture().attention;
  CHECK(a.grid == 4);
  CHECK(a.layers == 3);
  CHECK(a.heads == 2);
  CHECK(a.layer == 3);
  CHECK(a.head == 2);
  CHECK(a.query == 16);
  CHECK(a.key == 16);
  CHECK(a.maps.rows == 6);
  CHECK(a.maps.columns == 16);
  CHECK(a.calculation.weight == doctest::Approx(a.maps.at(5, 15)));
  CHECK(a.row_error < 1e-5f);
  CHECK(a.rollout.size() == 16);
}

TEST_CASE("vit: without a class token all is the mean of all, and windows say who sees whom") {
  Run run("vit", {{"network", "window"}, {"layer", "2"}});
  const AttentionPicture a = run.picture().attention;
  CHECK(a.query == 0);
  CHECK(a.calculation.q.empty());
  CHECK(std::accumulate(a.rollout.begin(), a.rollout.end(), 0.f) == doctest::Approx(1));
  REQUIRE(a.groups.size() == 16);
  CHECK(a.groups[5] == a.groups[6]);
  CHECK(a.groups[0] != a.groups[1]);
}

TEST_CASE("vit: on the page of places the mixed image has the same pixels elsewhere") {
  Run run("vit", {{"page", "places"}, {"order", "7"}});
  const Snapshot s = run.picture();
  auto before = s.input.values, after = s.mixed.values;
  CHECK(before != after);
  std::ranges::sort(before);
  std::ranges::sort(after);
  CHECK(before == after);
  CHECK(s.order_difference >= 0);
  CHECK(s.order_difference < 1e-6f);
  CHECK(s.similarity.rows == 16);
  run.change({{"order", "8"}});
  CHECK(run.picture().mixed.values != s.mixed.values);
}

TEST_CASE("vit: two patches of the mixed image change places, and only those that there are") {
  Run run("vit", {{"page", "places"}});
  const auto patches = [&] {
    const Matrix mixed = run.picture().mixed;
    return patches_of(constant(Tensor::from({1, 1, canvas, canvas}, mixed.values)), 8).value();
  };
  const auto patch = [](const Tensor& all, std::size_t place) {
    return numbers_of(all.values().subspan(place * 64, 64));
  };
  const Tensor before = patches();
  run.act("swap", {0, 9});
  const Tensor after = patches();
  CHECK(patch(after, 0) == patch(before, 9));
  CHECK(patch(after, 9) == patch(before, 0));
  CHECK(patch(after, 5) == patch(before, 5));
  CHECK_THROWS_AS(run.act("swap", {0, 16}), demo::Halt);
  CHECK_THROWS_AS(run.act("swap", {0.5f, 1}), demo::Halt);
  CHECK_THROWS_AS(run.act("swap", {1}), demo::Halt);
}

TEST_CASE("vit: costs in the order of the networks, times when asked for") {
  Run run("vit", {{"page", "needs"}});
  const auto costs = run.picture().costs;
  REQUIRE(costs.size() == network_count + 1);
  CHECK(costs.front().parameters == static_cast<float>(first_network({}, 1).cost().parameters));
  CHECK(costs.back().multiply_adds == static_cast<float>(first_cnn(1).cost().multiply_adds));
  CHECK(costs.front().ms == 0);
  run.act("measure");
  for (const CostRow& row : run.picture().costs) CHECK(row.ms > 0);
}

TEST_CASE("vit: a trial goes on in pieces and leaves the run alone") {
  Run run("vit", {{"page", "needs"}, {"seeds", "2"}});
  run.act("trial");
  run.step(3);
  const Snapshot s = run.picture();
  CHECK(s.step == 0);
  CHECK(s.trial.total == 2 * image_counts);
  CHECK(s.trial.runs == 0);
}

TEST_CASE("vit: own weights come back, and Adam begins anew") {
  Run run("vit");
  run.step(3);
  CHECK(test::longest_step_after_loading(run.experiment()) == doctest::Approx(0.003).epsilon(0.02));
}
