#include "demos/detection/placed.h"

#include <doctest/doctest.h>

using namespace madang;
using namespace madang::demos::detection;

TEST_CASE("detection: a scene as text comes back, to half pixels") {
  const std::vector<Placed> placed = {{0, 1, {4, 4, 12.5f, 20}}, {7, 3, {30, 0, 48, 48}}};
  CHECK(write_placed(placed) == "0.1.8.8.25.40_7.3.60.0.96.96");
  CHECK(read_placed(write_placed(placed), most_classes) == placed);
  CHECK(read_placed("", form_classes).empty());
}

TEST_CASE("detection: what is no scene is refused") {
  for (const char* text : {"0", "0.1.8.8.25", "0.1.8.8.25.40.2", "0.1.8.8.25.x", "0.1.8.8.25.97",
                           "0.4.8.8.25.40", "-1.0.8.8.25.40", "0.0.25.8.8.40", "0.0.8.8.9.40",
                           "0.1.8.8.25.40__0.1.8.8.25.40", "99999999999.1.8.8.25.40"})
    CHECK_THROWS_AS(read_placed(text, form_classes), io::Refused);
  CHECK_THROWS_AS(read_placed("8.1.8.8.25.40", most_classes), io::Refused);  // no class has this number
  const auto left =
      read_placed("4.1.8.8.25.40_2.1.8.8.25.40", form_classes);  // a digit, where there are none
  REQUIRE(left.size() == 1);
  CHECK(left.front().label == 2);
  std::vector<Placed> many(most_objects + 1, Placed{0, 0, {0, 0, 10, 10}});
  CHECK_THROWS_AS(read_placed(write_placed(many), form_classes), io::Refused);
  many.pop_back();
  CHECK(read_placed(write_placed(many), form_classes).size() == most_objects);
}

TEST_CASE("detection: a box is made tidy") {
  CHECK(tidy({3.3f, 3.2f, 10.4f, 10.1f}) == data::Box{3.5f, 3, 10.5f, 10});
  CHECK(tidy({-5, 0, 5, 8}) == data::Box{0, 0, 10, 8});        // moved in, not cut
  CHECK(tidy({45, 45, 46, 47}) == data::Box{44, 44, 48, 48});  // at least 4 pixels
  CHECK(tidy({-20, 0, 90, 8}) == data::Box{0, 0, 48, 8});
}
