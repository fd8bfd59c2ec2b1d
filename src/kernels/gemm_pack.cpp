#include "kernels/gemm_pack.h"

#include <algorithm>
#include <cstddef>

#include "kernels/gemm_paths.h"
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

static_assert(kTileRows == 6, "two vectors that overlap by two cover a group");

/// A whole group of six rows of op(a), stored row by row. The last four rows overwrite what the first four
/// have in common with them.
void pack_six_rows(const float* a, std::ptrdiff_t row_stride, int depth, float* to) {
  int k = 0;
  for (; k + kLanes <= depth; k += kLanes, to += kLanes * kTileRows) {
    transpose_tile(a + k, row_stride, to, kTileRows);
    transpose_tile(a + 2 * row_stride + k, row_stride, to + 2, kTileRows);
  }
  for (; k < depth; ++k, to += kTileRows) {
    for (int i = 0; i < kTileRows; ++i) to[i] = a[i * row_stride + k];
  }
}

/// The same where op(a)'s columns are contiguous.
void pack_six_columns(const float* a, std::ptrdiff_t depth_stride, int depth, float* to) {
  for (int k = 0; k < depth; ++k, a += depth_stride, to += kTileRows) {
    store(to, load(a));
    store(to + 2, load(a + 2));
  }
}

}  // namespace

void transpose(const float* from, std::ptrdiff_t stride, int rows, int columns, float* to,
               std::ptrdiff_t to_stride) {
  const int whole_rows = rows / kLanes * kLanes, whole_columns = columns / kLanes * kLanes;
  for (int i = 0; i < whole_rows; i += kLanes) {
    for (int j = 0; j < whole_columns; j += kLanes) {
      transpose_tile(from + i * stride + j, stride, to + j * to_stride + i, to_stride);
    }
  }
  for (int i = 0; i < rows; ++i) {
    for (int j = i < whole_rows ? whole_columns : 0; j < columns; ++j)
      to[j * to_stride + i] = from[i * stride + j];
  }
}

void pack_b_panel(const float* b, std::ptrdiff_t b_stride, bool transposed, int depth, int columns, int width,
                  float* to) {
  if (transposed) {
    transpose(b, b_stride, columns, depth, to, width);
  } else if (columns == 2 * kLanes) {
    for (int k = 0; k < depth; ++k, b += b_stride, to += width) {
      store(to, load(b));
      store(to + kLanes, load(b + kLanes));
    }
    return;
  } else {
    copy_columns(b, b_stride, depth, columns, to, width);
  }
  for (int j = columns; j < width; ++j) {
    for (int k = 0; k < depth; ++k) to[k * width + j] = 0;
  }
}

void pack_a(const float* a, std::ptrdiff_t row_stride, std::ptrdiff_t depth_stride, int rows, int depth,
            int group, float* to) {
  for (int first = 0; first < rows; first += group, to += group * depth) {
    const float* from = a + first * row_stride;
    const int count = std::min(group, rows - first);
    if (count == kTileRows && group == kTileRows && row_stride == 1) {
      pack_six_columns(from, depth_stride, depth, to);
    } else if (count == kTileRows && group == kTileRows && depth_stride == 1) {
      pack_six_rows(from, row_stride, depth, to);
    } else if (row_stride == 1) {
      pack_b_panel(from, depth_stride, false, depth, count, group, to);
    } else {
      pack_b_panel(from, row_stride, true, depth, count, group, to);
    }
  }
}

}  // namespace madang::kernels
