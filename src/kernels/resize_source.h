#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "kernels/resize.h"

namespace madang::kernels {

/// Where an output comes from along one axis: (1 − weight) x[low] + weight x[high].
struct Source {
  int low, high;
  float weight;
};

inline Source source_of(Interpolation interpolation, int in, int out, int i) {
  if (interpolation == Interpolation::nearest) {
    const auto nearest = static_cast<int>(static_cast<std::int64_t>(i) * in / out);
    return {nearest, nearest, 0.0f};
  }
  const float scale = static_cast<float>(in) / static_cast<float>(out);
  const float at = std::max(0.0f, (static_cast<float>(i) + 0.5f) * scale - 0.5f);
  const int low = std::min(static_cast<int>(at), in - 1);
  return {low, std::min(low + 1, in - 1), at - static_cast<float>(low)};
}

void check_resize(const char* operation, const Resize& shape, std::size_t x, std::size_t y);

}  // namespace madang::kernels
