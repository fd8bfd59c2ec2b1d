// What the demo claims, driven as the page drives it: settings, steps, actions, snapshots.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "demos/cnn/experiment.h"
#include "demos/cnn/training.h"
#include "io/file.h"
#include "io/sketch.h"
#include "support/claim.h"
#include "support/demo_run.h"
#include "support/demo_text.h"
#include "support/paths.h"
#include "support/seeds.h"

using namespace madang;
using namespace madang::demos::cnn;

namespace {

/// The run of a reader who chose these settings.
struct Run : test::DemoRun<Snapshot> {
  Run(const test::Values& values, std::uint64_t seed) : DemoRun("cnn", values, seed) {}
  void draw(const Matrix& ink) { change({{"drawing", io::write_sketch(ink)}}); }
};

constexpr int seed_count = 3;
constexpr int steps_per_look = 3000 / 16;

const data::ImageSet& digits() {
  static const std::vector<std::byte> file =
      io::read_file(std::filesystem::path(test::data_folder) / "mnist.idx");
  static const data::ImageSet set = data::read_image_set(file);
  return set;
}

/// The first 200 test images: enough to tell networks apart that have just begun.
float accuracy_of(const ConvNet& net) {
  constexpr std::size_t count = 200;
  data::LabelledImages some = digits().test;
  some.pixels = some.pixels.first(count * side * side);
  some.labels = some.labels.first(count);
  return evaluate(net, some).accuracy();
}

/// Test digits as somebody might draw them into the pad, smaller and off the middle: the share of them that
/// is read as what it is.
float share_read_when_drawn(Run& run) {
  constexpr int count = 40;
  int right = 0;
  for (std::int32_t i = 0; i < count; ++i) {
    const Tensor image = digits().test.image(i);
    const auto pixels = image.values();
    Matrix ink{side, side, std::vector<float>(side * side)};
    const int down = i % 9, across = i % 7;  // three quarters of its size, somewhere in the pad
    for (int row = 0; row < 3 * side / 4 && row + down < side; ++row)
      for (int column = 0; column < 3 * side / 4 && column + across < side; ++column)
        ink.at(row + down, column + across) =
            pixels[static_cast<std::size_t>(row * 4 / 3 * side + column * 4 / 3)];
    run.draw(ink);
    const Snapshot s = run.picture();
    CHECK(s.truth == -1);  // nobody tells it
    right += std::ranges::max_element(s.chances) - s.chances.begin() ==
             digits().test.labels[static_cast<std::size_t>(i)];
  }
  return static_cast<float>(right) / count;
}

struct Learned {
  float loss = 0;  // mean over the last quarter of a short training
  float accuracy = 0;
};

Learned learned_after(int steps, const Settings& settings, std::uint64_t seed) {
  Training training(settings, digits(), seed);
  Learned result;
  const int counted = steps / 4;
  for (int i = 0; i < steps; ++i) {
    training.step(settings);
    if (i >= steps - counted) result.loss += training.loss() / static_cast<float>(counted);
  }
  result.accuracy = accuracy_of(training.net());
  return result;
}

/// The three that are compared, each at its best of the learning rates 0.0003, 0.001, 0.003 and 0.01: in the
/// mean over six seeds other than these the accuracy was highest there.
struct Contestants {
  Settings vgg, normed, resnet;
};

Contestants contestants(int blocks, int batch, float vgg_rate) {
  Settings settings;
  settings.blocks = blocks;
  settings.batch = batch;
  settings.plan = Plan::constant;
  settings.learning_rate = 0.003f;
  Contestants all{settings, settings, settings};
  all.vgg.network = all.normed.network = Network::vgg;
  all.vgg.learning_rate = vgg_rate;
  all.normed.vgg_norm = true;
  all.resnet.network = Network::resnet;
  return all;
}

struct Mean {
  float loss = 0, accuracy = 0;
  void add(const Learned& one) {
    loss += one.loss / seed_count;
    accuracy += one.accuracy / seed_count;
  }
};

}  // namespace

TEST_SUITE("claims") {
  TEST_CASE("cnn: LeNet reads 97 % of MNIST's test images, within a minute of one core") {
    const std::uint64_t seed = test::seed();  // ten more in the evidence: this is the longest training
    Run run({}, seed);
    Snapshot now = run.picture();
    while (now.goal_images == 0 && now.images < 24000) {
      run.step(steps_per_look);
      now = run.picture();
    }
    CHECK(now.test_accuracy >= 0.97f);
    CHECK(now.goal_images > 0);
    CHECK_AT_MOST(now.goal_images, 24000);  // two epochs: half of the seeds need one, half need both
    CHECK(test::text_says("cnn", {"이미지 12,000장을 한두 번 훑고 나면 97%에 이른다",
                                  "97% here within seconds, after one or two passes over 12,000 images"}));
    // One core does some 10¹⁰ multiply-adds in a second; a minute holds this bound at a sixteenth of that
    // speed.
    CHECK_BELOW(now.goal_multiply_adds, 60 * 1e10f / 16);
    CHECK_ABOVE(share_read_when_drawn(run), 0.8f);
  }

  TEST_CASE("cnn: two 3×3 see as far as one 5×5 with fewer weights") {
    for (const auto seed : test::seeds(seed_count)) {
      const Snapshot s = Run({{"page", "networks"}}, seed).picture();
      REQUIRE(s.stacks.size() == 2);
      const StackRow &one = s.stacks[0], &two = s.stacks[1];
      CHECK(one.field == 5);
      CHECK(two.field == 5);
      CHECK(one.weights == 25.f * static_cast<float>(one.channels * one.channels));
      CHECK(two.weights == 18.f * static_cast<float>(two.channels * two.channels));
      for (const StackRow& stack : s.stacks)  // what backpropagation measures
        for (int row = 0; row < stack.seen.rows; ++row)
          for (int column = 0; column < stack.seen.columns; ++column) {
            const bool near = std::abs(row - 4) <= 2 && std::abs(column - 4) <= 2;
            CHECK((stack.seen.at(row, column) > 0) == near);
          }
    }
  }

  TEST_CASE("cnn: the residual net is no worse than VGG at the same depth, with batch norm or without") {
    const Contestants all = contestants(1, 16, 0.003f);
    Mean plain, normed, residual;
    for (const auto seed : test::seeds(seed_count)) {
      CAPTURE(seed);
      const Learned one = learned_after(72, all.resnet, seed), other = learned_after(72, all.vgg, seed);
      CHECK_BELOW(one.loss, other.loss);
      residual.add(one);
      plain.add(other);
      normed.add(learned_after(72, all.normed, seed));
    }
    CHECK_ABOVE(residual.accuracy, plain.accuracy - 0.02f);
    CHECK_BELOW(residual.loss, normed.loss * 1.1f);
    CHECK_ABOVE(residual.accuracy, normed.accuracy - 0.04f);
    // At 8 layers batch norm makes up for most of the difference: over thirty seeds for 74 % of it, over
    // three of them for 27 to 120 %.
    CHECK_ABOVE(plain.loss - normed.loss, 0.25f * (plain.loss - residual.loss));
    CHECK(test::text_says("cnn", {"8층에서는 손실의 차이가 4분의 3쯤 메워지지만",
                                  "closes about three quarters of the gap in loss at 8 layers"}));
  }

  TEST_CASE("cnn: 20 layers deep, the residual net has begun to learn when VGG has not") {
    const Contestants all = contestants(3, 8, 0.001f);
    Mean plain, normed, residual;
    for (const auto seed : test::seeds(seed_count)) {
      CAPTURE(seed);
      const Learned one = learned_after(64, all.resnet, seed), other = learned_after(64, all.vgg, seed);
      CHECK_BELOW(one.loss, other.loss - 0.15f);
      CHECK_ABOVE(one.accuracy, other.accuracy);
      residual.add(one);
      plain.add(other);
      normed.add(learned_after(64, all.normed, seed));
    }
    CHECK_NEAR(residual.accuracy, 0.68f, 0.15f);
    CHECK_NEAR(plain.accuracy, 0.25f, 0.15f);
    CHECK(test::text_says("cnn",
                          {"ResNet은 테스트 이미지의 3분의 2쯤을 맞히고 VGG는 4분의 1쯤을 맞힌다",
                           "VGG gets about a quarter of the test images right and ResNet about two thirds"}));
    // At 20 layers batch norm makes up for less than half: over thirty seeds for 26 %.
    CHECK_ABOVE(plain.loss, normed.loss - 0.05f);
    CHECK_BELOW(plain.loss - normed.loss, 0.55f * (plain.loss - residual.loss));
    CHECK(test::text_says("cnn", {"20층에서는 4분의 1쯤만 메워진다", "about a quarter of it at 20"}));
  }

  TEST_CASE("cnn: every network of the zoo learns") {
    for (const auto& [network, steps] : {std::pair{Network::alexnet, 80}, {Network::inception, 160}}) {
      Settings settings;  // the others: above
      settings.network = network;
      settings.plan = Plan::constant;
      settings.learning_rate = 0.003f;
      CHECK_BELOW(learned_after(steps, settings, test::seed()).loss, 1.8f);
    }
  }
}
