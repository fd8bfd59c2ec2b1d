#pragma once

#include "kernels/simd.h"

/// e^x, log, tanh and sigmoid of four floats. Argument reduction after Cody & Waite, "Software Manual for the
/// Elementary Functions" (1980); the polynomials are own minimax fits (weighted least squares on Chebyshev
/// nodes).
namespace madang::kernels {

/// x = n log 2 + r with |r| ≤ ½ log 2, and p = e^r − 1, so that e^x = 2ⁿ (1 + p).
struct Exponential {
  int4 n;
  float4 p;
};

MADANG_INLINE Exponential reduce_exponential(float4 x) {
  constexpr float kRound = 12582912.0f;  // 1.5 · 2²³: adding it leaves the nearest integer in the low bits
  const float4 shifted = fma(x, fixed<1.44269504f>(), fixed<kRound>());
  const float4 whole = shifted - fixed<kRound>();
  // log 2 in two parts; the first has few enough bits for whole · part to be exact.
  float4 r = fma(whole, fixed<-0.693145752f>(), x);
  r = fma(whole, fixed<-1.42860677e-6f>(), r);
  // (e^r − 1 − r) / r², relative error of e^r − 1: 1.4e-8
  float4 q = fixed<0.00138825097f>();
  q = fma(q, r, fixed<0.00836658012f>());
  q = fma(q, r, fixed<0.0416672006f>());
  q = fma(q, r, fixed<0.166665435f>());
  q = fma(q, r, fixed<0.49999997f>());
  return {as_int(as_unsigned(shifted) - fixed<std::bit_cast<unsigned>(kRound)>()), fma(r * r, q, r)};
}

/// 2ⁿ for −127 < n < 128.
MADANG_INLINE float4 power_of_two(int4 n) { return as_float(as_int((as_unsigned(n) + fixed<127u>()) << 23)); }

MADANG_INLINE float4 exp(float4 x) {
  const Exponential e = reduce_exponential(at_least(at_most(x, fixed<89.0f>()), fixed<-105.0f>()));
  const int4 half = e.n >> 1;  // in two factors: 2ⁿ itself may leave the normal range
  return (e.p + fixed<1.0f>()) * power_of_two(half) *
         power_of_two(as_int(as_unsigned(e.n) - as_unsigned(half)));
}

/// e^x for x ≤ 0, where one factor is enough: below e^−87 it is 0. For probabilities.
MADANG_INLINE float4 exp_negative(float4 x) {
  const Exponential e = reduce_exponential(at_least(x, fixed<-87.0f>()));
  const float4 value = (e.p + fixed<1.0f>()) * power_of_two(e.n);
  return select(x < fixed<-87.0f>(), splat(0.0f), value);
}

/// tanh |x| = (e^2|x| − 1) / (e^2|x| + 1), with e^y − 1 = 2ⁿ p + (2ⁿ − 1), which stays exact near 0.
MADANG_INLINE float4 tanh(float4 x) {
  const float4 size = at_most(abs(x), fixed<10.0f>());  // from 9.02 on, the nearest float is 1
  const Exponential e = reduce_exponential(size + size);
  const float4 power = power_of_two(e.n);
  const float4 minus_one = power * e.p + (power - fixed<1.0f>());
  const float4 value = minus_one / (minus_one + fixed<2.0f>());
  return as_float(as_int(value) | (as_int(x) & splat(std::bit_cast<int>(-0.0f))));
}

/// 1 / (1 + e^−x). One power of two is enough: below e^−87 the sum is 1 anyway, and 2¹²⁸ is infinity, whose
/// quotient is the 0 that is wanted.
MADANG_INLINE float4 sigmoid(float4 x) {
  const Exponential e = reduce_exponential(at_least(at_most(-x, fixed<89.0f>()), fixed<-87.0f>()));
  return fixed<1.0f>() / ((e.p + fixed<1.0f>()) * power_of_two(e.n) + fixed<1.0f>());
}

/// log x for x > 0 and finite, subnormals too: x = 2^e (1 + f) with ½√2 ≤ 1 + f < √2, s = f / (2 + f),
/// log(1 + f) = 2 (s + s³/3 + s⁵/5 + …) = f − s (f − s² R(s²)).
MADANG_INLINE float4 log_positive(float4 x) {
  const int4 small = x < fixed<std::numeric_limits<float>::min()>();
  const float4 normal = select(small, x * fixed<8388608.0f>(), x);
  constexpr unsigned kRootHalf = 0x3f3504f3;
  const unsigned4 from_root = as_unsigned(normal) - fixed<kRootHalf>();
  const int4 exponent = (as_int(from_root) >> 23) - (small & fixed<23>());
  const float4 f = as_float(as_int((from_root & fixed<0x007fffffu>()) + fixed<kRootHalf>())) - fixed<1.0f>();
  const float4 s = f / (fixed<2.0f>() + f);
  const float4 z = s * s;
  float4 series = fixed<0.298856199f>();
  series = fma(series, z, fixed<0.399770647f>());
  series = fma(series, z, fixed<0.666667819f>());
  const float4 log_mantissa = f - s * (f - z * series);
  const float4 e = __builtin_convertvector(exponent, float4);
  return e * fixed<0.693145752f>() + (e * fixed<1.42860677e-6f>() + log_mantissa);
}

MADANG_INLINE float4 log(float4 x) {
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  float4 value = log_positive(x);
  value = select(x == splat(0.0f), fixed<-kInfinity>(), value);
  value = select(x < splat(0.0f), splat(std::numeric_limits<float>::quiet_NaN()), value);
  return select((x == fixed<kInfinity>()) | (x != x), x, value);
}

}  // namespace madang::kernels
