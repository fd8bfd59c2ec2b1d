#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

/// Inputs that are the same everywhere, for tests below the random numbers of src/core.
namespace madang::test {

/// `count` floats in [low, high) from a linear congruential generator (Numerical Recipes' constants).
inline std::vector<float> samples(std::size_t count, std::uint32_t seed, float low = -1, float high = 1) {
  std::vector<float> values(count);
  std::uint32_t state = seed * 2654435761u + 12345u;
  for (float& value : values) {
    state = state * 1664525u + 1013904223u;
    value = low + (high - low) * static_cast<float>(state >> 8) * 0x1p-24f;
  }
  return values;
}

/// Largest |a − b| over all elements, in units of max(1, |b|); infinite where only one of both is NaN.
inline double largest_difference(std::span<const float> a, std::span<const float> b) {
  if (a.size() != b.size()) return std::numeric_limits<double>::infinity();
  double largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (std::isnan(a[i]) != std::isnan(b[i])) return std::numeric_limits<double>::infinity();
    if (std::isnan(a[i]) || a[i] == b[i]) continue;
    largest = std::max(largest, std::fabs(double{a[i]} - b[i]) / std::max(1.0, std::fabs(double{b[i]})));
  }
  return largest;
}

}  // namespace madang::test
