#include "train/average_precision.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>

#include "core/error.h"
#include "train/detection_samples.h"

using namespace madang;
using namespace madang::train;

namespace {

constexpr float not_a_number = std::numeric_limits<float>::quiet_NaN();

double value(const std::vector<ScoredDetection>& detections, int objects, Interpolation interpolation) {
  return average_precision(precision_recall(detections, objects), objects, interpolation).value();
}

}  // namespace

TEST_CASE("average precision: the published example by each definition") {
  DetectionScore score(1, 0.3f);
  for (const auto& picture : test::padilla_sample()) score.add(picture.detections, picture.objects);
  CHECK(score.objects(0) == 15);
  const auto curve = score.curve(0);
  REQUIRE(curve.size() == 24);
  // Table 3 of the survey; its recalls .6666 and its precision .7 are slips of the pen for .0666 and .4.
  CHECK(curve[0].precision() == 1);
  CHECK(curve[0].recall() == doctest::Approx(0.0667).epsilon(1e-3));
  CHECK(curve[2].precision() == doctest::Approx(0.6667).epsilon(1e-3));
  CHECK(curve[14].precision() == doctest::Approx(0.4));
  CHECK(curve[22].precision() == doctest::Approx(0.3043).epsilon(1e-3));
  CHECK(curve[23].recall() == doctest::Approx(0.4667).epsilon(1e-3));
  CHECK(*score.average_precision(0, Interpolation::all_points) == doctest::Approx(0.245687).epsilon(1e-5));
  CHECK(*score.average_precision(0, Interpolation::eleven_points) == doctest::Approx(0.268398).epsilon(1e-5));
  CHECK(*score.average_precision(0, Interpolation::coco) == doctest::Approx(0.248160).epsilon(1e-5));
}

TEST_CASE("average precision: by hand") {
  // Right, wrong, right, of three objects: (1/3, 1), (1/3, 1/2), (2/3, 2/3).
  const std::vector<ScoredDetection> some = {{0.9f, true}, {0.8f, false}, {0.7f, true}};
  CHECK(value(some, 3, Interpolation::all_points) == doctest::Approx(1.0 / 3 + 2.0 / 9));
  CHECK(value(some, 3, Interpolation::eleven_points) == doctest::Approx((4 * 1 + 3 * 2.0 / 3) / 11));
  CHECK(value(some, 3, Interpolation::coco) == doctest::Approx((34 * 1 + 33 * 2.0 / 3) / 101));
  // Three of ten are a recall of 0.3, though 0.3 is no binary fraction.
  const std::vector<ScoredDetection> three = {{3, true}, {2, true}, {1, true}};
  CHECK(value(three, 10, Interpolation::eleven_points) == doctest::Approx(4.0 / 11));
  CHECK(value(three, 10, Interpolation::coco) == doctest::Approx(31.0 / 101));
  for (const auto each : {Interpolation::all_points, Interpolation::eleven_points, Interpolation::coco}) {
    CHECK(value(three, 3, each) == 1);
    CHECK(value({{1, false}}, 3, each) == 0);
    CHECK(value({}, 3, each) == 0);
    CHECK_FALSE(average_precision({}, 0, each).has_value());
  }
}

TEST_CASE("average precision: the order of the curve, ties and what is no number") {
  const auto curve = precision_recall({{0.5f, false}, {not_a_number, true}, {0.5f, true}, {0.9f, true}}, 4);
  REQUIRE(curve.size() == 4);
  CHECK(curve[0].right == 1);
  CHECK(curve[1].right == 1);  // of the equally sure the first comes first
  CHECK(curve[2].right == 2);
  CHECK(curve[2].score == 0.5f);
  CHECK(curve[3].right == 3);
  CHECK(curve[3].detections == 4);
  CHECK(curve[3].recall() == 0.75);
  CHECK(precision_recall({{0.5f, false}}, 0).empty());
}

TEST_CASE("average precision: the mean is over classes that have objects") {
  DetectionScore score(3, 0.5f);
  const std::vector<TrueBox> objects = {{{0, 0, 2, 2}, 0}, {{4, 4, 6, 6}, 1}};
  const std::vector<Detection> found = {
      {{0, 0, 2, 2}, 0, 0.9f}, {{0, 0, 2, 2}, 1, 0.8f}, {{4, 4, 6, 6}, 1, 0.7f}, {{4, 4, 6, 6}, 2, 0.6f}};
  CHECK(score.add(found, objects) == std::vector<int>{0, no_object, 1, no_object});
  CHECK(*score.average_precision(0, Interpolation::all_points) == 1);
  CHECK(*score.average_precision(1, Interpolation::all_points) == 0.5);
  CHECK_FALSE(score.average_precision(2, Interpolation::all_points).has_value());
  CHECK(*score.mean_average_precision() == 0.75);
  CHECK_FALSE(DetectionScore(3).mean_average_precision().has_value());
  CHECK_THROWS_AS(score.add(std::vector<Detection>{{{}, 3, 1}}, {}), Error);
  CHECK_THROWS_AS(score.add({}, std::vector<TrueBox>{{{}, -1}}), Error);
  CHECK(score.objects(0) == 1);  // a refused picture counts for nothing
}

TEST_CASE("average precision: suppression raises it where boxes say the same twice") {
  std::vector<Detection> found;
  std::vector<TrueBox> objects;
  for (int i = 0; i < 5; ++i) {
    const auto x = static_cast<float>(20 * i);
    objects.push_back({{x, 0, x + 10, 10}});
    found.push_back({{x, 0, x + 10, 10}, 0, 0.9f - 0.1f * static_cast<float>(i)});
    found.push_back({{x + 1, 0, x + 11, 10}, 0, 0.88f - 0.1f * static_cast<float>(i)});
  }
  DetectionScore raw(1), kept(1);
  raw.add(found, objects);
  std::vector<Detection> chosen;
  for (const auto place : non_maximum_suppression(found, 0.5f)) chosen.push_back(found[place]);
  kept.add(chosen, objects);
  CHECK(*kept.mean_average_precision() == 1);
  CHECK(*raw.mean_average_precision() == doctest::Approx((1 + 2.0 / 3 + 3.0 / 5 + 4.0 / 7 + 5.0 / 9) / 5));
}
