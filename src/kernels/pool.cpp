#include "kernels/pool.h"

#include <limits>

#include "kernels/check.h"
#include "kernels/pool_window.h"
#include "kernels/simd.h"

namespace madang::kernels {
namespace {

/// The usual case, halving height and width, goes four windows at a time.
bool is_halving(const Pool& shape) {
  const Size2 out = shape.out();
  return shape.kernel == Size2(2) && shape.stride == Size2(2) && shape.padding == Size2(0) &&
         shape.dilation == Size2(1) && 2 * out.height <= shape.in.height && 2 * out.width <= shape.in.width &&
         out.width >= kLanes;
}

/// Calls f(first) for each four of `count` outputs; the last four may have been met before in part.
template <class F>
MADANG_INLINE void for_each_four(int count, F f) {
  int j = 0;
  for (; j + kLanes <= count; j += kLanes) f(j);
  if (j < count) f(count - kLanes);
}

/// Even and odd columns of eight floats.
struct Pairs {
  explicit Pairs(const float* from) {
    const float4 a = load(from), b = load(from + kLanes);
    even = __builtin_shufflevector(a, b, 0, 2, 4, 6);
    odd = __builtin_shufflevector(a, b, 1, 3, 5, 7);
  }
  float4 even, odd;
};

struct Best {
  float4 value;
  int4 place;
  MADANG_INLINE void meet(float4 other, int4 other_place) {
    const int4 wins = (other > value) | (other != other);
    value = select(wins, other, value);
    place = (other_place & wins) | (place & ~wins);
  }
};

void max_window(const float* in, int width, Size2 step, const Window& window, float& y, std::int32_t& index) {
  float best = -std::numeric_limits<float>::infinity();
  int place = window.top * width + window.left;
  for (int i = window.top; i < window.bottom; i += step.height) {
    for (int j = window.left; j < window.right; j += step.width) {
      const float value = in[i * width + j];
      const bool wins = value > best || value != value;
      best = wins ? value : best;
      place = wins ? i * width + j : place;
    }
  }
  y = best;
  index = place;
}

void max_halving_row(const float* in, int i, int width, int out_width, float* y, std::int32_t* index) {
  const int4 even{0, 2, 4, 6};
  for_each_four(out_width, [&](int j) {
    const int first = 2 * i * width + 2 * j;
    const Pairs upper(in + first), lower(in + first + width);
    const int4 place = splat(first) + even;
    Best best{upper.even, place};
    best.meet(upper.odd, place + splat(1));
    best.meet(lower.even, place + splat(width));
    best.meet(lower.odd, place + splat(width + 1));
    store(y + j, best.value);
    std::memcpy(index + j, &best.place, sizeof best.place);
  });
}

float sum_window(const float* in, int width, Size2 step, const Window& window) {
  float total = 0;
  for (int i = window.top; i < window.bottom; i += step.height) {
    for (int j = window.left; j < window.right; j += step.width) total += in[i * width + j];
  }
  return total;
}

void average_halving_row(const float* in, int i, int width, int out_width, float* y) {
  for_each_four(out_width, [&](int j) {
    const float* from = in + 2 * i * width + 2 * j;
    const Pairs upper(from), lower(from + width);
    store(y + j, splat(0.25f) * ((upper.even + upper.odd) + (lower.even + lower.odd)));
  });
}

/// A quarter of each dy to the two columns of a row that share it.
void spread_halving_row(const float* dy, int out_width, float* dx) {
  for_each_four(out_width, [&](int j) {
    const float4 share = splat(0.25f) * load(dy + j);
    store(dx + 2 * j, __builtin_shufflevector(share, share, 0, 0, 1, 1));
    store(dx + 2 * j + kLanes, __builtin_shufflevector(share, share, 2, 2, 3, 3));
  });
}

void spread_halving(const Pool& shape, const float* dy, float* dx) {
  const Size2 out = shape.out();
  for (int i = 0; i < out.height; ++i, dy += out.width) {
    spread_halving_row(dy, out.width, dx + 2 * i * shape.in.width);
    spread_halving_row(dy, out.width, dx + (2 * i + 1) * shape.in.width);
  }
}

void spread_windows(const Pool& shape, Divisor divisor, const float* dy, float* dx) {
  const Size2 out = shape.out();
  for (int p = 0; p < out.area(); ++p) {
    const Window window = window_at(shape, p / out.width, p % out.width);
    const float share = dy[p] / divisor_of(shape, divisor, window);
    for (int i = window.top; i < window.bottom; i += shape.dilation.height) {
      for (int j = window.left; j < window.right; j += shape.dilation.width)
        dx[i * shape.in.width + j] += share;
    }
  }
}

}  // namespace

bool is_half(Size2 padding, Size2 kernel) {
  return std::min(padding.height, padding.width) >= 0 && 2 * padding.height <= kernel.height &&
         2 * padding.width <= kernel.width;
}

void check_pool(const char* operation, const Pool& s, std::size_t x, std::size_t y) {
  const auto planes = static_cast<std::size_t>(s.planes);
  const bool sane = s.planes >= 0 && std::min(s.in.height, s.in.width) >= 0 &&
                    std::min({s.kernel.height, s.kernel.width, s.stride.height, s.stride.width}) >= 1 &&
                    std::min(s.dilation.height, s.dilation.width) >= 1 && is_half(s.padding, s.kernel) &&
                    is_half(s.after(), s.kernel);
  if (!sane || x != planes * s.in.area() || y != planes * s.out().area()) throw_sizes(operation, {x, y});
}

void max_pool(const Pool& shape, std::span<const float> x, std::span<float> y,
              std::span<std::int32_t> index) {
  check_pool("max_pool", shape, x.size(), y.size());
  check_same("max_pool", y.size(), index.size());
  const Size2 out = shape.out();
  const bool halving = is_halving(shape);
  float* to = y.data();
  std::int32_t* places = index.data();
  for (int plane = 0; plane < shape.planes; ++plane) {
    const float* in = x.data() + static_cast<std::ptrdiff_t>(plane) * shape.in.area();
    for (int i = 0; i < out.height; ++i, to += out.width, places += out.width) {
      if (halving) {
        max_halving_row(in, i, shape.in.width, out.width, to, places);
        continue;
      }
      for (int j = 0; j < out.width; ++j) {
        max_window(in, shape.in.width, shape.dilation, window_at(shape, i, j), to[j], places[j]);
      }
    }
  }
}

void average_pool(const Pool& shape, Divisor divisor, std::span<const float> x, std::span<float> y) {
  check_pool("average_pool", shape, x.size(), y.size());
  const Size2 out = shape.out();
  const bool halving = is_halving(shape);
  float* to = y.data();
  for (int plane = 0; plane < shape.planes; ++plane) {
    const float* in = x.data() + static_cast<std::ptrdiff_t>(plane) * shape.in.area();
    for (int i = 0; i < out.height; ++i, to += out.width) {
      if (halving) {
        average_halving_row(in, i, shape.in.width, out.width, to);
        continue;
      }
      for (int j = 0; j < out.width; ++j) {
        const Window window = window_at(shape, i, j);
        to[j] = sum_window(in, shape.in.width, shape.dilation, window) / divisor_of(shape, divisor, window);
      }
    }
  }
}

void average_pool_backward(const Pool& shape, Divisor divisor, std::span<const float> dy,
                           std::span<float> dx) {
  check_pool("average_pool_backward", shape, dx.size(), dy.size());
  const bool halving = is_halving(shape);
  const auto in = static_cast<std::size_t>(shape.in.area()),
             out = static_cast<std::size_t>(shape.out().area());
  for (std::size_t plane = 0; plane * in < dx.size(); ++plane) {
    const std::span<float> to = dx.subspan(plane * in, in);  // cleared plane by plane, while it is at hand
    std::ranges::fill(to, 0.0f);
    if (halving) {
      spread_halving(shape, dy.data() + plane * out, to.data());
    } else {
      spread_windows(shape, divisor, dy.data() + plane * out, to.data());
    }
  }
}

void gather_in_planes(int planes, std::span<const float> from, std::span<const std::int32_t> index,
                      std::span<float> to) {
  check_same("gather_in_planes", index.size(), to.size());
  if (to.empty()) return;
  const std::size_t from_area = from.size() / planes, to_area = to.size() / planes;
  for (int plane = 0; plane < planes; ++plane) {
    const float* in = from.data() + plane * from_area;
    for (std::size_t i = plane * to_area; i < (plane + 1) * to_area; ++i) to[i] = in[index[i]];
  }
}

void scatter_in_planes(int planes, std::span<const float> from, std::span<const std::int32_t> index,
                       std::span<float> to) {
  check_same("scatter_in_planes", index.size(), from.size());
  if (to.empty()) return;
  const std::size_t from_area = from.size() / planes, to_area = to.size() / planes;
  for (int plane = 0; plane < planes; ++plane) {
    const std::span<float> out = to.subspan(plane * to_area, to_area);
    std::ranges::fill(out, 0.0f);
    for (std::size_t i = plane * from_area; i < (plane + 1) * from_area; ++i) out[index[i]] += from[i];
  }
}

}  // namespace madang::kernels
