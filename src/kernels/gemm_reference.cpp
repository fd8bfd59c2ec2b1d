#include "kernels/check.h"
#include "kernels/gemm.h"

namespace madang::kernels {

void gemm_reference(const Gemm& shape, std::span<const float> a, std::span<const float> b,
                    std::span<float> c) {
  check_gemm(shape, a.size(), b.size(), c.size());
  const std::size_t rows = shape.rows, columns = shape.columns, depth = shape.depth;
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t j = 0; j < columns; ++j) {
      float sum = shape.accumulate ? c[i * columns + j] : 0.0f;
      for (std::size_t k = 0; k < depth; ++k) {
        const float a_ik = shape.transpose_a ? a[k * rows + i] : a[i * depth + k];
        const float b_kj = shape.transpose_b ? b[j * depth + k] : b[k * columns + j];
        sum += a_ik * b_kj;
      }
      c[i * columns + j] = sum;
    }
  }
}

}  // namespace madang::kernels
