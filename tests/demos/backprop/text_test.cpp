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
