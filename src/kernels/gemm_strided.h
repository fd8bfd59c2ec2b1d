#pragma once

#include "kernels/gemm.h"

namespace madang::kernels {

/// gemm on blocks of larger matrices: a stride is the distance between the rows of the matrix as stored.
/// Nothing is checked; for kernels that are built on gemm.
void gemm_strided(const Gemm& shape, const float* a, int a_stride, const float* b, int b_stride, float* c,
                  int c_stride);

}  // namespace madang::kernels
