#pragma once

#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

#if defined(__wasm_simd128__)
#include <wasm_simd128.h>
#elif defined(__SSE2__)
#include <immintrin.h>
#endif

#define MADANG_INLINE inline __attribute__((always_inline))
/// Unrolls the next loop completely; its bounds are known when the template is instantiated.
#if defined(__clang__)
#define MADANG_UNROLL _Pragma("clang loop unroll(full)")
#else
#define MADANG_UNROLL _Pragma("GCC unroll 16")
#endif

/// Four floats at once, written with the vector extension that GCC and clang share, so that one source serves
/// wasm SIMD, relaxed SIMD and native code. Only what the extension lacks goes through intrinsics.
namespace madang::kernels {

using float4 = float __attribute__((vector_size(16)));
using int4 = int __attribute__((vector_size(16)));
using unsigned4 = unsigned __attribute__((vector_size(16)));  // wraps round where int may not overflow

inline constexpr int kLanes = 4;

MADANG_INLINE float4 load(const float* from) {
  float4 value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

MADANG_INLINE void store(float* to, float4 value) { std::memcpy(to, &value, sizeof value); }

MADANG_INLINE float4 splat(float x) { return float4{x, x, x, x}; }
MADANG_INLINE int4 splat(int x) { return int4{x, x, x, x}; }
MADANG_INLINE unsigned4 splat(unsigned x) { return unsigned4{x, x, x, x}; }
#if defined(__wasm_simd128__)
template <auto kValue>
inline auto kept = kValue;  // a variable, so that no compiler on the way folds it into an immediate
#endif

/// A constant inside a loop: fixed<0.5f>(). V8 puts a vector constant together from immediates wherever it is
/// used, by three instructions; one that lies in memory is a single load.
template <auto kValue>
MADANG_INLINE auto fixed() {
#if defined(__wasm_simd128__)
  return splat(kept<kValue>);
#else
  return splat(kValue);
#endif
}

MADANG_INLINE unsigned4 as_unsigned(float4 x) { return std::bit_cast<unsigned4>(x); }
MADANG_INLINE unsigned4 as_unsigned(int4 x) { return std::bit_cast<unsigned4>(x); }
MADANG_INLINE int4 as_int(unsigned4 x) { return std::bit_cast<int4>(x); }
MADANG_INLINE int4 as_int(float4 x) { return std::bit_cast<int4>(x); }
MADANG_INLINE float4 as_float(int4 x) { return std::bit_cast<float4>(x); }

/// a b + c, rounded once where the machine can, twice elsewhere.
MADANG_INLINE float4 fma(float4 a, float4 b, float4 c) {
#if defined(__wasm_relaxed_simd__)
  return __builtin_wasm_relaxed_madd_f32x4(a, b, c);
#elif defined(__FMA__)
  return _mm_fmadd_ps(a, b, c);
#else
  return a * b + c;
#endif
}

/// a where the mask (all ones or zeros per lane, the result of a comparison) is set, else b.
MADANG_INLINE float4 select(int4 mask, float4 a, float4 b) {
#if defined(__wasm_relaxed_simd__)
  return as_float(__builtin_wasm_relaxed_laneselect_i32x4(as_int(a), as_int(b), mask));
#else
  return as_float((as_int(a) & mask) | (as_int(b) & ~mask));
#endif
}

MADANG_INLINE float4 abs(float4 x) { return as_float(as_int(x) & splat(0x7fffffff)); }
/// The smaller or larger of both; x when it is NaN.
MADANG_INLINE float4 at_most(float4 x, float4 limit) {
#if defined(__wasm_simd128__)
  return (float4)wasm_f32x4_pmin((v128_t)x, (v128_t)limit);
#elif defined(__SSE2__)
  return _mm_min_ps(limit, x);
#else
  return select(x > limit, limit, x);
#endif
}
MADANG_INLINE float4 at_least(float4 x, float4 limit) {
#if defined(__wasm_simd128__)
  return (float4)wasm_f32x4_pmax((v128_t)x, (v128_t)limit);
#elif defined(__SSE2__)
  return _mm_max_ps(limit, x);
#else
  return select(x < limit, limit, x);
#endif
}
/// The larger of both; NaN when either is.
MADANG_INLINE float4 maximum(float4 a, float4 b) { return select((a > b) | (a != a), a, b); }

MADANG_INLINE float4 sqrt(float4 x) {
#if defined(__wasm_simd128__)
  return (float4)wasm_f32x4_sqrt((v128_t)x);
#elif defined(__SSE2__)
  return _mm_sqrt_ps(x);
#else
  return float4{std::sqrt(x[0]), std::sqrt(x[1]), std::sqrt(x[2]), std::sqrt(x[3])};
#endif
}

MADANG_INLINE float horizontal_sum(float4 x) { return (x[0] + x[2]) + (x[1] + x[3]); }

MADANG_INLINE float horizontal_max(float4 x) {
  const float4 pairs = maximum(x, float4{x[2], x[3], x[0], x[1]});
  return maximum(pairs, float4{pairs[1], pairs[0], pairs[3], pairs[2]})[0];
}

/// The first `count` (1 to 3) floats, zeros behind them: the ragged end of an array.
MADANG_INLINE float4 load_part(const float* from, int count) {
  float part[kLanes] = {};
  for (int i = 0; i < count; ++i) part[i] = from[i];
  return load(part);
}

MADANG_INLINE void store_part(float* to, float4 value, int count) {
  for (int i = 0; i < count; ++i) to[i] = value[i];
}

}  // namespace madang::kernels
