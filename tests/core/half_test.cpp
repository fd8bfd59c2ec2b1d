#include "core/half.h"

#include <doctest/doctest.h>

#include <cmath>
#include <initializer_list>
#include <limits>

using namespace madang;

namespace {

constexpr std::uint16_t infinite = 0x7c00;

}  // namespace

TEST_CASE("halves as the standard has them") {
  CHECK(float_of_half(0x3c00) == 1);
  CHECK(float_of_half(0xc000) == -2);
  CHECK(float_of_half(0x7bff) == 65504);
  CHECK(float_of_half(0x0001) == std::ldexp(1.0f, -24));
  CHECK(std::signbit(float_of_half(0x8000)));
  CHECK(std::isnan(float_of_half(0x7e00)));
  CHECK(half_of_float(1.0f / 3) == 0x3555);
}

TEST_CASE(
    "every half survives the way through a float, and what lies between two goes to the nearer or the even "
    "one") {
  for (std::uint32_t sign : {0u, 0x8000u}) {
    for (std::uint32_t magnitude = 0; magnitude < infinite; ++magnitude) {
      const auto half = static_cast<std::uint16_t>(sign | magnitude),
                 next = static_cast<std::uint16_t>(half + 1);
      const float value = float_of_half(half);
      REQUIRE(half_of_float(value) == half);
      // Halfway to where the next one is or, after the largest, would be.
      const float beyond = magnitude + 1 == infinite ? std::copysign(65536.0f, value) : float_of_half(next);
      const float middle = (value + beyond) / 2;
      REQUIRE(half_of_float(middle) == (half % 2 == 0 ? half : next));
      REQUIRE(half_of_float(std::nextafter(middle, value)) == half);
      REQUIRE(half_of_float(std::nextafter(middle, beyond)) == next);
    }
  }
}

TEST_CASE("what no half can hold is infinite, zero or no number, with its sign") {
  constexpr float infinity = std::numeric_limits<float>::infinity();
  CHECK(half_of_float(infinity) == infinite);
  CHECK(half_of_float(-infinity) == (infinite | 0x8000));
  CHECK(half_of_float(std::numeric_limits<float>::max()) == infinite);
  CHECK(half_of_float(-std::numeric_limits<float>::denorm_min()) == 0x8000);
  CHECK(std::isnan(float_of_half(half_of_float(std::numeric_limits<float>::quiet_NaN()))));
}
