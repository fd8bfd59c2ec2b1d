#include <doctest/doctest.h>

#include <cmath>

#include "data/random_scene.h"
#include "demos/segmentation/instances.h"
#include "demos/segmentation/scenes.h"
#include "demos/segmentation/score.h"
#include "demos/segmentation/settings.h"
#include "io/refused.h"

using namespace madang;
using namespace madang::demos::segmentation;

namespace {

/// Two squares of 8 × 8 beside each other: columns 4 … 11 and 12 … 19 of rows 10 … 17.
data::Scene two_squares() {
  using data::Box, data::Colour, data::Form;
  return data::draw_scene({{Form::square, Colour::red, Box{4, 10, 12, 18}, {}},
                           {Form::square, Colour::blue, Box{12, 10, 20, 18}, {}}},
                          side);
}

/// What a network would say that knows everything.
Said all_right(const data::Scene& scene) {
  const InstanceTargets targets = targets_of(scene.instances);
  Said said{std::vector<float>(classes * pixels), {}, {}};
  for (std::size_t i = 0; i < pixels; ++i)
    said.scores[static_cast<std::size_t>(scene.classes[i]) * pixels + i] = 5;
  said.heat.assign(targets.heat.values().begin(), targets.heat.values().end());
  for (const float each : targets.offsets.values()) said.offsets.push_back(each * offset_unit);
  return said;
}

}  // namespace

TEST_CASE("segmentation: targets are a Gaussian around the centre of mass and the way to it") {
  const data::Scene scene = two_squares();
  const InstanceTargets targets = targets_of(scene.instances);
  // The first square's centre is row 13.5, column 7.5.
  const std::size_t corner = 10 * side + 4, near = 13 * side + 7;
  CHECK(targets.heat.values()[near] == doctest::Approx(std::exp(-0.5 / 8)));
  CHECK(targets.offsets.values()[corner] == doctest::Approx(3.5 / offset_unit));
  CHECK(targets.offsets.values()[pixels + corner] == doctest::Approx(3.5 / offset_unit));
  CHECK(targets.objects.values()[corner] == 1);
  CHECK(targets.objects.values()[0] == 0);
  CHECK(targets.offsets.values()[0] == 0);
}

TEST_CASE("segmentation: of touching squares components make one instance, centres and offsets two") {
  const data::Scene scene = two_squares();
  const Said said = all_right(scene);
  const auto labels = said.labels();
  CHECK(labels == scene.classes);
  const Found parts = components_of(labels), heads = grouped(said, labels);
  CHECK(parts.labels == std::vector<std::int32_t>{1 + static_cast<int>(data::Form::square)});
  REQUIRE(heads.peaks.size() == 2);
  CHECK(heads.labels == std::vector<std::int32_t>(2, 1 + static_cast<int>(data::Form::square)));
  const Score together = score_of(scene, labels, parts), apart = score_of(scene, labels, heads);
  CHECK(together.mean_iou == 1);
  CHECK(together.border_f1 == 1);
  CHECK(together.quality == 0);  // each square has an IoU of exactly one half with both, which is no match
  CHECK(apart.quality == doctest::Approx(1));
}

TEST_CASE(
    "segmentation: peaks are the largest of their neighbourhood, strongest first; without any no instance") {
  std::vector<float> heat(pixels, 0.1f);
  heat[5 * side + 5] = 0.6f;
  heat[5 * side + 5 + peak_reach] = 0.5f;  // too near to a larger one
  heat[20 * side + 20] = 0.9f;
  heat[20 * side + 21] = 0.9f;  // of equal ones the first
  const std::vector<Peak> peaks = peaks_of(heat);
  REQUIRE(peaks.size() == 2);
  CHECK(peaks[0].row == 20);
  CHECK(peaks[0].column == 20);
  CHECK(peaks[1].column == 5);
  Said said{std::vector<float>(classes * pixels), std::vector<float>(pixels), std::vector<float>(2 * pixels)};
  const Found found = grouped(said, std::vector<std::int32_t>(pixels, 1));
  CHECK(found.labels.empty());
  CHECK(std::ranges::count(found.instances, 0) == pixels);
}

TEST_CASE("segmentation: a score by hand, and what must hold of it") {
  const data::Scene scene = two_squares();
  // Of 128 pixels the upper half is said: 64. IoU of the squares ½, of the background (1024 − 128) / (1024 −
  // 64).
  std::vector<std::int32_t> labels(pixels);
  for (std::size_t i = 0; i < pixels; ++i) labels[i] = i / side < 14 ? scene.classes[i] : 0;
  const Score score = score_of(scene, labels, components_of(labels));
  CHECK(score.accuracy == doctest::Approx(960.0 / 1024));
  CHECK(score.objects_iou == doctest::Approx(0.5));
  CHECK(score.mean_iou == doctest::Approx((0.5 + 896.0 / 960) / 2));
  CHECK(score.dice == doctest::Approx(2 * 64.0 / (64 + 128)));
  CHECK(score.difference < 1e-6f);
  const Score none =
      score_of(scene, std::vector<std::int32_t>(pixels), {std::vector<std::int32_t>(pixels), {}, {}});
  CHECK(none.objects_iou == 0);
  CHECK(none.quality == 0);
  CHECK(none.segmentation == -1);
}

TEST_CASE("segmentation: a painting is its text and back, and a text that is none is refused") {
  std::vector<int> labels(pixels);
  for (int i = 0; i < pixels; ++i) labels[static_cast<std::size_t>(i)] = i % classes;
  CHECK(read_painting(write_painting(labels)) == labels);
  CHECK(write_painting(std::vector<int>(pixels)).empty());
  CHECK(read_painting("") == std::vector<int>(pixels));
  CHECK_THROWS_AS(read_painting("!"), io::Refused);
}
