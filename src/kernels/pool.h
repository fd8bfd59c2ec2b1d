#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "core/size2.h"

namespace madang::kernels {

/// A window that walks over planes. x: (planes, in)  y: (planes, out).  What lies outside is no candidate for
/// a maximum and 0 in a mean.
struct Pool {
  int planes = 1;  // batch × channels
  Size2 in = 0;
  Size2 kernel = 1;
  Size2 stride = 1;
  Size2 padding = 0;                     // at most half a kernel, so that each window sees something
  std::optional<Size2> padding_after{};  // at the bottom and right, where other than `padding`; likewise
  Size2 dilation = 1;
  bool ceil_mode = false;  // a last window that hangs over the end counts too, if it begins before it

  Size2 after() const { return padding_after.value_or(padding); }
  Size2 out() const {
    return {
        out_length(in.height, kernel.height, stride.height, padding.height, after().height, dilation.height),
        out_length(in.width, kernel.width, stride.width, padding.width, after().width, dilation.width)};
  }

 private:
  int out_length(int length, int size, int step, int before, int behind, int spacing) const {
    const int room = length + before + behind - spacing * (size - 1) - 1;
    if (room < 0) return 0;
    const int count = (ceil_mode ? room + step - 1 : room) / step + 1;
    return (count - 1) * step >= length + before ? count - 1 : count;
  }
};

/// What a mean over a window that hangs over the edge is divided by: its numbers with those in the padding,
/// or those that are seen. What lies beyond the padding never counts.
enum class Divisor { kernel, seen };

/// index: the place of each maximum within its plane; of equal ones the first, row by row. NaN is largest.
void max_pool(const Pool& shape, std::span<const float> x, std::span<float> y, std::span<std::int32_t> index);
void average_pool(const Pool& shape, Divisor divisor, std::span<const float> x, std::span<float> y);
/// dx: each dy spread evenly over its window.
void average_pool_backward(const Pool& shape, Divisor divisor, std::span<const float> dy,
                           std::span<float> dx);

void max_pool_reference(const Pool& shape, std::span<const float> x, std::span<float> y,
                        std::span<std::int32_t> index);
void average_pool_reference(const Pool& shape, Divisor divisor, std::span<const float> x, std::span<float> y);
void average_pool_backward_reference(const Pool& shape, Divisor divisor, std::span<const float> dy,
                                     std::span<float> dx);

/// Plane by plane: to[i] = from[index[i]], and the reverse, to[index[i]] += from[i] on zeros.
void gather_in_planes(int planes, std::span<const float> from, std::span<const std::int32_t> index,
                      std::span<float> to);
void scatter_in_planes(int planes, std::span<const float> from, std::span<const std::int32_t> index,
                       std::span<float> to);

}  // namespace madang::kernels
