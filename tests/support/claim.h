#pragma once

#include <doctest/doctest.h>

#include <cmath>

/// Checks of a claim that remember how far from its limit a value was: ordinary CHECKs which print both
/// numbers. What they note is read by the evidence (tests/support/evidence.h).
namespace madang::test {

/// The least since it was last taken; infinite where nothing was noted, −infinite where a value was NaN.
double take_least_margin();

/// `room` is how much farther the value might have gone; as a share of the limit, where that is not 0.
void note_margin(double room, double limit);

}  // namespace madang::test

#define MADANG_CHECK_LIMIT(value, comparison, limit, sign)                                \
  do {                                                                                    \
    const auto checked_value = static_cast<double>(value);                                \
    const auto its_limit = static_cast<double>(limit);                                    \
    ::madang::test::note_margin(sign*(its_limit - checked_value), its_limit);             \
    CHECK_MESSAGE(checked_value comparison its_limit, #value " " #comparison " " #limit); \
  } while (false)

#define CHECK_BELOW(value, limit) MADANG_CHECK_LIMIT(value, <, limit, 1)
#define CHECK_ABOVE(value, limit) MADANG_CHECK_LIMIT(value, >, limit, -1)
#define CHECK_AT_MOST(value, limit) MADANG_CHECK_LIMIT(value, <=, limit, 1)
#define CHECK_AT_LEAST(value, limit) MADANG_CHECK_LIMIT(value, >=, limit, -1)

/// Not farther than `distance` from `target`; the margin is a share of that distance.
#define CHECK_NEAR(value, target, distance) \
  CHECK_AT_MOST(std::abs(static_cast<double>(value) - static_cast<double>(target)), distance)
