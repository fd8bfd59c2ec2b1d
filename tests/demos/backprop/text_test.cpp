// What the text says of one run that a reader can open.
#include <doctest/doctest.h>

#include "demos/backprop/experiment.h"
#include "support/demo_run.h"

using namespace madang;

TEST_CASE(
    "backprop: ReLU with seed 2 stays at three corners, as the text says, and with seed 3 it does not") {
  test::DemoRun<demos::backprop::Snapshot> run("backprop", {{"mode", "train"}, {"activation", "relu"}}, 2);
  run.step(3000);
  CHECK(run.picture().train_accuracy < 0.8f);
  run.reset(3);
  run.step(3000);
  CHECK(run.picture().train_accuracy == 1.f);
}
