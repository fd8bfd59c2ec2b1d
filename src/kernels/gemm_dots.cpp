#include "kernels/gemm_paths.h"
#include "kernels/simd.h"

namespace madang::kernels {
namespace {

/// Dot products of one row with Count others; the four lanes of each sum are added at the end.
template <int Count>
MADANG_INLINE void dots(const float* a, const float* b, std::ptrdiff_t b_stride, int depth, float* c,
                        std::ptrdiff_t c_step, bool accumulate) {
  float4 sum[Count];
  MADANG_UNROLL
  for (int j = 0; j < Count; ++j) sum[j] = splat(0.0f);
  const int whole = depth / kLanes * kLanes;
  for (int k = 0; k < whole; k += kLanes) {
    const float4 a_k = load(a + k);
    MADANG_UNROLL
    for (int j = 0; j < Count; ++j) sum[j] = fma(a_k, load(b + j * b_stride + k), sum[j]);
  }
  for (int j = 0; j < Count; ++j) {
    float value = horizontal_sum(sum[j]);
    for (int k = whole; k < depth; ++k) value += a[k] * b[j * b_stride + k];
    c[j * c_step] = accumulate ? c[j * c_step] + value : value;
  }
}

/// One row of `count` dot products: c[j c_step] = a · b_j.
__attribute__((noinline)) void row_of_dots(const float* a, const float* b, std::ptrdiff_t b_stride, int count,
                                           int depth, float* c, std::ptrdiff_t c_step, bool accumulate) {
  int j = 0;
  for (; j + 4 <= count; j += 4)
    dots<4>(a, b + j * b_stride, b_stride, depth, c + j * c_step, c_step, accumulate);
  for (; j < count; ++j) dots<1>(a, b + j * b_stride, b_stride, depth, c + j * c_step, c_step, accumulate);
}

}  // namespace

void gemm_dots(const Gemm& shape, const Operands& at) {
  if (shape.columns == 1) {  // matrix times vector: the rows of a take turns against b
    row_of_dots(at.b, at.a, at.a_row_stride, shape.rows, shape.depth, at.c, at.c_stride, shape.accumulate);
    return;
  }
  for (int i = 0; i < shape.rows; ++i) {
    row_of_dots(at.a + i * at.a_row_stride, at.b, at.b_stride, shape.columns, shape.depth,
                at.c + i * at.c_stride, 1, shape.accumulate);
  }
}

}  // namespace madang::kernels
