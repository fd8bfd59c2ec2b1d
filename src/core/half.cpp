#include "core/half.h"

#include <bit>
#include <cmath>

namespace madang {

float float_of_half(std::uint16_t half) {
  const int exponent = half >> 10 & 31;
  const float fraction = static_cast<float>(half & 1023);
  const float sign = half >> 15 ? -1.0f : 1.0f;
  if (exponent == 31) return std::copysign(fraction == 0 ? INFINITY : NAN, sign);
  if (exponent == 0) return sign * std::ldexp(fraction, -24);
  return sign * std::ldexp(1024 + fraction, exponent - 25);
}

std::uint16_t half_of_float(float value) {
  const auto bits = std::bit_cast<std::uint32_t>(value);
  const std::uint32_t sign = bits >> 16 & 0x8000, magnitude = bits & 0x7fffffff;
  const auto with_sign = [sign](std::uint32_t half) { return static_cast<std::uint16_t>(sign | half); };
  if (magnitude > 0x7f800000) return with_sign(0x7e00);   // NaN
  if (magnitude >= 0x47800000) return with_sign(0x7c00);  // from 2¹⁶ on
  if (magnitude < 0x38800000) {
    // Below 2⁻¹⁴ halves are multiples of 2⁻²⁴, and so are floats from ½ to 1: the sum rounds.
    return with_sign(std::bit_cast<std::uint32_t>(std::bit_cast<float>(magnitude) + 0.5f) - 0x3f000000);
  }
  // 13 bits of fraction too many; what is carried out of the fraction rightly raises the exponent.
  const std::uint32_t rebased = magnitude - ((127 - 15) << 23);
  return with_sign((rebased + 0xfff + (rebased >> 13 & 1)) >> 13);
}

}  // namespace madang
