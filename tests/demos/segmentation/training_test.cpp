#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "demos/segmentation/experiment.h"
#include "demos/segmentation/picture.h"
#include "demos/segmentation/training.h"
#include "support/demo_run.h"

using namespace madang;
using namespace madang::demos::segmentation;

TEST_CASE("segmentation: every network says scores, heat and offsets of all pixels, and costs what it has") {
  const Settings settings;
  for (const Arm arm : arms) {
    const Network network(arm, settings, Random(1, 1));
    const Outputs outputs = network.outputs(constant(Tensor({2, 3, side, side})), Mode::training);
    CHECK(outputs.scores.shape() == Shape{2, classes, side, side});
    CHECK(outputs.heat.shape() == Shape{2, 1, side, side});
    CHECK(outputs.offsets.shape() == Shape{2, 2, side, side});
    CHECK(network.cost().parameters == parameter_count(network));
  }
}

TEST_CASE("segmentation: the loss of a batch is what it is made of, with Dice and without") {
  const Lesson lesson = lesson_at(0, 2, 1);
  // Scores of 0: cross-entropy ln 4, heat and offsets as far off as the targets are large.
  const Outputs blank{constant(Tensor({2, classes, side, side})), constant(Tensor({2, 1, side, side})),
                      constant(Tensor({2, 2, side, side}))};
  double heat = 0, offsets = 0, objects = 0;
  for (const float each : lesson.targets.heat.values()) heat += each * each;
  for (const float each : lesson.targets.offsets.values()) offsets += std::abs(each);
  for (const float each : lesson.targets.objects.values()) objects += each;
  const double expected =
      std::log(4.0) + heat_weight * heat / (2 * pixels) + offset_weight * offsets / (2 * objects);
  const float plain = loss_of(blank, lesson, false).item();
  CHECK(plain == doctest::Approx(expected).epsilon(1e-4));
  // Of probabilities ¼ everywhere: 1 − (2 · n/4 + 1) / (side²/4 + n + 1) for each scene and class of n
  // pixels.
  double dice = 0;
  for (int scene = 0; scene < 2; ++scene)
    for (int label = 0; label < classes; ++label) {
      const auto first = lesson.batch.classes.begin() + scene * pixels;
      const auto own = static_cast<double>(std::count(first, first + pixels, label));
      dice += (1 - (own / 2 + 1) / (pixels / 4.0 + own + 1)) / (2 * classes);
    }
  CHECK(loss_of(blank, lesson, true).item() == doctest::Approx(expected + dice_weight * dice).epsilon(1e-4));
}

TEST_CASE(
    "segmentation: the reference of the loss is below that of knowing nothing, and above a learned one's") {
  Settings settings;
  settings.dice = false;
  const float reference = constant_loss(settings, 1);
  CHECK(reference < std::log(4.f));  // of four classes alike, without heat and offsets
  CHECK(reference > 0.8f);
  settings.dice = true;
  CHECK(constant_loss(settings, 1) > reference + 0.5f);
}

TEST_CASE("segmentation: what is looked at in pieces is what the model of that step comes to at once") {
  const Settings settings;
  const Sets sets(3);
  Trainings trainings(settings, 3);
  for (int i = 0; i < 3; ++i) trainings.step();
  const Result expected = evaluate(trainings.of(Arm::unet).network(), Set::touching, sets);
  Looking looking(trainings, sets);
  while (!looking.finished()) {
    trainings.step();
    looking.advance();
  }
  const Result found = looking.result(Arm::unet, Set::touching);
  CHECK(found.heads.accuracy == expected.heads.accuracy);
  CHECK(found.components.border_f1 == expected.components.border_f1);
}

TEST_CASE(
    "segmentation: a pixel depends on nothing outside its field, and on the Transformer's whole scene") {
  const Settings settings;
  const Sets sets(1);
  const Network network(Arm::unet, settings, Random(1, 1));
  CHECK(network.cost().field == 44);
  for (const int place : {0, 1, 7, 15, 30}) {
    const Interval field = field_of(place);
    CHECK(field.last - field.first + 1 <= network.cost().field);
    const std::vector<float> seen = dependence(network, sets.scene(Set::scattered, 0).image, place, place);
    for (int i = 0; i < pixels; ++i)
      if (!field.holds(i / side) || !field.holds(i % side)) CHECK(seen[static_cast<std::size_t>(i)] == 0);
  }
}

TEST_CASE("segmentation: the picture holds what its page needs, and the reader's mask is scored") {
  using Run = test::DemoRun<Snapshot>;
  Run run("segmentation", {{"page", "instances"}, {"set", "touching"}, {"batch", "1"}});
  run.step(2);
  Snapshot picture = run.picture();
  REQUIRE(picture.nets.size() == arm_count);
  CHECK(picture.nets[0].softmax_difference < 1e-6f);
  CHECK(picture.instances.heat.size() == pixels);
  CHECK(picture.instances.component_limit < 0.6f);
  CHECK(picture.own.objects_iou == 0);
  // Painted to the pixel: every measure is satisfied but PQ.
  run.change({{"painting", write_painting(picture.truth)}});
  picture = run.picture();
  CHECK(picture.own.mean_iou == 1);
  CHECK(picture.own.border_f1 == 1);
  CHECK(picture.own.quality < 1);
  run.change({{"page", "patches"}, {"row", "1"}, {"column", "1"}});
  picture = run.picture();
  CHECK(picture.nets[0].outside == 0);
  CHECK(picture.nets[0].milliseconds == -1);
  run.act("measure");
  CHECK(run.picture().nets[0].milliseconds > 0);
}

TEST_CASE("segmentation: the trial has a run of each network and seed, and loaded weights begin Adam anew") {
  using Run = test::DemoRun<Snapshot>;
  Run run("segmentation",
          {{"seeds", "2"}, {"batch", "1"}, {"learning_rate", "0.005"}, {"segmenter_rate", "0.005"}});
  run.step(2);
  CHECK(test::longest_step_after_loading(run.experiment()) == doctest::Approx(0.005).epsilon(0.01));
  CHECK_FALSE(run.picture().trial.begun());
  run.act("trial");
  const std::uint64_t before = run.picture().step;
  run.step(2);
  const Snapshot picture = run.picture();
  CHECK(picture.trial.total == 2 * arm_count);
  CHECK(picture.trial.runs == 0);
  CHECK(picture.step == before);  // the trial has its own networks
}
