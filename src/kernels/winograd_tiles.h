#pragma once

#include <cstddef>

#include "kernels/simd.h"

/// The transforms of F(2×2, 3×3), four neighbouring tiles at a time: each vector holds one number of each.
namespace madang::kernels {

/// A plane cut into tiles. Tile columns are filled up to whole vectors, with zeros in the plane behind them.
struct TileGrid {
  int rows, columns;

  int tiles() const { return rows * columns; }
  int plane_height() const { return 2 * rows + 2; }
  int plane_width() const { return 2 * columns + 2; }
  std::ptrdiff_t plane_size() const { return static_cast<std::ptrdiff_t>(plane_height()) * plane_width(); }
};

inline constexpr int kTileNumbers = 16;  // 4×4 of the transformed space

/// Even and odd numbers of eight in a row.
struct EvenOdd {
  MADANG_INLINE explicit EvenOdd(const float* from) {
    const float4 a = load(from), b = load(from + kLanes);
    even = __builtin_shufflevector(a, b, 0, 2, 4, 6);
    odd = __builtin_shufflevector(a, b, 1, 3, 5, 7);
  }
  float4 even, odd;
};

/// Bᵀ d
MADANG_INLINE void transform_input_line(float4& d0, float4& d1, float4& d2, float4& d3) {
  const float4 sum = d1 + d2, difference = d2 - d1, last = d1 - d3;
  d0 = d0 - d2;
  d1 = sum;
  d2 = difference;
  d3 = last;
}

/// to[k stride] = number k of Bᵀ d B, d the 4×4 inputs at `from`.
MADANG_INLINE void transform_input(const float* from, int width, float* to, std::ptrdiff_t stride) {
  float4 d[4][4];
  MADANG_UNROLL
  for (int i = 0; i < 4; ++i) {
    const EvenOdd near(from + i * width), far(from + i * width + 2);
    d[i][0] = near.even;
    d[i][1] = near.odd;
    d[i][2] = far.even;
    d[i][3] = far.odd;
    transform_input_line(d[i][0], d[i][1], d[i][2], d[i][3]);
  }
  MADANG_UNROLL
  for (int j = 0; j < 4; ++j) {
    transform_input_line(d[0][j], d[1][j], d[2][j], d[3][j]);
    MADANG_UNROLL
    for (int i = 0; i < 4; ++i) store(to + (4 * i + j) * stride, d[i][j]);
  }
}

/// Two rows of eight outputs of four tiles.
struct OutputRows {
  float4 low[2], high[2];
};

/// Aᵀ m A, m[k] at from[k stride].
MADANG_INLINE OutputRows transform_output(const float* from, std::ptrdiff_t stride) {
  float4 rows[2][4];
  MADANG_UNROLL
  for (int j = 0; j < 4; ++j) {
    const float4 m0 = load(from + j * stride), m1 = load(from + (4 + j) * stride),
                 m2 = load(from + (8 + j) * stride), m3 = load(from + (12 + j) * stride);
    rows[0][j] = m0 + m1 + m2;
    rows[1][j] = m1 - m2 - m3;
  }
  OutputRows out;
  MADANG_UNROLL
  for (int i = 0; i < 2; ++i) {
    const float4 even = rows[i][0] + rows[i][1] + rows[i][2], odd = rows[i][1] - rows[i][2] - rows[i][3];
    out.low[i] = __builtin_shufflevector(even, odd, 0, 4, 1, 5);
    out.high[i] = __builtin_shufflevector(even, odd, 2, 6, 3, 7);
  }
  return out;
}

/// The adjoint of transform_output: to[k stride] = number k of A y Aᵀ, y the 2×2 outputs at `from`.
MADANG_INLINE void spread_output(const float* from, int width, float* to, std::ptrdiff_t stride) {
  const EvenOdd upper(from), lower(from + width);
  const float4 zero = splat(0.0f);
  const float4 left[4] = {upper.even, upper.even + lower.even, upper.even - lower.even, zero - lower.even};
  const float4 right[4] = {upper.odd, upper.odd + lower.odd, upper.odd - lower.odd, zero - lower.odd};
  MADANG_UNROLL
  for (int i = 0; i < 4; ++i) {
    store(to + 4 * i * stride, left[i]);
    store(to + (4 * i + 1) * stride, left[i] + right[i]);
    store(to + (4 * i + 2) * stride, left[i] - right[i]);
    store(to + (4 * i + 3) * stride, zero - right[i]);
  }
}

/// to[k stride] = number k of G w Gᵀ; the kernel's element e is w[step e], so that −1 turns it round.
inline void transform_kernel(const float* w, int step, float* to, std::ptrdiff_t stride) {
  float columns[4][3];
  for (int j = 0; j < 3; ++j) {
    const float w0 = w[step * j], w1 = w[step * (3 + j)], w2 = w[step * (6 + j)];
    columns[0][j] = w0;
    columns[1][j] = 0.5f * (w0 + w1 + w2);
    columns[2][j] = 0.5f * (w0 - w1 + w2);
    columns[3][j] = w2;
  }
  for (int i = 0; i < 4; ++i) {
    const float *row = columns[i], even = row[0] + row[2];
    to[4 * i * stride] = row[0];
    to[(4 * i + 1) * stride] = 0.5f * (even + row[1]);
    to[(4 * i + 2) * stride] = 0.5f * (even - row[1]);
    to[(4 * i + 3) * stride] = row[2];
  }
}

/// The adjoint of transform_kernel: dw = Gᵀ u G, u[k] at from[k stride].
inline void gather_kernel(const float* from, std::ptrdiff_t stride, float* dw) {
  float rows[3][4];
  for (int j = 0; j < 4; ++j) {
    const float u0 = from[j * stride], u1 = from[(4 + j) * stride], u2 = from[(8 + j) * stride],
                u3 = from[(12 + j) * stride];
    rows[0][j] = u0 + 0.5f * (u1 + u2);
    rows[1][j] = 0.5f * (u1 - u2);
    rows[2][j] = 0.5f * (u1 + u2) + u3;
  }
  for (int i = 0; i < 3; ++i) {
    const float* row = rows[i];
    dw[3 * i] = row[0] + 0.5f * (row[1] + row[2]);
    dw[3 * i + 1] = 0.5f * (row[1] - row[2]);
    dw[3 * i + 2] = 0.5f * (row[1] + row[2]) + row[3];
  }
}

}  // namespace madang::kernels
