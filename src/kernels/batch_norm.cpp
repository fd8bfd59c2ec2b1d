#include <algorithm>

#include "kernels/map.h"
#include "kernels/norm.h"
#include "kernels/norm_check.h"
#include "kernels/scratch.h"

namespace madang::kernels {
namespace {

using In = std::span<const float>;
using Out = std::span<float>;

struct Factors {};
struct Slopes {};
struct Shifts {};

/// Σ f(x, d) over one run.
template <class F>
MADANG_INLINE float sum_of(In x, In d, F f) {
  float4 total = splat(0.0f);
  std::size_t i = 0;
  for (; i + kLanes <= x.size(); i += kLanes) total += f(load(x.data() + i), load(d.data() + i));
  float result = horizontal_sum(total);
  if (const int rest = static_cast<int>(x.size() - i); rest > 0) {
    const float4 last = f(load_part(x.data() + i, rest), load_part(d.data() + i, rest));
    for (int k = 0; k < rest; ++k) result += last[k];
  }
  return result;
}

/// total[c] = Σ f(x, d, values[c]…) over channel c. With one number per channel and example, the vectors lie
/// across channels, else along the positions.
template <class F, class... Values>
MADANG_INLINE void sum_channels(const ChannelNorm& shape, Out total, In x, In d, F f, Values... values) {
  std::fill(total.begin(), total.end(), 0.0f);
  const std::size_t channels = total.size(), inner = static_cast<std::size_t>(shape.inner);
  for (std::size_t at = 0; at < x.size(); at += channels * inner) {
    if (inner == 1) {
      map(
          total, [=](float4 old, float4 u, float4 v, auto... w) { return old + f(u, v, w...); }, In(total),
          x.subspan(at, channels), d.subspan(at, channels), values...);
    } else {
      for (std::size_t c = 0; c < channels; ++c) {
        total[c] += sum_of(x.subspan(at + c * inner, inner), d.subspan(at + c * inner, inner),
                           [&](float4 u, float4 v) { return f(u, v, splat(values[c])...); });
      }
    }
  }
}

/// y = f(x, d, values[c]…), in the same way.
template <class F, class... Values>
MADANG_INLINE void map_channels(const ChannelNorm& shape, Out y, In x, In d, F f, Values... values) {
  const auto channels = static_cast<std::size_t>(shape.channels),
             inner = static_cast<std::size_t>(shape.inner);
  for (std::size_t at = 0; at < x.size(); at += channels * inner) {
    if (inner == 1) {
      map(y.subspan(at, channels), f, x.subspan(at, channels), d.subspan(at, channels), values...);
    } else {
      for (std::size_t c = 0; c < channels; ++c) {
        const std::size_t from = at + c * inner;
        map(
            y.subspan(from, inner), [&](float4 u, float4 v) { return f(u, v, splat(values[c])...); },
            x.subspan(from, inner), d.subspan(from, inner));
      }
    }
  }
}

float share_of(const ChannelNorm& shape) {
  return 1.0f / (static_cast<float>(shape.outer) * static_cast<float>(shape.inner));
}

void scale(Out values, float factor) {
  for (float& value : values) value *= factor;
}

template <class Purpose>
Out per_channel(const ChannelNorm& shape) {
  const auto count = static_cast<std::size_t>(shape.channels);
  return {scratch<Purpose>(count), count};
}

}  // namespace

void batch_norm(const ChannelNorm& shape, In x, In weight, In bias, Out y, Out mean, Out variance) {
  check_channels("batch_norm", shape, {x.size(), y.size()},
                 {weight.size(), bias.size(), mean.size(), variance.size()});
  sum_channels(shape, mean, x, x, [](float4 v, float4) { return v; });
  scale(mean, share_of(shape));
  sum_channels(
      shape, variance, x, x, [](float4 v, float4, float4 m) { return (v - m) * (v - m); }, In(mean));
  scale(variance, share_of(shape));
  const Out factors = per_channel<Factors>(shape);
  for (std::size_t c = 0; c < factors.size(); ++c) {
    factors[c] = weight[c] / std::sqrt(variance[c] + shape.epsilon);
  }
  map_channels(
      shape, y, x, x, [](float4 v, float4, float4 m, float4 w, float4 b) { return fma(v - m, w, b); },
      In(mean), In(factors), bias);
}

void batch_norm_backward(const ChannelNorm& shape, const BatchNormSaved& saved, Out d_x, Out d_weight,
                         Out d_bias) {
  check_channels(
      "batch_norm_backward", shape, {saved.x.size(), saved.d_y.size(), d_x.size()},
      {saved.weight.size(), saved.mean.size(), saved.variance.size(), d_weight.size(), d_bias.size()});
  sum_channels(shape, d_bias, saved.x, saved.d_y, [](float4, float4 d) { return d; });
  sum_channels(
      shape, d_weight, saved.x, saved.d_y, [](float4 v, float4 d, float4 m) { return d * (v - m); },
      saved.mean);
  const Out factors = per_channel<Factors>(shape), slopes = per_channel<Slopes>(shape),
            shifts = per_channel<Shifts>(shape);
  for (std::size_t c = 0; c < factors.size(); ++c) {
    const float r = 1.0f / std::sqrt(saved.variance[c] + shape.epsilon);
    factors[c] = saved.weight[c] * r;
    slopes[c] = d_weight[c] * share_of(shape) * r * r;
    shifts[c] = d_bias[c] * share_of(shape);
    d_weight[c] *= r;
  }
  map_channels(
      shape, d_x, saved.x, saved.d_y,
      [](float4 v, float4 d, float4 m, float4 factor, float4 slope, float4 shift) {
        return factor * (d - shift - (v - m) * slope);
      },
      saved.mean, In(factors), In(slopes), In(shifts));
}

}  // namespace madang::kernels
