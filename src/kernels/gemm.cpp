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
  } else if (few_rows || static_cast<std::int64_t>(shape.columns) * shape.depth <= kSmallB) {
    gemm_small(shape, at);
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
