#include "data/label_map.h"

#include <doctest/doctest.h>

#include "core/error.h"

using namespace madang;
using namespace madang::data;

namespace {

using Map = std::vector<std::int32_t>;
using Mask = std::vector<std::uint8_t>;

// Two regions of class 1 that share a corner only, one of class 2 beside both.
const Map picture = {1, 1, 0, 0,  //
                     1, 2, 0, 3,  //
                     0, 2, 1, 3,  //
                     0, 0, 1, 0};

}  // namespace

TEST_CASE("label map: connected components go by sides, not by corners") {
  const Components found = connected_components(picture, 4);
  CHECK(found.labels == Map{1, 2, 3, 1});
  CHECK(found.instances == Map{1, 1, 0, 0, 1, 2, 0, 3, 0, 2, 4, 3, 0, 0, 4, 0});
  CHECK(connected_components(Map(6), 3).labels.empty());
  CHECK(connected_components(Map{}, 3).instances.empty());
  // A spiral is one region, however far one has to walk; rows do not go on at the other side.
  const Map spiral = {1, 1, 1, 0, 0, 1, 1, 0, 1};
  CHECK(connected_components(spiral, 3).labels == Map{1, 1});
  CHECK(connected_components(Map{0, 1, 1, 0}, 2).labels == Map{1, 1});
  CHECK_THROWS_WITH_AS(connected_components(picture, 5), "connected_components: 16 pixels in rows of 5",
                       Error);
}

TEST_CASE("label map: labels that touch, and what lies at a border") {
  CHECK(touch(picture, 4, 1, 2));
  CHECK(touch(picture, 4, 3, 1));
  CHECK_FALSE(touch(picture, 4, 2, 3));
  CHECK_FALSE(touch(picture, 4, 2, 9));
  CHECK(border(Map{1, 1, 0, 0, 1, 1, 0, 0}, 4) == Mask{0, 1, 1, 0, 0, 1, 1, 0});
  CHECK(border(Map{1, 1, 1, 1}, 2) == Mask(4));  // the edge of the picture is none
  CHECK(mask_of(picture, 2) == Mask{0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0});
  CHECK_THROWS_AS(touch(picture, 0, 1, 2), Error);
  CHECK_THROWS_AS(border(picture, 3), Error);
}
