#pragma once

#include <cstddef>

#include "kernels/simd.h"

namespace madang::kernels {

/// Where a tile reads op(a): element (i, k) lies at from[i row_stride + k depth_stride].
struct TileA {
  const float* from;
  std::ptrdiff_t row_stride;
  std::ptrdiff_t depth_stride;
};

/// Where a tile reads op(b): element (k, j) lies at from[k stride + j]; whole vectors are readable.
struct TileB {
  const float* from;
  std::ptrdiff_t stride;
};

/// c (Rows × 4 Vectors) = op(a) op(b) (+ c). The whole tile of c stays in registers while k runs: of the 16
/// vector registers that V8 has on x86-64, 6 × 2 sums, 2 of b and 1 of a fill 15; the 16th is V8's own.
template <int Rows, int Vectors>
MADANG_INLINE void gemm_tile(int depth, TileA a, TileB b, float* c, std::ptrdiff_t c_stride,
                             bool accumulate) {
  float4 sum[Rows][Vectors];
  MADANG_UNROLL
  for (int i = 0; i < Rows; ++i) {
    MADANG_UNROLL
    for (int j = 0; j < Vectors; ++j) {
      sum[i][j] = accumulate ? load(c + i * c_stride + kLanes * j) : splat(0.0f);
    }
  }
  const float* a_k = a.from;
  const float* b_k = b.from;
  for (int k = 0; k < depth; ++k, a_k += a.depth_stride, b_k += b.stride) {
    float4 b_row[Vectors];
    MADANG_UNROLL
    for (int j = 0; j < Vectors; ++j) b_row[j] = load(b_k + kLanes * j);
    MADANG_UNROLL
    for (int i = 0; i < Rows; ++i) {
      const float4 a_ik = splat(a_k[i * a.row_stride]);
      MADANG_UNROLL
      for (int j = 0; j < Vectors; ++j) sum[i][j] = fma(a_ik, b_row[j], sum[i][j]);
    }
  }
  MADANG_UNROLL
  for (int i = 0; i < Rows; ++i) {
    MADANG_UNROLL
    for (int j = 0; j < Vectors; ++j) store(c + i * c_stride + kLanes * j, sum[i][j]);
  }
}

}  // namespace madang::kernels
