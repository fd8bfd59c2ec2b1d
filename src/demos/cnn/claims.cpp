// What the demo claims, driven as the page drives it: settings, steps, actions, snapshots.
#include <doctest/doctest.h>

#include <cmath>
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
    tests::load_files(*experiment_);
    experiment_->reset(seed);
  }
  void change(const test::Values& values) {
    auto fields = experiment_->fields();
    for (const Text& reason : demo::set_values(fields, values)) FAIL(reason.english);
    experiment_->settings_changed();
  }
  void step(int count) {
    for (int i = 0; i < count; ++i) experiment_->step();
  }
  Snapshot picture() { return io::from_bytes<Snapshot>(experiment_->snapshot()); }

 private:
  std::unique_ptr<demo::AnyExperiment> experiment_;
};

constexpr int steps_per_look = 3000 / 16;

}  // namespace

TEST_SUITE("claims") {
  TEST_CASE("cnn: LeNet reads 97 % of MNIST's test images, within a minute of one core") {
    for (const std::uint64_t seed : {1, 2, 3, 4}) {
      CAPTURE(seed);
      Run run({}, seed);
      Snapshot now = run.picture();
      while (now.goal_images == 0 && now.images < 24000) {
        run.step(steps_per_look);
        now = run.picture();
      }
      MESSAGE("97 % after " << now.goal_images << " images, accuracy " << now.test_accuracy);
      CHECK(now.test_accuracy >= 0.97f);
      CHECK(now.goal_images <= 12000);
      // A minute is a long time: at a hundredth of what one core does (10¹⁰ multiply-adds a second) it would do.
      CHECK(now.goal_multiply_adds < 60 * 1e8f * 10);
    }
  }
}
