#pragma once

#include <cstddef>

namespace madang::kernels {

/// to (columns × rows, rows `to_stride` apart) = transpose of from (rows × columns, rows `stride` apart).
void transpose(const float* from, std::ptrdiff_t stride, int rows, int columns, float* to,
               std::ptrdiff_t to_stride);

/// A panel of op(b), `columns` wide, as (depth, width), zeros behind the last column. `b` points to the
/// panel's first element as stored.
void pack_b_panel(const float* b, std::ptrdiff_t b_stride, bool transposed, int depth, int columns, int width,
                  float* to);

/// Rows of op(a) in groups of `group`: element (i, k) at [k group + i] of its group, zeros below the last
/// row.
void pack_a(const float* a, std::ptrdiff_t row_stride, std::ptrdiff_t depth_stride, int rows, int depth,
            int group, float* to);

}  // namespace madang::kernels
