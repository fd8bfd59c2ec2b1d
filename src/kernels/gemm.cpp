#include "kernels/gemm.h"

#include <algorithm>
#include <cstdint>

#include "kernels/check.h"
#include "kernels/gemm_paths.h"
#include "kernels/gemm_strided.h"

namespace madang::kernels {
namespace {

/// Largest b, in floats, that is read where it lies: it shares the nearer caches with a and c.
constexpr std::int64_t kSmallB = 8192;
/// With fewer rows, packing b would cost as much as the product itself.
constexpr int kFewRows = 4;
/// Up to so many columns, packing a costs more than reading it where its rows lie, panel after panel of b.
constexpr int kNarrow = 128;
/// A panel of b of this depth just fits the first-level cache.
constexpr int kPanelDepth = 1024;

bool reads_in_place(const Gemm& shape) {
  if (shape.rows < kFewRows) return true;
  if (static_cast<std::int64_t>(shape.columns) * shape.depth <= kSmallB) return true;
  return !shape.transpose_a && shape.columns <= kNarrow && shape.depth <= kPanelDepth;
}

}  // namespace

void gemm_strided(const Gemm& shape, const float* a, int a_stride, const float* b, int b_stride, float* c,
                  int c_stride) {
  const Operands at{
      a, shape.transpose_a ? 1 : a_stride, shape.transpose_a ? a_stride : 1, b, b_stride, c, c_stride};
  const bool column = shape.columns == 1 && (shape.transpose_b || b_stride == 1) && !shape.transpose_a;
  const bool few_rows = shape.rows < kFewRows;
  if (shape.depth == 0) {
    for (int i = 0; !shape.accumulate && i < shape.rows; ++i) {
      std::fill_n(c + static_cast<std::ptrdiff_t>(i) * c_stride, shape.columns, 0.0f);
    }
  } else if (column || (few_rows && shape.transpose_b && (!shape.transpose_a || shape.rows == 1))) {
    gemm_dots(shape, at);
  } else if (reads_in_place(shape)) {
    gemm_in_place(shape, at);
  } else {
    gemm_blocked(shape, at);
  }
}

void gemm(const Gemm& shape, std::span<const float> a, std::span<const float> b, std::span<float> c) {
  check_gemm(shape, a.size(), b.size(), c.size());
  gemm_strided(shape, a.data(), shape.transpose_a ? shape.rows : shape.depth, b.data(),
               shape.transpose_b ? shape.depth : shape.columns, c.data(), shape.columns);
}

}  // namespace madang::kernels
