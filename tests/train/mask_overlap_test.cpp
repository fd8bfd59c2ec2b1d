#include "train/mask_overlap.h"

#include <doctest/doctest.h>

#include "core/error.h"

using namespace madang;
using namespace madang::train;

namespace {

using Pixels = std::vector<std::uint8_t>;
using Labels = std::vector<std::int32_t>;

}  // namespace

TEST_CASE("mask overlap: IoU and Dice, D = 2 J / (1 + J)") {
  const MaskOverlap overlap = overlap_of(Pixels{1, 1, 0, 0, 255}, Pixels{1, 0, 1, 0, 7});
  CHECK(overlap.both == 2);
  CHECK(overlap.first == 3);
  CHECK(overlap.second == 3);
  CHECK(overlap.iou() == 0.5);
  CHECK(overlap.dice() == doctest::Approx(2 * 0.5 / 1.5));
  CHECK(overlap_of(Pixels{1, 0}, Pixels{0, 1}).iou() == 0);
  CHECK(overlap_of(Pixels{1, 0}, Pixels{0, 0}).dice() == 0);
  CHECK(overlap_of(Pixels{0, 0}, Pixels{0, 0}).iou() == 1);
  CHECK(overlap_of(Pixels{}, Pixels{}).dice() == 1);
  CHECK_THROWS_WITH_AS(overlap_of(Pixels{1}, Pixels{1, 0}), "overlap_of: 1 and 2 pixels", Error);
}

TEST_CASE("pixel confusion: [[3, 1], [1, 3]] has a mean IoU of 0.6") {
  PixelConfusion confusion(2);
  confusion.add(Labels{0, 0, 0, 0, 1}, Labels{0, 0, 0, 1, 0});
  confusion.add(Labels{1, 1, 1}, Labels{1, 1, 1});
  CHECK(confusion.counts().values == std::vector<float>{3, 1, 1, 3});
  CHECK(*confusion.mean_iou() == doctest::Approx(0.6));
  CHECK(*confusion.accuracy() == 0.75);
}

TEST_CASE("pixel confusion: background, classes that do not occur, guesses that are none") {
  PixelConfusion confusion(4);
  CHECK_FALSE(confusion.accuracy().has_value());
  CHECK_FALSE(confusion.mean_iou().has_value());
  confusion.add(Labels{0, 0, 0, 0, 0, 0, 1, 1}, Labels{0, 0, 0, 0, 0, 0, 1, 0});
  CHECK(*confusion.iou(0) == doctest::Approx(6.0 / 7));
  CHECK(*confusion.iou(1) == 0.5);
  CHECK_FALSE(confusion.iou(2).has_value());
  CHECK(*confusion.mean_iou() == doctest::Approx((6.0 / 7 + 0.5) / 2));
  CHECK(*confusion.mean_iou(1) == 0.5);  // without the background, which flatters
  CHECK_FALSE(confusion.mean_iou(2).has_value());
  confusion.add(Labels{1, 1}, Labels{-1, 2});
  CHECK(*confusion.iou(1) == 0.25);
  CHECK(*confusion.iou(2) == 0);  // said, never right
  CHECK(*confusion.accuracy() == doctest::Approx(0.7));
  CHECK_THROWS_AS(confusion.add(Labels{4}, Labels{0}), Error);
  CHECK_THROWS_AS(confusion.add(Labels{0}, Labels{}), Error);
  CHECK_THROWS_AS(confusion.iou(4), Error);
}
