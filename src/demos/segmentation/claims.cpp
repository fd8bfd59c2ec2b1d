// What the catalogue says this demo proves, with the demo's own networks and settings.
#include <doctest/doctest.h>

#include <map>
#include <memory>
#include <tuple>

#include "data/label_map.h"
#include "demos/segmentation/picture.h"
#include "demos/segmentation/training.h"
#include "support/claim.h"
#include "support/seeds.h"

using namespace madang;
using namespace madang::demos::segmentation;

namespace {

constexpr int seed_count = 2;

const Sets& sets_of(std::uint64_t seed) {
  static std::map<std::uint64_t, Sets> known;
  return known.try_emplace(seed, seed).first->second;
}

/// A run of the demo's default settings, of as many updates as its trial takes.
const Network& learned(Arm arm, std::uint64_t seed) {
  static std::map<std::tuple<Arm, std::uint64_t>, std::unique_ptr<Training>> known;
  std::unique_ptr<Training>& run = known[{arm, seed}];
  if (run) return run->network();
  const Settings settings;
  run = std::make_unique<Training>(arm, settings, seed);
  while (run->steps() < trial_updates) run->step(lesson_at(run->steps(), settings.batch, seed));
  return run->network();
}

Result result_of(Arm arm, Set set, std::uint64_t seed) {
  return evaluate(learned(arm, seed), set, sets_of(seed));
}

/// A mean over the seeds.
template <class Function>
float mean_of(Function measure) {
  float sum = 0;
  for (const auto seed : test::seeds(seed_count)) sum += measure(seed);
  return sum / seed_count;
}

}  // namespace

TEST_SUITE("claims") {
  TEST_CASE("segmentation: mean IoU is at least 0.7 with the background and without, which flatters") {
    const auto iou = [](float Score::*which) {
      return mean_of(
          [&](std::uint64_t seed) { return result_of(Arm::unet, Set::scattered, seed).components.*which; });
    };
    CHECK_AT_LEAST(iou(&Score::mean_iou), 0.7f);
    CHECK_AT_LEAST(iou(&Score::objects_iou), 0.7f);
    CHECK_ABOVE(iou(&Score::mean_iou), iou(&Score::objects_iou));
    // Saying "background" everywhere has most pixels right, and of objects none.
    Tally tally;
    const std::vector<std::int32_t> nothing(pixels);
    for (const data::Scene& scene : sets_of(test::seed()).scenes.front())
      tally.add(scene, nothing, {nothing, {}, {}});
    CHECK_ABOVE(tally.score().accuracy, 0.7f);
    CHECK(tally.score().objects_iou == 0);
  }

  TEST_CASE(
      "segmentation: touching objects of one class share a label; components merge them, the head does not") {
    for (const auto seed : test::seeds(seed_count))
      for (const data::Scene& scene : sets_of(seed).scenes[static_cast<std::size_t>(Set::touching)]) {
        CHECK(data::class_of(scene.objects[0]) == data::class_of(scene.objects[1]));
        CHECK(data::touch(scene.instances, side, 1, 2));
        CHECK(data::connected_components(scene.classes, side).labels.size() == 1);
      }
    const float components = mean_of(
        [](std::uint64_t seed) { return result_of(Arm::unet, Set::touching, seed).components.quality; });
    const float heads =
        mean_of([](std::uint64_t seed) { return result_of(Arm::unet, Set::touching, seed).heads.quality; });
    const float perfect =
        mean_of([](std::uint64_t seed) { return component_limit(Set::touching, sets_of(seed)); });
    CHECK_BELOW(perfect, 0.5f);  // of the pair as one segment
    CHECK_ABOVE(heads, perfect + 0.1f);
    CHECK_ABOVE(heads, components + 0.1f);
  }

  TEST_CASE("segmentation: skips raise the F1 of borders, with no more parameters") {
    const auto border = [](Arm arm) {
      return mean_of(
          [&](std::uint64_t seed) { return result_of(arm, Set::scattered, seed).components.border_f1; });
    };
    CHECK_ABOVE(border(Arm::unet), border(Arm::plain) + 0.15f);
    const auto seed = test::seed();
    CHECK(learned(Arm::unet, seed).cost().parameters <= learned(Arm::plain, seed).cost().parameters);
  }

  TEST_CASE("segmentation: among crowded objects the instance head loses some, the limit") {
    const auto quality = [](Set set) {
      return mean_of([&](std::uint64_t seed) { return result_of(Arm::unet, set, seed).heads.quality; });
    };
    CHECK_BELOW(quality(Set::crowded), quality(Set::scattered) - 0.1f);
  }

  TEST_CASE(
      "segmentation: a patch Transformer costs less and sees all; beyond the U-Net's field nothing counts") {
    const Settings settings;
    const auto seed = test::seed();
    const Network transformer = Training(Arm::segmenter, settings, seed).network();
    const Network& unet = learned(Arm::unet, seed);
    CHECK(2 * transformer.cost().multiply_adds < unet.cost().multiply_adds);
    const Tensor& image = sets_of(seed).scene(Set::scattered, 0).image;
    const std::vector<float> seen = dependence(transformer, image, 0, 0),
                             field = dependence(unet, image, 0, 0);
    CHECK(std::ranges::count(seen, 0.f) == 0);
    const Interval reach = field_of(0);
    CHECK(reach.last == 21);
    for (int i = 0; i < pixels; ++i)
      if (!reach.holds(i / side) || !reach.holds(i % side)) CHECK(field[static_cast<std::size_t>(i)] == 0);
    CHECK(field[static_cast<std::size_t>(21 * side)] > 0);
  }
}
