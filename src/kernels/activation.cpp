#include "kernels/activation.h"

#include "kernels/check.h"
#include "kernels/simd_math.h"

namespace madang::kernels {
namespace {

struct Point {
  float4 y;
  float4 slope;
};

/// y and slope of every element; f gives both, and the compiler drops the slope where it goes nowhere.
template <class F>
MADANG_INLINE void each(const char* operation, std::span<const float> x, std::span<float> y,
                        std::span<float> slope, F f) {
  check_same(operation, x.size(), y.size());
  if (!slope.empty()) check_same(operation, x.size(), slope.size());
  const std::size_t whole = x.size() / kLanes * kLanes;
  std::size_t i = 0;
  if (slope.empty()) {
    for (; i < whole; i += kLanes) store(y.data() + i, f(load(x.data() + i)).y);
  } else {
    for (; i < whole; i += kLanes) {
      const Point at = f(load(x.data() + i));
      store(y.data() + i, at.y);
      store(slope.data() + i, at.slope);
    }
  }
  if (const int rest = static_cast<int>(x.size() - whole); rest > 0) {
    const Point at = f(load_part(x.data() + i, rest));
    store_part(y.data() + i, at.y, rest);
    if (!slope.empty()) store_part(slope.data() + i, at.slope, rest);
  }
}

/// With a = |x|, Φ(−a) = e^(−a²/2) t P(t), t = 1 / (1 + 0.3 a), the form of Abramowitz & Stegun 26.2.17; P is
/// an own minimax fit on 0 ≤ a ≤ 14 with relative error 1.5e-7. The same exponential gives the density φ.
MADANG_INLINE Point gelu_at(float4 x) {
  const float4 a = abs(x);
  const float4 e = exp_negative(a * a * fixed<-0.5f>());
  const float4 t = fixed<1.0f>() / fma(a, fixed<0.3f>(), fixed<1.0f>());
  float4 p = fixed<0.035674844f>();
  p = fma(p, t, fixed<-0.157203361f>());
  p = fma(p, t, fixed<0.206353948f>());
  p = fma(p, t, fixed<-0.0536840297f>());
  p = fma(p, t, fixed<0.12856181f>());
  p = fma(p, t, fixed<0.0999134406f>());
  p = fma(p, t, fixed<0.120753966f>());
  p = fma(p, t, fixed<0.119629301f>());
  const float4 tail = e * t * p;
  const float4 distribution = select(x > splat(0.0f), fixed<1.0f>() - tail, tail);
  return {x * distribution, fma(x * fixed<0.39894228f>(), e, distribution)};
}

MADANG_INLINE Point gelu_tanh_at(float4 x) {
  constexpr float kTwoRoots = 1.59576912f;  // 2 √(2/π)
  const float4 square = x * x;
  const float4 s = sigmoid(fixed<kTwoRoots>() * x * fma(fixed<0.044715f>(), square, fixed<1.0f>()));
  const float4 inner = fixed<kTwoRoots>() * fma(fixed<3 * 0.044715f>(), square, fixed<1.0f>());
  return {x * s, fma(x * s * (fixed<1.0f>() - s), inner, s)};
}

MADANG_INLINE Point silu_at(float4 x) {
  const float4 s = sigmoid(x);
  return {x * s, fma(x * s, fixed<1.0f>() - s, s)};
}

/// e^x − 1 = 2ⁿ p + (2ⁿ − 1), which stays exact near 0; for x ≤ 0.
MADANG_INLINE float4 exp_minus_one_negative(float4 x) {
  const Exponential e = reduce_exponential(at_least(x, fixed<-87.0f>()));
  const float4 power = power_of_two(e.n);
  return power * e.p + (power - fixed<1.0f>());
}

/// log(1 + e) + max(x, 0) with e = e^−|x|. The sum u = 1 + e rounds away the end of e; log(1 + e) = log u +
/// (e − (u − 1)) / u to first order in what was lost, and all of it is e where u is 1.
MADANG_INLINE Point softplus_at(float4 x) {
  const float4 e = exp_negative(-abs(x));
  const float4 sum = fixed<1.0f>() + e;
  const float4 share = fixed<1.0f>() / sum;
  const float4 log_part = fma(e - (sum - fixed<1.0f>()), share, log_positive(sum));
  return {at_least(x, splat(0.0f)) + log_part, select(x < splat(0.0f), e * share, share)};
}

}  // namespace

void gelu(std::span<const float> x, std::span<float> y, std::span<float> slope) {
  each("gelu", x, y, slope, [](float4 v) { return gelu_at(v); });
}

void gelu_tanh(std::span<const float> x, std::span<float> y, std::span<float> slope) {
  each("gelu_tanh", x, y, slope, [](float4 v) { return gelu_tanh_at(v); });
}

void silu(std::span<const float> x, std::span<float> y, std::span<float> slope) {
  each("silu", x, y, slope, [](float4 v) { return silu_at(v); });
}

void elu(const Elu& shape, std::span<const float> x, std::span<float> y, std::span<float> slope) {
  const float4 above = splat(shape.scale), below = splat(shape.scale * shape.alpha);
  each("elu", x, y, slope, [=](float4 v) {
    const int4 positive = v > splat(0.0f);
    const float4 value = below * exp_minus_one_negative(at_most(v, splat(0.0f)));
    return Point{select(positive, above * v, value), select(positive, above, value + below)};
  });
}

void softplus(std::span<const float> x, std::span<float> y, std::span<float> slope) {
  each("softplus", x, y, slope, [](float4 v) { return softplus_at(v); });
}

}  // namespace madang::kernels
