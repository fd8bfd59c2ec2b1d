// What stands behind the curves of the demo: reference line, watch, own points, weights from a file.
#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "demos/backprop/experiment.h"
#include "demos/backprop/training.h"
#include "demos/backprop/walk.h"
#include "support/demo_run.h"

using namespace madang;
using namespace madang::demos::backprop;

namespace {

struct Run : test::DemoRun<Snapshot> {
  explicit Run(const test::Values& values) : DemoRun("backprop", values, 1) {}
  const demo::History& history() { return experiment().history; }
};

}  // namespace

TEST_SUITE("demo: backprop training") {
  TEST_CASE("the reference line is the loss of the best answer that is the same for every point") {
    Settings settings;
    settings.data = Data::own;
    settings.points = "0_0_1~0_1_0~1_0_0~1_1_0";  // one point in four is of class 1
    CHECK(Training(settings, 1).constant_loss() == doctest::Approx(0.5 * 0.25 * 0.75));
    settings.loss = Loss::cross_entropy;
    CHECK(Training(settings, 1).constant_loss() ==
          doctest::Approx(-0.25 * std::log(0.25) - 0.75 * std::log(0.75)));
    settings.points = "0_0_0~0_1_1~1_0_2";  // three classes, softmax
    CHECK(Training(settings, 1).constant_loss() == doctest::Approx(std::log(3.0)));
    Run run({{"mode", "train"}, {"data", "blobs"}, {"classes", "4"}, {"loss", "cross_entropy"}});
    CHECK(run.history().references().at(0).value == doctest::Approx(std::log(4.0)).epsilon(1e-3));
  }

  TEST_CASE("curve and picture show one measurement, from the start on") {
    Run run({{"mode", "train"}, {"data", "moons"}});
    CHECK(run.history().curve("train_loss").y == std::vector<float>{run.picture().train_loss});
    run.step(3);
    CHECK(run.history().curve("train_loss").y.back() == run.picture().train_loss);
    CHECK(run.history().curve("test_loss").y.back() == run.picture().test_loss);
    CHECK(run.history().curve("test_loss").x == std::vector<float>{0, 1, 2, 3});
  }

  TEST_CASE("own points have a test curve once there are enough to hold some out; what was noted stays") {
    Run run({{"mode", "train"}, {"data", "own"}});
    CHECK(run.history().references().empty());
    std::string points = "0.5_0.5_1~-0.5_-0.5_0";
    run.change({{"points", points}});
    run.step(4);
    REQUIRE(run.history().curves().size() == 1);
    const std::vector<float> noted = run.history().curve("train_loss").y;
    REQUIRE(noted.size() == 5);
    for (int i = 0; i < 9; ++i)
      points += "~0.4_0." + std::to_string(i) + "_1~-0.4_-0." + std::to_string(i) + "_0";
    run.change({{"points", points}});
    run.step();
    REQUIRE(run.history().curves().size() == 2);
    CHECK(run.history().curve("test_loss").x == std::vector<float>{5});
    CHECK(run.history().curve("train_loss").y.size() == 6);
    CHECK(run.history().curve("train_loss").y.front() == noted.front());
  }

  TEST_CASE("a step that diverges leaves weights, batches, scores and curves as they were") {
    Run run(
        {{"mode", "train"}, {"loss", "cross_entropy"}, {"learning_rate", "1000"}, {"optimizer", "momentum"}});
    io::Bytes before;
    const auto halted = [&] {
      before = run.bytes();
      try {
        run.step();
      } catch (const demo::Halt&) {
        return true;
      }
      return false;
    };
    int steps = 0;
    while (!halted()) REQUIRE(++steps < 100);
    CHECK(run.bytes() == before);
    CHECK(run.history().points() == static_cast<std::size_t>(steps) + 1);
    CHECK_THROWS_AS(run.step(), demo::Halt);  // the same batch again
  }

  TEST_CASE("with weights from a file the optimiser begins anew, and the curve's last point is theirs") {
    const test::Values values = {{"mode", "train"}, {"optimizer", "momentum"}, {"batch", "256"}};
    Run run(values), fresh(values);
    run.step(5);
    run.experiment().load_tensors(fresh.experiment().named_tensors());
    CHECK(run.history().curve("train_loss").y.back() == fresh.picture().train_loss);
    run.step();
    fresh.step();
    CHECK(run.picture().train_loss == doctest::Approx(fresh.picture().train_loss).epsilon(1e-5));
  }

  TEST_CASE("the walk goes forward, to the error and back, and on to the next point") {
    Walk walk;
    std::vector<std::pair<Phase, int>> way;
    for (int i = 0; i < 7; ++i) {
      walk.advance(2);
      way.push_back({walk.phase, walk.layer});
    }
    using enum Phase;
    CHECK((way == std::vector<std::pair<Phase, int>>{{forward, 1},
                                                     {forward, 2},
                                                     {error, 2},
                                                     {backward, 2},
                                                     {backward, 1},
                                                     {update, 0},
                                                     {forward, 1}}));
    CHECK(walk.turn == 1);
    CHECK(walk.value_known(1));
    CHECK_FALSE(walk.value_known(2));
    CHECK_FALSE(walk.error_known());
    CHECK_FALSE(walk.delta_known(2));
  }
}
