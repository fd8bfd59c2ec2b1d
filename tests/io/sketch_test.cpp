#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/matrix.h"
#include "io/refused.h"
#include "io/sketch.h"

using namespace madang;
using namespace madang::io;

TEST_CASE("sketch: what was written is read back, in sixteen shades") {
  Matrix image{28, 28, std::vector<float>(784, 0.f)};
  for (int i = 0; i < 28; ++i) image.at(i, (i * 5) % 28) = static_cast<float>(i % 16) / 15.f;
  image.at(3, 3) = 0.99f;
  image.at(4, 4) = 7.f;
  const std::string text = write_sketch(image);
  const Matrix read = read_sketch(text, 28, 28);
  CHECK(text.size() < 200);
  CHECK(write_sketch(read) == text);
  CHECK(read.at(3, 3) == 1.f);
  CHECK(read.at(4, 4) == 1.f);
  CHECK(read.at(5, 25) == doctest::Approx(5.f / 15.f));
}

TEST_CASE("sketch: a blank one is the empty text, a full one is short") {
  const Matrix blank{28, 28, std::vector<float>(784, 0.01f)};
  CHECK(write_sketch(blank).empty());
  CHECK(read_sketch("", 28, 28).values == std::vector<float>(784, 0.f));
  const Matrix full{28, 28, std::vector<float>(784, 1.f)};
  CHECK(write_sketch(full).size() < 80);
  CHECK(read_sketch(write_sketch(full), 28, 28).values == full.values);
}

TEST_CASE("sketch: a text that is none is refused with its place or the right size") {
  CHECK_THROWS_WITH_AS(read_sketch("0g!", 2, 2), doctest::Contains("character 3"), Refused);
  CHECK_THROWS_WITH_AS(read_sketch("g0", 2, 2), doctest::Contains("character 1"), Refused);
  CHECK_THROWS_WITH_AS(read_sketch("0gg", 2, 2), doctest::Contains("character 3"), Refused);
  for (const char* wrong : {"0", "0h0h", "0z0z0z0z0z", "fi0"})
    CHECK_THROWS_WITH_AS(read_sketch(wrong, 2, 2), doctest::Contains("2 × 2"), Refused);
}
