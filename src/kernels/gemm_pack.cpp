#include "kernels/gemm_pack.h"

#include <algorithm>
#include <cstddef>

#include "kernels/simd.h"

namespace madang::kernels {
namespace {

MADANG_INLINE void transpose_tile(const float* from, std::ptrdiff_t stride, float* to,
                                  std::ptrdiff_t to_stride) {
  const float4 a = load(from), b = load(from + stride), c = load(from + 2 * stride),
               d = load(from + 3 * stride);
  const float4 ab_low = __builtin_shufflevector(a, b, 0, 4, 1, 5),
               ab_high = __builtin_shufflevector(a, b, 2, 6, 3, 7);
  const float4 cd_low = __builtin_shufflevector(c, d, 0, 4, 1, 5),
               cd_high = __builtin_shufflevector(c, d, 2, 6, 3, 7);
  store(to, __builtin_shufflevector(ab_low, cd_low, 0, 1, 4, 5));
  store(to + to_stride, __builtin_shufflevector(ab_low, cd_low, 2, 3, 6, 7));
  store(to + 2 * to_stride, __builtin_shufflevector(ab_high, cd_high, 0, 1, 4, 5));
  store(to + 3 * to_stride, __builtin_shufflevector(ab_high, cd_high, 2, 3, 6, 7));
}

}  // namespace

void transpose(const float* from, int stride, int rows, int columns, float* to, int to_stride) {
  const std::ptrdiff_t step = stride, to_step = to_stride;
  const int whole_rows = rows / kLanes * kLanes, whole_columns = columns / kLanes * kLanes;
  for (int i = 0; i < whole_rows; i += kLanes) {
    for (int j = 0; j < whole_columns; j += kLanes) {
      transpose_tile(from + i * step + j, step, to + j * to_step + i, to_step);
    }
  }
  for (int i = 0; i < rows; ++i) {
    for (int j = i < whole_rows ? whole_columns : 0; j < columns; ++j)
      to[j * to_step + i] = from[i * step + j];
  }
}

void pack_b_panel(const float* b, int b_stride, bool transposed, int depth, int columns, int width,
                  float* to) {
  if (transposed) {
    transpose(b, b_stride, columns, depth, to, width);
  } else {
    for (int k = 0; k < depth; ++k) {
      std::copy_n(b + static_cast<std::ptrdiff_t>(k) * b_stride, columns, to + k * width);
    }
  }
  for (int k = 0; columns < width && k < depth; ++k)
    std::fill(to + k * width + columns, to + (k + 1) * width, 0.0f);
}

void pack_a(const float* a, int row_stride, int depth_stride, int rows, int depth, int group, float* to) {
  for (int first = 0; first < rows; first += group, to += group * depth) {
    const float* from = a + static_cast<std::ptrdiff_t>(first) * row_stride;
    const int count = std::min(group, rows - first);
    if (row_stride == 1) {
      pack_b_panel(from, depth_stride, false, depth, count, group, to);
    } else {
      pack_b_panel(from, row_stride, true, depth, count, group, to);
    }
  }
}

}  // namespace madang::kernels
