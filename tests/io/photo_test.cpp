#include "io/photo.h"

#include <doctest/doctest.h>

#include <cstring>

#include "io/refused.h"

using namespace madang;

namespace {

io::Photo read(const std::string& file) { return io::read_pixmap(std::as_bytes(std::span(file))); }

std::string reason(const std::string& file) {
  try {
    read(file);
  } catch (const io::Refused& refused) {
    CHECK_FALSE(refused.reason().korean.empty());
    return refused.reason().english;
  }
  return {};
}

}  // namespace

TEST_CASE("a pixmap is read, comments and all") {
  const io::Photo photo =
      read(std::string("P6 # a comment\n2 # wide\n1\n255\n") + "\xFF\x01\x02" + "\x03\x04\x05");
  CHECK(photo.size == Size2(1, 2));
  CHECK(photo.values[0] == 1);
  CHECK(photo.values[1] == doctest::Approx(3 / 255.0));
  CHECK(photo.values[5] == doctest::Approx(5 / 255.0));
}

TEST_CASE("what is no pixmap is refused with its reason") {
  CHECK(reason("").find("not a PPM") != std::string::npos);
  CHECK(reason("P5 1 1 255\nx").find("not a PPM") != std::string::npos);
  CHECK(reason("P6 0 1 255\n").find("from 1 to 4096") != std::string::npos);
  CHECK(reason("P6 5000 1 255\n").find("from 1 to 4096") != std::string::npos);
  CHECK(reason("P6 99999999999999 1 255\n").find("from 1 to 4096") != std::string::npos);
  CHECK(reason("P6 1 1 65535\nxxxxxx").find("only 255") != std::string::npos);
  CHECK(reason("P6 2 2 255\nxxx").find("take 12 bytes and 3 are there") != std::string::npos);
  CHECK(reason("P6 #").find("from 1 to 4096") != std::string::npos);
}

TEST_CASE("the square in the middle, in means over areas") {
  io::Photo wide{{2, 6}, {}};
  for (int channel = 0; channel < 3; ++channel)
    for (int row = 0; row < 2; ++row)
      for (int column = 0; column < 6; ++column)
        wide.values.push_back(column == 2 ? 0.5f : column == 3 ? 1.f : 0.f);
  const io::Photo one = io::centre_square(wide, 1);
  CHECK(one.values == std::vector<float>{0.75f, 0.75f, 0.75f});
  const io::Photo four = io::centre_square(wide, 4);  // larger than it was: each pixel twice
  CHECK(four.size == Size2(4));
  CHECK(four.values[0] == doctest::Approx(0.5));
  CHECK(four.values[1] == doctest::Approx(0.5));
  CHECK(four.values[15] == doctest::Approx(1));
  const io::Photo three = io::centre_square(wide, 3);
  CHECK(three.values[1] == doctest::Approx(0.75));
}

TEST_CASE("a photo goes through text, in 64 levels, in characters that links leave alone") {
  io::Photo photo{{2, 2}, {}};
  for (int i = 0; i < 12; ++i) photo.values.push_back(static_cast<float>(5 * i) / 63.f);
  const std::string text = io::write_photo(photo);
  CHECK(text.size() == 12);
  CHECK(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") ==
        std::string::npos);
  CHECK(io::read_photo(text, {2, 2}).values == photo.values);
  CHECK(io::read_photo("", {2, 2}).values == std::vector<float>(12, 0.f));
  CHECK_THROWS_AS(io::read_photo(text, {2, 3}), io::Refused);
  CHECK_THROWS_AS(io::read_photo("AAAAAAAAAAA=", {2, 2}), io::Refused);
}
