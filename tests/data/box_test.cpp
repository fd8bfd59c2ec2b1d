#include "data/box.h"

#include <doctest/doctest.h>

#include <limits>

using namespace madang::data;

namespace {

constexpr float nan = std::numeric_limits<float>::quiet_NaN();
constexpr float infinity = std::numeric_limits<float>::infinity();

}  // namespace

TEST_CASE("box: sizes, and the part inside of a picture") {
  const Box box = Box::around(5, 4, 6, 2);
  CHECK(box == Box{2, 3, 8, 5});
  CHECK(box.width() == 6);
  CHECK(box.height() == 2);
  CHECK(box.area() == 12);
  CHECK(box.centre_x() == 5);
  CHECK(box.centre_y() == 4);
  CHECK(Box{3, 3, 1, 1}.area() == 0);  // turned inside out: empty, not positive
  CHECK(clipped({-2, 3, 50, 9}, 32, 8) == Box{0, 3, 32, 8});
  CHECK(clipped({40, 0, 50, 9}, 32, 8).area() == 0);
}

TEST_CASE("box: intersection over union") {
  CHECK(iou({0, 0, 2, 2}, {1, 1, 3, 3}) == doctest::Approx(1.0 / 7));
  CHECK(iou({0, 0, 2, 2}, {2, 0, 4, 2}) == 0);
  CHECK(iou({1, 1, 1, 1}, {1, 1, 1, 1}) == 0);
  CHECK(iou({0, 0, 3, 3}, {0, 0, 3, 3}) == 1);
  CHECK(iou({0, 0, 4, 4}, {1, 1, 3, 3}) == 0.25f);  // one inside of the other
  CHECK(iou({nan, 0, 2, 2}, {0, 0, 2, 2}) == 0);
  CHECK(iou({0, 0, 2, 2}, {0, nan, 2, 2}) == 0);
  CHECK(iou({0, 0, infinity, 2}, {0, 0, infinity, 2}) == 0);
}

TEST_CASE("box: generalised IoU goes on falling where nothing is shared") {
  CHECK(generalized_iou({0, 0, 2, 2}, {1, 1, 3, 3}) == doctest::Approx(1.0 / 7 - 2.0 / 9));
  CHECK(generalized_iou({0, 0, 3, 3}, {0, 0, 3, 3}) == 1);
  CHECK(generalized_iou({0, 0, 4, 4}, {1, 1, 3, 3}) == 0.25f);
  CHECK(generalized_iou({0, 0, 1, 1}, {1, 0, 2, 1}) == 0);  // side by side
  CHECK(generalized_iou({0, 0, 1, 1}, {2, 0, 3, 1}) == doctest::Approx(-1.0 / 3));
  CHECK(generalized_iou({0, 0, 1, 1}, {99, 0, 100, 1}) == doctest::Approx(-0.98));
  CHECK(generalized_iou({1, 1, 1, 1}, {1, 1, 1, 1}) == 0);
  CHECK(generalized_iou({nan, 0, 2, 2}, {0, 0, 2, 2}) == -1);
}
