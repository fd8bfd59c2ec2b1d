#include "train/panoptic_quality.h"

#include <doctest/doctest.h>

#include "core/error.h"
#include "data/label_map.h"
#include "data/random_scene.h"

using namespace madang;
using namespace madang::train;

namespace {

using Map = std::vector<std::int32_t>;

}  // namespace

TEST_CASE("panoptic quality: by hand, SQ · RQ") {
  // Two of class 0: one met with IoU 3/4, one with 2/4 only, which is no match. One of class 1: missed.
  const Map truth = {1, 1, 1, 1, 2, 2, 2, 0, 3, 3, 0, 0};
  const Map found = {1, 1, 1, 0, 2, 2, 0, 2, 0, 0, 0, 0};
  const auto pq = panoptic_quality({truth, {0, 0, 1}}, {found, {0, 0}}, 3);
  REQUIRE(pq.size() == 3);
  CHECK(pq[0].matched == 1);
  CHECK(pq[0].wrong == 1);
  CHECK(pq[0].missed == 1);
  CHECK(*pq[0].segmentation() == 0.75);
  CHECK(*pq[0].recognition() == 0.5);
  CHECK(*pq[0].quality() == 0.75 * 0.5);
  CHECK(*pq[1].quality() == 0);
  CHECK_FALSE(pq[1].segmentation().has_value());
  CHECK_FALSE(pq[2].quality().has_value());
  CHECK_FALSE(pq[2].recognition().has_value());
  CHECK(*mean_quality(pq) == 0.1875);
  PanopticQuality sum = pq[0];
  sum += pq[1];
  CHECK(*sum.quality() == 0.75 / 2.5);
}

TEST_CASE("panoptic quality: classes must agree, and a segment without pixels is none") {
  const Map one = {1, 1, 0};
  const auto other = panoptic_quality({one, {0}}, {one, {1}}, 2);
  CHECK(other[0].missed == 1);
  CHECK(other[1].wrong == 1);
  CHECK(*mean_quality(other) == 0);
  const auto hidden = panoptic_quality({one, {0, 1}}, {one, {0, 1}}, 2);
  CHECK(*mean_quality(hidden) == 1);
  CHECK_FALSE(mean_quality(panoptic_quality({Map(3), {}}, {Map(3), {}}, 2)).has_value());
  CHECK_THROWS_AS(panoptic_quality({one, {0}}, {Map(2), {}}, 1), Error);
  CHECK_THROWS_AS(panoptic_quality({one, {}}, {one, {0}}, 1), Error);
  CHECK_THROWS_AS(panoptic_quality({one, {0}}, {one, {1}}, 1), Error);
}

TEST_CASE("panoptic quality: connected components of a perfect class map fail on touching pairs") {
  PanopticQuality merged, split;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Random random(seed);
    const auto scene = data::touching_pair({.size = 48, .least_side = 12, .most_side = 12}, random);
    const std::int32_t label = data::class_of(scene.objects[0]);
    const Segments truth{scene.instances, {label, label}};
    const auto regions = data::connected_components(scene.classes, 48);
    const std::vector<std::int32_t> classes(regions.labels.size(), label);
    for (const auto& own : panoptic_quality(truth, {regions.instances, classes}, data::form_count))
      merged += own;
    for (const auto& own : panoptic_quality(truth, truth, data::form_count)) split += own;
  }
  CHECK(*split.quality() == 1);
  CHECK(split.matched == 40);
  CHECK(*merged.quality() < 0.35);  // one region has at most one match, IoU little above a half
  CHECK(merged.missed >= 20);
}
