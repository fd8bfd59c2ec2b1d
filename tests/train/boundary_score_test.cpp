#include "train/boundary_score.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "core/error.h"

using namespace madang;
using namespace madang::train;

namespace {

using Pixels = std::vector<std::uint8_t>;

constexpr int side = 20;

/// Rows and columns `begin` to before `end`.
Pixels square(int begin, int end) {
  Pixels mask(side * side);
  for (int row = begin; row < end; ++row)
    std::fill_n(mask.begin() + row * side + begin, end - begin, std::uint8_t{1});
  return mask;
}

}  // namespace

TEST_CASE("boundary score: an outline is what has a neighbour outside") {
  CHECK(std::ranges::count(outline(square(5, 15), side), 1) == 36);
  CHECK(std::ranges::count(outline(square(5, 6), side), 1) == 1);
  CHECK(std::ranges::count(outline(square(0, 10), side), 1) == 19);  // the edge of the picture is none
  CHECK(std::ranges::count(outline(square(0, side), side), 1) == 0);
  CHECK(outline(Pixels{0, 9, 9}, 3) == Pixels{0, 1, 0});
  CHECK_THROWS_AS(outline(square(0, 1), 7), Error);
}

TEST_CASE("boundary score: what lies within the tolerance is met") {
  const Pixels truth = square(5, 15), larger = square(4, 16);
  const auto exact = boundary_score(truth, truth, side, 0);
  CHECK(exact.precision == 1);
  CHECK(exact.recall == 1);
  CHECK(exact.f1() == 1);
  CHECK(boundary_score(truth, larger, side, 0).f1() == 0);
  const auto near = boundary_score(truth, larger, side, 1);  // all but the four corners
  CHECK(near.precision == doctest::Approx(40.0 / 44));
  CHECK(near.recall == 1);
  CHECK(near.f1() == doctest::Approx(2 * 40.0 / 44 / (1 + 40.0 / 44)));
  CHECK(boundary_score(truth, larger, side, 1.5f).f1() == 1);
  // One pixel all around costs IoU 100 / 144 and the whole boundary; a missing corner costs little of both.
  CHECK(overlap_of(truth, larger).iou() == doctest::Approx(100.0 / 144));
}

TEST_CASE("boundary score: without an outline") {
  const Pixels nothing(side * side), everything = square(0, side), some = square(3, 6);
  CHECK(boundary_score(nothing, everything, side, 1).f1() == 1);
  CHECK(boundary_score(some, nothing, side, 1).precision == 1);
  CHECK(boundary_score(some, nothing, side, 1).recall == 0);
  CHECK(boundary_score(some, nothing, side, 1).f1() == 0);
  CHECK(boundary_score(nothing, some, side, 1).precision == 0);
  CHECK_THROWS_AS(boundary_score(some, Pixels(3), side, 1), Error);
}
