#include "core/shape.h"

#include <doctest/doctest.h>

using madang::Error;
using madang::Shape;

TEST_CASE("a shape knows its size, its axes from both ends and its text") {
  const std::size_t rows = 2;
  const Shape shape{rows, 3, 4};
  CHECK(shape.rank() == 3);
  CHECK(shape.size() == 24);
  CHECK(shape.at(-1) == 4);
  CHECK(shape.at(0) == 2);
  CHECK(shape.to_string() == "(2, 3, 4)");
  CHECK(Shape{}.size() == 1);
  CHECK(Shape{}.to_string() == "()");
  CHECK(shape == Shape{2, 3, 4});
  CHECK(shape != Shape{2, 3});
  CHECK_THROWS_WITH_AS(shape.at(3), "shape: no axis 3 in (2, 3, 4)", Error);
  CHECK_THROWS_AS(shape.at(-4), Error);
  CHECK_THROWS_AS((Shape{1, 1, 1, 1, 1, 1, 1}), Error);
}
