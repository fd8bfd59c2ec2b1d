#pragma once

#include <cstddef>

#include "kernels/gemm.h"

/// The ways gemm goes, by the shape at hand; gemm_strided chooses.
namespace madang::kernels {

/// Element (i, k) of op(a) at a[i a_row_stride + k a_depth_stride]; b and c by the distance of their stored
/// rows.
struct Operands {
  const float* a;
  std::ptrdiff_t a_row_stride, a_depth_stride;
  const float* b;
  std::ptrdiff_t b_stride;
  float* c;
  std::ptrdiff_t c_stride;
};

inline constexpr int kTileRows = 6;
inline constexpr int kTileColumns = 8;

/// a is read where it lies, and so is b where a panel of it is neither turned round, cut off nor scattered.
void gemm_in_place(const Gemm& shape, const Operands& at);

/// Everything packed and cut into blocks that fit the caches.
void gemm_blocked(const Gemm& shape, const Operands& at);

/// Each element a dot product of two contiguous rows: needs op(a)'s rows and op(b)'s columns contiguous.
void gemm_dots(const Gemm& shape, const Operands& at);

/// to (rows × columns) = from, column by column: the columns are fewer than a tile has, and a copy per row
/// would be a call per row.
inline void copy_columns(const float* from, std::ptrdiff_t from_stride, int rows, int columns, float* to,
                         std::ptrdiff_t to_stride) {
  for (int j = 0; j < columns; ++j) {
    for (int i = 0; i < rows; ++i) to[i * to_stride + j] = from[i * from_stride + j];
  }
}

}  // namespace madang::kernels
