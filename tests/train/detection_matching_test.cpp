#include "train/detection_matching.h"

#include <doctest/doctest.h>

#include <limits>

#include "train/detection_samples.h"

using namespace madang::train;

namespace {

using Found = std::vector<int>;

}  // namespace

TEST_CASE("matching: the published example, picture by picture") {
  const auto pictures = madang::test::padilla_sample();
  const std::vector<Found> wanted = {
      {-1, 1, -1}, {-1, 1, -1}, {1, -1, -1, 2, -1}, {-1, -1, -1, -1}, {0, -1, 1, -1}, {-1, -1, -1}, {0, -1}};
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    CAPTURE(i);
    CHECK(match_detections(pictures[i].detections, pictures[i].objects, 0.3f) == wanted[i]);
  }
}

TEST_CASE("matching: each object is found once, by the surest") {
  const std::vector<TrueBox> objects = {{{0, 0, 10, 10}}};
  const std::vector<Detection> twice = {{{0, 0, 10, 9}, 0, 0.6f}, {{0, 0, 10, 8}, 0, 0.9f}};
  CHECK(match_detections(twice, objects, 0.5f) == Found{no_object, 0});
  const std::vector<Detection> equal = {{{0, 0, 10, 8}, 0, 0.6f}, {{0, 0, 10, 9}, 0, 0.6f}};
  CHECK(match_detections(equal, objects, 0.5f) == Found{0, no_object});
}

TEST_CASE("matching: where the best object is taken, VOC calls it wrong and COCO looks for another") {
  const std::vector<TrueBox> objects = {{{0, 0, 10, 1}}, {{3, 0, 13, 1}}};
  const std::vector<Detection> found = {{{0, 0, 10, 1}, 0, 0.9f}, {{1, 0, 11, 1}, 0, 0.8f}};
  CHECK(match_detections(found, objects, 0.5f, MatchingRule::voc) == Found{0, no_object});
  CHECK(match_detections(found, objects, 0.5f, MatchingRule::coco) == Found{0, 1});
  CHECK(match_detections(found, objects, 0.7f, MatchingRule::coco) == Found{0, no_object});
}

TEST_CASE("matching: classes, thresholds, and what is no number") {
  const std::vector<TrueBox> objects = {{{0, 0, 2, 1}, 1}, {{0, 0, 2, 1}, 1}};
  const std::vector<Detection> half = {{{0, 0, 1, 1}, 1, 0.5f}};
  CHECK(match_detections(half, objects, 0.5f) == Found{0});  // exactly the threshold; the first of equal ones
  CHECK(match_detections(half, objects, 0.51f) == Found{no_object});
  CHECK(match_detections(std::vector<Detection>{{{0, 0, 2, 1}, 0, 1}}, objects, 0.5f) == Found{no_object});
  const float nan = std::numeric_limits<float>::quiet_NaN();
  CHECK(match_detections(std::vector<Detection>{{{0, 0, 2, 1}, 1, nan}}, objects, 0.5f) == Found{no_object});
  CHECK(match_detections(std::vector<Detection>{{{nan, 0, 2, 1}, 1, 1}}, objects, 0.5f) == Found{no_object});
  CHECK(match_detections({}, objects, 0.5f).empty());
  CHECK(match_detections(half, {}, 0.5f) == Found{no_object});
  CHECK(match_detections(std::vector<Detection>{{{5, 5, 6, 6}, 1, 1}}, objects, 0) == Found{no_object});
}
