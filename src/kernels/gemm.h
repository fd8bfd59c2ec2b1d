#pragma once

#include <span>

namespace madang::kernels {

/// Sizes of c = op(a) op(b) (+ c), everything row-major and dense:
/// op(a): (rows, depth), op(b): (depth, columns), c: (rows, columns). A transposed operand is stored the
/// other way round: a as (depth, rows), b as (columns, depth).
struct Gemm {
  int rows = 0;
  int columns = 0;
  int depth = 0;
  bool transpose_a = false;
  bool transpose_b = false;
  bool accumulate = false;  // add to what c holds instead of overwriting it
};

/// c must not overlap a or b. Allocates nothing once its packing buffers have grown to the largest size used.
void gemm(const Gemm& shape, std::span<const float> a, std::span<const float> b, std::span<float> c);
void gemm_reference(const Gemm& shape, std::span<const float> a, std::span<const float> b,
                    std::span<float> c);

}  // namespace madang::kernels
