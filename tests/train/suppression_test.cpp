#include "train/suppression.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

using namespace madang::train;
using madang::data::Box;

namespace {

using Places = std::vector<std::size_t>;

constexpr float not_a_number = std::numeric_limits<float>::quiet_NaN();

// IoU of the first two 8 / 12, of the first and third 5 / 15, of the second and third 7 / 13; the last apart.
const std::vector<Detection> row = {
    {{0, 0, 10, 1}, 0, 0.9f}, {{2, 0, 12, 1}, 0, 0.8f}, {{5, 0, 15, 1}, 0, 0.7f}, {{40, 0, 50, 1}, 0, 0.95f}};

}  // namespace

TEST_CASE("suppression: detections by score, equal ones in their order, no number left out") {
  const std::vector<Detection> some = {{{}, 0, 0.5f}, {{}, 0, not_a_number}, {{}, 0, 0.7f}, {{}, 0, 0.5f}};
  CHECK(by_score(some) == Places{2, 0, 3});
  CHECK(by_score({}).empty());
}

TEST_CASE("suppression: the surest of those that overlap stays") {
  CHECK(non_maximum_suppression(row, 0.5f) == Places{3, 0, 2});
  CHECK(non_maximum_suppression(row, 0.3f) == Places{3, 0});
  CHECK(non_maximum_suppression(row, 0.7f) == Places{3, 0, 1, 2});
  CHECK(non_maximum_suppression(row, 1) == Places{3, 0, 1, 2});
  CHECK(non_maximum_suppression({}, 0.5f).empty());
  std::vector<Detection> two_classes = row;
  two_classes[1].label = 1;  // of another class: stays beside the first, and no longer drops the third
  CHECK(non_maximum_suppression(two_classes, 0.5f) == Places{3, 0, 1, 2});
  CHECK(non_maximum_suppression(two_classes, 0.3f) == Places{3, 0, 1});
  // What was dropped drops nothing: the third overlaps the second by 7 / 13, but only 5 / 15 of the first.
  CHECK(non_maximum_suppression(row, 0.4f) == Places{3, 0, 2});
}

TEST_CASE("suppression: the soft one takes sureness, not boxes") {
  const auto linear = soft_suppression(row, {.decay = Decay::linear, .threshold = 0.4f});
  REQUIRE(linear.size() == 4);
  CHECK(linear[0].score == 0.95f);
  CHECK(linear[1].score == 0.9f);
  CHECK(linear[2].box == Box{5, 0, 15, 1});  // now before the second
  CHECK(linear[2].score == 0.7f);
  CHECK(linear[3].score == doctest::Approx(0.8 * (1 - 2.0 / 3) * (1 - 7.0 / 13)));

  const auto gaussian = soft_suppression(row, {.sigma = 0.5f});
  REQUIRE(gaussian.size() == 4);
  const double third = 0.7 * std::exp(-1.0 / 9 / 0.5);
  CHECK(gaussian[2].score == doctest::Approx(third));
  CHECK(gaussian[3].score == doctest::Approx(0.8 * std::exp(-4.0 / 9 / 0.5) * std::exp(-49.0 / 169 / 0.5)));

  CHECK(soft_suppression(row, {.sigma = 0.5f, .least_score = 0.3f}).size() == 3);
  CHECK(soft_suppression({}).empty());
  std::vector<Detection> other = row;
  other[1].label = 1;
  CHECK(soft_suppression(other, {.decay = Decay::linear, .threshold = 0.4f})[2].score == 0.8f);
}
