// What the text says of one run that a reader can open.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "demos/backprop/experiment.h"
#include "support/demo_run.h"
#include "support/demo_text.h"

using namespace madang;

namespace {

using Run = test::DemoRun<demos::backprop::Snapshot>;

/// Corners of XOR at every training point of which no hidden unit is on.
int corners_where_all_are_off(Run& run) {
  bool off[2][2] = {{true, true}, {true, true}};
  for (int sample = 1; sample <= run.picture().train_count; ++sample) {
    run.change({{"sample", std::to_string(sample)}});
    const auto picture = run.picture();
    const auto& a = picture.layers.front().a;
    if (std::ranges::any_of(a, [](float value) { return value > 0; }))
      off[picture.input[0] > 0][picture.input[1] > 0] = false;
  }
  return off[0][0] + off[0][1] + off[1][0] + off[1][1];
}

}  // namespace

TEST_CASE(
    "backprop: ReLU with seed 2 stays at three corners, as the text says, and with seed 3 it does not") {
  Run run("backprop", {{"mode", "train"}, {"activation", "relu"}}, 2);
  run.step(3000);
  CHECK(run.picture().train_accuracy < 0.8f);
  CHECK(corners_where_all_are_off(run) == 2);
  CHECK(test::text_says("backprop", {"시드를 2로 두면 두 구석에서 은닉 유닛이 모두 꺼진다",
                                     "with ReLU and seed 2 all hidden units are off at two corners"}));
  run.reset(3);
  run.step(3000);
  CHECK(run.picture().train_accuracy == 1.f);
}

TEST_CASE("backprop: at the learning rate of the text the loss is seen to shoot up before the run stops") {
  for (const std::uint64_t seed : {1, 2, 3}) {
    CAPTURE(seed);
    Run run("backprop", {{"mode", "train"}, {"loss", "cross_entropy"}, {"learning_rate", "20"}}, seed);
    int updates = 0;
    CHECK_THROWS_AS(
        [&] {
          for (; updates < 20; ++updates) run.step();
        }(),
        demo::Halt);
    CHECK(updates >= 2);
    CHECK(updates < 10);  // a few
    const std::vector<float>& seen = run.experiment().history.curve("train_loss").y;
    CHECK(seen.back() > 5 * seen.front());
  }
  CHECK(test::text_says("backprop", {"마지막으로 학습률 20이다", "a learning rate of 20"}));
}
