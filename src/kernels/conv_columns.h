#pragma once

#include <cstddef>

#include "kernels/conv.h"

/// Convolution as a matrix product (Chellapilla et al. 2006): the inputs that each output sees become a
/// column of a matrix (taps, outputs). One example and group at a time, and only as many outputs as stay in
/// the nearest cache.
namespace madang::kernels {

/// The input planes of one group with their border of zeros.
struct PaddedPlanes {
  explicit PaddedPlanes(const Conv& shape)
      : height(shape.in.height + 2 * shape.padding.height), width(shape.in.width + 2 * shape.padding.width) {}
  std::size_t size(const Conv& shape) const {
    return static_cast<std::size_t>(shape.group_in()) * height * width;
  }
  int height, width;
};

/// Whether each output sees one position, its own: then x is the matrix already.
inline bool is_pointwise(const Conv& shape) {
  return shape.kernel == Size2(1) && shape.stride == Size2(1) && shape.padding == Size2(0);
}

/// Floats that may be read and written, and mean nothing, behind planes and columns.
inline constexpr int kColumnSlack = 4;

/// How many outputs to work on at once.
int column_block(const Conv& shape);

/// padded = x between zeros; the border is already there.
void pad_planes(const Conv& shape, const float* x, float* padded);
/// x = the middle of padded.
void crop_planes(const Conv& shape, const float* padded, float* x);

/// to (taps, count) = what outputs first … first + count − 1 see.
void gather_columns(const Conv& shape, const float* padded, int first, int count, float* to);
/// The reverse: adds each element of the columns to where it was taken from.
void scatter_columns(const Conv& shape, const float* columns, int first, int count, float* padded);

}  // namespace madang::kernels
