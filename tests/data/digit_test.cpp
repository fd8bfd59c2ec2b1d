#include "data/digit.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "data/image_source.h"

namespace madang::data {

TEST_CASE("centred_digit: ink is scaled to 20 pixels and its centre of mass put in the middle") {
  for (const int size : {image_side, 56}) {  // of the drawing
    CAPTURE(size);
    Matrix drawing{size, size, std::vector<float>(static_cast<std::size_t>(size * size))};
    for (int row = 1; row < 9; ++row) drawing.at(row, 2) = drawing.at(row, 3) = 1;  // a bar in a corner
    const Matrix digit = centred_digit(drawing);
    CHECK(digit.rows == image_side);
    CHECK(digit.columns == image_side);
    float mass = 0, x = 0, y = 0;
    int top = image_side, bottom = -1;
    for (int row = 0; row < image_side; ++row)
      for (int column = 0; column < image_side; ++column) {
        const float ink = digit.at(row, column);
        mass += ink;
        x += ink * (static_cast<float>(column) + 0.5f);
        y += ink * (static_cast<float>(row) + 0.5f);
        if (ink < 0.5f) continue;
        top = std::min(top, row);
        bottom = std::max(bottom, row);
      }
    CHECK(x / mass == doctest::Approx(14).epsilon(0.01));
    CHECK(y / mass == doctest::Approx(14).epsilon(0.01));
    CHECK(bottom - top + 1 == 20);
  }
  const Matrix blank{image_side, image_side, std::vector<float>(image_side * image_side)};
  CHECK(centred_digit(blank).values == blank.values);
}

}  // namespace madang::data
