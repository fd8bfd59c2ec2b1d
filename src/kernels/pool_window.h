#pragma once

#include <algorithm>
#include <cstddef>

#include "kernels/pool.h"

namespace madang::kernels {

/// Whether a padding is none, up to half the kernel.
bool is_half(Size2 padding, Size2 kernel);
void check_pool(const char* operation, const Pool& shape, std::size_t x, std::size_t y);

/// The part of a window that lies within its plane: every dilation-th row and column.
struct Window {
  int top, bottom, left, right;  // bottom and right are the first not seen
  int padded;                    // numbers of the window that lie in the plane or its padding
};

/// How many numbers a step apart begin within a length. (One is the usual step, and division slow.)
inline int steps_in(int length, int step) { return step == 1 ? length : (length + step - 1) / step; }

/// One side of a window.
struct Side {
  Side(int start, int kernel, int dilation, int length, int after)
      : first(start < 0 ? start + steps_in(-start, dilation) * dilation : start),
        end(std::min(start + dilation * (kernel - 1) + 1, length)),
        padded(steps_in(std::min(start + dilation * (kernel - 1) + 1, length + after) - start, dilation)) {}
  int first, end, padded;
};

inline Window window_at(const Pool& shape, int row, int column) {
  const Size2 after = shape.after();
  const Side rows(row * shape.stride.height - shape.padding.height, shape.kernel.height,
                  shape.dilation.height, shape.in.height, after.height);
  const Side columns(column * shape.stride.width - shape.padding.width, shape.kernel.width,
                     shape.dilation.width, shape.in.width, after.width);
  return {rows.first, rows.end, columns.first, columns.end, rows.padded * columns.padded};
}

inline float divisor_of(const Pool& shape, Divisor divisor, const Window& window) {
  switch (divisor) {
    case Divisor::kernel:
      return static_cast<float>(window.padded);
    case Divisor::seen:
      return static_cast<float>(steps_in(window.bottom - window.top, shape.dilation.height) *
                                steps_in(window.right - window.left, shape.dilation.width));
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
