#include <cmath>
#include <limits>

#include "kernels/pool.h"
#include "kernels/pool_window.h"

namespace madang::kernels {
namespace {

/// f(place in the plane) for each element of a window, row by row.
template <class F>
void for_each_place(const Pool& shape, const Window& window, F f) {
  for (int i = window.top; i < window.bottom; i += shape.dilation.height) {
    for (int j = window.left; j < window.right; j += shape.dilation.width) f(i * shape.in.width + j);
  }
}

}  // namespace

void max_pool_reference(const Pool& shape, std::span<const float> x, std::span<float> y,
                        std::span<std::int32_t> index) {
  check_pool("max_pool", shape, x.size(), y.size());
  for_each_window(shape, [&](int plane, int place, const Window& window) {
    const float* in = x.data() + static_cast<std::size_t>(plane) * shape.in.area();
    float best = -std::numeric_limits<float>::infinity();
    int best_place = window.top * shape.in.width + window.left;
    for_each_place(shape, window, [&](int at) {
      if (!(in[at] > best) && !std::isnan(in[at])) return;
      best = in[at];
      best_place = at;
    });
    const std::size_t to = static_cast<std::size_t>(plane) * shape.out().area() + place;
    y[to] = best;
    index[to] = best_place;
  });
}

void average_pool_reference(const Pool& shape, Divisor divisor, std::span<const float> x,
                            std::span<float> y) {
  check_pool("average_pool", shape, x.size(), y.size());
  for_each_window(shape, [&](int plane, int place, const Window& window) {
    const float* in = x.data() + static_cast<std::size_t>(plane) * shape.in.area();
    float total = 0;
    for_each_place(shape, window, [&](int at) { total += in[at]; });
    y[static_cast<std::size_t>(plane) * shape.out().area() + place] =
        total / divisor_of(shape, divisor, window);
  });
}

void average_pool_backward_reference(const Pool& shape, Divisor divisor, std::span<const float> dy,
                                     std::span<float> dx) {
  check_pool("average_pool_backward", shape, dx.size(), dy.size());
  std::ranges::fill(dx, 0.0f);
  for_each_window(shape, [&](int plane, int place, const Window& window) {
    float* out = dx.data() + static_cast<std::size_t>(plane) * shape.in.area();
    const float share =
        dy[static_cast<std::size_t>(plane) * shape.out().area() + place] / divisor_of(shape, divisor, window);
    for_each_place(shape, window, [&](int at) { out[at] += share; });
  });
}

}  // namespace madang::kernels
