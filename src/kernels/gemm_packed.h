#pragma once

#include <cstddef>

/// Products with one right operand that is used many times: packed once, in panels of a tile's width. For
/// kernels that are built on gemm; nothing is checked.
namespace madang::kernels {

/// Floats that op(b) of this size takes when packed.
std::size_t packed_size(int depth, int columns);

/// Rows first … first + rows − 1 of an op(b) of (depth, columns), stored as b with rows `stride` apart
/// (transposed: as (columns, rows)). Parts may come from several matrices.
struct PackedRows {
  const float* b;
  int stride;
  bool transposed;
  int first;
  int rows;
};
void pack_rows(const PackedRows& part, int depth, int columns, float* to);

/// c (rows, columns) = a (rows, depth) · packed (+ c); rows of a and c lie their strides apart.
struct PackedGemm {
  int rows;
  int columns;
  int depth;
  bool accumulate = false;
};
void gemm_packed(const PackedGemm& shape, const float* a, std::ptrdiff_t a_stride, const float* packed,
                 float* c, std::ptrdiff_t c_stride);

}  // namespace madang::kernels
