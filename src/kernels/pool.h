#pragma once

#include <cstdint>
#include <span>

#include "core/size2.h"
#include "kernels/conv.h"

namespace madang::kernels {

/// A window that walks over planes. x: (planes, in)  y: (planes, out).  What lies outside is no candidate for
/// a maximum and 0 in a mean.
struct Pool {
  int planes = 1;  // batch × channels
  Size2 in = 0;
  Size2 kernel = 1;
  Size2 stride = 1;
  Size2 padding = 0;  // at most half a kernel, so that each window sees something

  Size2 out() const {
    return {Conv::out_length(in.height, kernel.height, stride.height, padding.height, 1),
            Conv::out_length(in.width, kernel.width, stride.width, padding.width, 1)};
  }
};

/// What a mean over a window that hangs over the edge is divided by.
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
