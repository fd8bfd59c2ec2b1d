#pragma once

#include <span>
#include <vector>

#include "core/matrix.h"
#include "core/tensor.h"

/// Between what computes (Tensor) and what is drawn (Matrix).
namespace madang {

/// A copy of the numbers, row-major.
std::vector<float> numbers_of(std::span<const float> values);
std::vector<float> numbers_of(const Tensor& tensor);

/// (…, columns): the last dimension across, all others together down. A vector or a scalar is one row.
Matrix matrix_of(const Tensor& tensor);

/// (rows, columns)
Tensor tensor_of(const Matrix& matrix);

/// (columns, rows)
Matrix transposed(const Matrix& matrix);

/// Columns first … first + count − 1. Throws Error where there are none such.
Matrix columns_of(const Matrix& matrix, int first, int count);

}  // namespace madang
