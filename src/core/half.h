#pragma once

#include <cstdint>

/// IEEE 754 binary16: 1 bit of sign, 5 of exponent, 10 of fraction.
namespace madang {

/// Exact.
float float_of_half(std::uint16_t half);

/// The nearest, of two equally near ones the even. From 65520 on infinite; NaN stays NaN.
std::uint16_t half_of_float(float value);

}  // namespace madang
