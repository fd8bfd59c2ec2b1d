#pragma once

#include <algorithm>
#include <cstddef>

#include "kernels/pool.h"

namespace madang::kernels {

void check_pool(const char* operation, const Pool& shape, std::size_t x, std::size_t y);

/// The part of a window that lies within its plane.
struct Window {
  int top, bottom, left, right;  // bottom and right are the first not seen

  int seen() const { return (bottom - top) * (right - left); }
};

inline Window window_at(const Pool& shape, int row, int column) {
  const int top = row * shape.stride.height - shape.padding.height;
  const int left = column * shape.stride.width - shape.padding.width;
  return {std::max(top, 0), std::min(top + shape.kernel.height, shape.in.height), std::max(left, 0),
          std::min(left + shape.kernel.width, shape.in.width)};
}

inline float divisor_of(const Pool& shape, Divisor divisor, const Window& window) {
  switch (divisor) {
    case Divisor::kernel:
      return static_cast<float>(shape.kernel.area());
    case Divisor::seen:
      return static_cast<float>(window.seen());
  }
  return 1;
}

/// Calls f(plane, place in y's plane, window) for every output.
template <class F>
void for_each_window(const Pool& shape, F f) {
  const Size2 out = shape.out();
  for (int plane = 0; plane < shape.planes; ++plane) {
    int place = 0;
    for (int i = 0; i < out.height; ++i) {
      for (int j = 0; j < out.width; ++j) f(plane, place++, window_at(shape, i, j));
    }
  }
}

}  // namespace madang::kernels
