#include "kernels/resize_source.h"

namespace madang::kernels {
namespace {

/// f(place in x, place in y, weight) for every non-zero weight of the linear map.
template <class F>
void for_each_weight(const Resize& s, F f) {
  for (int plane = 0; plane < s.planes; ++plane) {
    for (int p = 0; p < s.out.area(); ++p) {
      const Source row = source_of(s.interpolation, s.in.height, s.out.height, p / s.out.width);
      const Source column = source_of(s.interpolation, s.in.width, s.out.width, p % s.out.width);
      const auto add = [&](int i, int j, float weight) {
        if (weight == 0.0f) return;
        f(static_cast<std::size_t>(plane) * s.in.area() + i * s.in.width + j,
          static_cast<std::size_t>(plane) * s.out.area() + p, weight);
      };
      add(row.low, column.low, (1 - row.weight) * (1 - column.weight));
      add(row.low, column.high, (1 - row.weight) * column.weight);
      add(row.high, column.low, row.weight * (1 - column.weight));
      add(row.high, column.high, row.weight * column.weight);
    }
  }
}

}  // namespace

void resize_reference(const Resize& shape, std::span<const float> x, std::span<float> y) {
  check_resize("resize", shape, x.size(), y.size());
  std::ranges::fill(y, 0.0f);
  for_each_weight(shape, [&](std::size_t i, std::size_t p, float weight) { y[p] += weight * x[i]; });
}

void resize_backward_reference(const Resize& shape, std::span<const float> dy, std::span<float> dx) {
  check_resize("resize_backward", shape, dx.size(), dy.size());
  std::ranges::fill(dx, 0.0f);
  for_each_weight(shape, [&](std::size_t i, std::size_t p, float weight) { dx[i] += weight * dy[p]; });
}

}  // namespace madang::kernels
