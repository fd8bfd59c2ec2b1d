// What the demo claims, driven as the page drives it: settings, steps, actions, snapshots.
#include <doctest/doctest.h>

#include <cmath>
#include <numeric>
#include <string>

#include "demo/experiment.h"
#include "demos/cnn/experiment.h"
#include "support/data_files.h"
#include "support/demo_run.h"

using namespace madang;
using namespace madang::cnn;

namespace {

/// The run of a reader who chose these settings.
class Run {
 public:
  Run(const test::Values& values, std::uint64_t seed) : experiment_(demo::make_experiment("cnn")) {
    auto fields = experiment_->fields();
    for (const Text& reason : demo::set_values(fields, values)) FAIL(reason.english);
    test::load_files(*experiment_);
    experiment_->reset(seed);
  }
  void step(int count) {
    for (int i = 0; i < count; ++i) experiment_->step();
  }
  std::vector<float> curve(const std::string& name) {
    for (const demo::Curve& curve : experiment_->curves())
      if (curve.name == name) return curve.y;
    FAIL("no curve " << name);
    return {};
  }
  Snapshot picture() { return io::from_bytes<Snapshot>(experiment_->snapshot()); }

 private:
  std::unique_ptr<demo::AnyExperiment> experiment_;
};

constexpr std::uint64_t seeds[] = {1, 2, 3, 4};
constexpr int steps_per_look = 3000 / 16;

/// Mean loss over the last quarter of a short training: what has been learned of the same batches.
float loss_after(int steps, test::Values values, std::uint64_t seed, const char* rate = "0.003") {
  values.push_back({"plan", "constant"});
  values.push_back({"learning_rate", rate});
  Run run(values, seed);
  run.step(steps);
  const std::vector<float> losses = run.curve("train_loss");
  REQUIRE(losses.size() == static_cast<std::size_t>(steps));
  const auto first = losses.end() - steps / 4;
  return std::accumulate(first, losses.end(), 0.f) / static_cast<float>(losses.end() - first);
}

}  // namespace

TEST_SUITE("claims") {
  TEST_CASE("cnn: LeNet reads 97 % of MNIST's test images, within a minute of one core") {
    for (const auto seed : seeds) {
      CAPTURE(seed);
      Run run({}, seed);
      Snapshot now = run.picture();
      while (now.goal_images == 0 && now.images < 24000) {
        run.step(steps_per_look);
        now = run.picture();
      }
      CHECK(now.test_accuracy >= 0.97f);
      CHECK(now.goal_images > 0);
      CHECK(now.goal_images <= 24000);  // two epochs; most need one
      // One core does some 10¹⁰ multiply-adds in a second; a minute holds this bound at a sixteenth of that
      // speed.
      CHECK(now.goal_multiply_adds < 60 * 1e10f / 16);
    }
  }

  TEST_CASE("cnn: two 3×3 see as far as one 5×5 with fewer weights") {
    for (const auto seed : seeds) {
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
    float residual = 0, normed = 0;
    for (const auto seed : seeds) {
      CAPTURE(seed);
      const float loss = loss_after(72, {{"network", "resnet"}}, seed);
      CHECK(loss < loss_after(72, {{"network", "vgg"}}, seed));
      residual += loss / std::size(seeds);
      normed += loss_after(72, {{"network", "vgg"}, {"vgg_norm", "1"}}, seed) / std::size(seeds);
    }
    CAPTURE(residual);
    CAPTURE(normed);
    CHECK(residual < normed * 1.1f);
  }

  TEST_CASE("cnn: 20 layers deep, the residual net has begun to learn when VGG has not") {
    for (const auto seed : seeds) {
      CAPTURE(seed);
      const test::Values deep = {{"blocks", "3"}, {"batch", "8"}};
      test::Values vgg = deep, resnet = deep;
      vgg.push_back({"network", "vgg"});
      resnet.push_back({"network", "resnet"});
      const float residual = loss_after(64, resnet, seed);
      const float plain = loss_after(64, vgg, seed, "0.001");  // its best of 0.0005, 0.001 and 0.003
      CAPTURE(residual);
      CAPTURE(plain);
      CHECK(residual < plain - 0.3f);
    }
  }

  TEST_CASE("cnn: every network of the zoo learns") {
    for (const char* network : {"alexnet", "inception"}) {  // the others: above
      CAPTURE(network);
      CHECK(loss_after(160, {{"network", network}}, 1) < 1.8f);
    }
  }
}
