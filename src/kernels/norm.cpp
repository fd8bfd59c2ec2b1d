#include "kernels/norm.h"

#include <algorithm>

#include "kernels/map.h"
#include "kernels/norm_check.h"
#include "kernels/reduce.h"

namespace madang::kernels {
namespace {

/// Σ x, in halves where it is long.
MADANG_INLINE float row_sum(std::span<const float> x) {
  if (x.size() > 1024) return sum(x);
  float4 even = splat(0.0f), odd = splat(0.0f);
  std::size_t j = 0;
  for (; j + 2 * kLanes <= x.size(); j += 2 * kLanes) {
    even += load(x.data() + j);
    odd += load(x.data() + j + kLanes);
  }
  float total = horizontal_sum(even + odd);
  for (; j < x.size(); ++j) total += x[j];
  return total;
}

/// Σ (x − m)²
MADANG_INLINE float squares_around(std::span<const float> x, float m) {
  float4 even = splat(0.0f), odd = splat(0.0f);
  const float4 centre = splat(m);
  std::size_t j = 0;
  for (; j + 2 * kLanes <= x.size(); j += 2 * kLanes) {
    const float4 u = load(x.data() + j) - centre, v = load(x.data() + j + kLanes) - centre;
    even = fma(u, u, even);
    odd = fma(v, v, odd);
  }
  float total = horizontal_sum(even + odd);
  for (; j < x.size(); ++j) total += (x[j] - m) * (x[j] - m);
  return total;
}

/// Σ g and Σ g (x − m), with g = d_y weight.
struct Moments {
  float g = 0;
  float g_x = 0;
};

MADANG_INLINE Moments moments(const float* x, const float* d_y, const float* weight, std::size_t count,
                              float m) {
  float4 sum_g = splat(0.0f), sum_gx = splat(0.0f);
  std::size_t j = 0;
  for (; j + kLanes <= count; j += kLanes) {
    const float4 g = weight ? load(d_y + j) * load(weight + j) : load(d_y + j);
    sum_g += g;
    sum_gx = fma(g, load(x + j) - splat(m), sum_gx);
  }
  Moments result{horizontal_sum(sum_g), horizontal_sum(sum_gx)};
  for (; j < count; ++j) {
    const float g = weight ? d_y[j] * weight[j] : d_y[j];
    result.g += g;
    result.g_x += g * (x[j] - m);
  }
  return result;
}

/// d_weight += d_y (x − m) r and d_bias += d_y of one row.
MADANG_INLINE void accumulate(std::span<const float> x, std::span<const float> d_y, float m, float r,
                              std::span<float> d_weight, std::span<float> d_bias) {
  const float4 centre = splat(m), scale = splat(r);
  if (!d_weight.empty()) {
    map(
        d_weight, [=](float4 old, float4 v, float4 d) { return fma(d, (v - centre) * scale, old); },
        std::span<const float>(d_weight), x, d_y);
  }
  if (!d_bias.empty()) {
    map(
        d_bias, [](float4 old, float4 d) { return old + d; }, std::span<const float>(d_bias), d_y);
  }
}

}  // namespace

void row_norm(const RowNorm& shape, std::span<const float> x, std::span<const float> weight,
              std::span<const float> bias, std::span<float> y, std::span<float> mean,
              std::span<float> inverse) {
  check_row_norm(shape, x, weight, bias, y, mean, inverse);
  const auto columns = static_cast<std::size_t>(shape.columns);
  const float share = 1.0f / static_cast<float>(shape.columns);
  for (std::size_t i = 0; i < mean.size(); ++i) {
    const auto row = x.subspan(i * columns, columns);
    const auto out = y.subspan(i * columns, columns);
    const float m = shape.centred ? row_sum(row) * share : 0.0f;
    const float r = 1.0f / std::sqrt(squares_around(row, m) * share + shape.epsilon);
    mean[i] = m;
    inverse[i] = r;
    const float4 centre = splat(m), scale = splat(r);
    if (weight.empty()) {
      map(
          out, [=](float4 v) { return (v - centre) * scale; }, row);
    } else if (bias.empty()) {
      map(
          out, [=](float4 v, float4 w) { return (v - centre) * scale * w; }, row, weight);
    } else {
      map(
          out, [=](float4 v, float4 w, float4 b) { return fma((v - centre) * scale, w, b); }, row, weight,
          bias);
    }
  }
}

void row_norm_backward(const RowNorm& shape, const RowNormSaved& saved, std::span<float> d_x,
                       std::span<float> d_weight, std::span<float> d_bias) {
  check_row_norm_backward(shape, saved, d_x, d_weight, d_bias);
  std::fill(d_weight.begin(), d_weight.end(), 0.0f);
  std::fill(d_bias.begin(), d_bias.end(), 0.0f);
  const auto columns = static_cast<std::size_t>(shape.columns);
  const float share = 1.0f / static_cast<float>(shape.columns);
  const float* weight = saved.weight.empty() ? nullptr : saved.weight.data();
  for (std::size_t i = 0; i < saved.mean.size(); ++i) {
    const auto x = saved.x.subspan(i * columns, columns), d_y = saved.d_y.subspan(i * columns, columns);
    const float m = saved.mean[i], r = saved.inverse[i];
    accumulate(x, d_y, m, r, d_weight, d_bias);
    const Moments sums = moments(x.data(), d_y.data(), weight, columns, m);
    const float4 centre = splat(m), scale = splat(r);
    const float4 shift = splat(shape.centred ? sums.g * share : 0.0f);
    const float4 slope = splat(sums.g_x * share * r * r);
    const auto out = d_x.subspan(i * columns, columns);
    if (weight) {
      map(
          out, [=](float4 v, float4 d, float4 w) { return scale * (d * w - shift - (v - centre) * slope); },
          x, d_y, saved.weight);
    } else {
      map(
          out, [=](float4 v, float4 d) { return scale * (d - shift - (v - centre) * slope); }, x, d_y);
    }
  }
}

}  // namespace madang::kernels
