#include "core/tensor_matrix.h"

#include <string>

#include "core/error.h"

namespace madang {

std::vector<float> numbers_of(std::span<const float> values) { return {values.begin(), values.end()}; }

std::vector<float> numbers_of(const Tensor& tensor) { return numbers_of(tensor.values()); }

Matrix matrix_of(const Tensor& tensor) {
  const Shape& shape = tensor.shape();
  const int columns = shape.rank() == 0 ? 1 : shape[shape.rank() - 1];
  const int rows = columns == 0 ? 0 : static_cast<int>(tensor.size()) / columns;
  return {rows, columns, numbers_of(tensor)};
}

Tensor tensor_of(const Matrix& matrix) {
  return Tensor::from(Shape{matrix.rows, matrix.columns}, matrix.values);
}

Matrix transposed(const Matrix& matrix) {
  Matrix result{matrix.columns, matrix.rows, {}};
  result.values.reserve(matrix.values.size());
  for (int column = 0; column < matrix.columns; ++column)
    for (int row = 0; row < matrix.rows; ++row) result.values.push_back(matrix.at(row, column));
  return result;
}

Matrix columns_of(const Matrix& matrix, int first, int count) {
  if (first < 0 || count < 0 || first + count > matrix.columns)
    throw Error("columns_of: " + std::to_string(count) + " from " + std::to_string(first) + " of " +
                std::to_string(matrix.columns));
  Matrix some{matrix.rows, count, {}};
  for (int row = 0; row < matrix.rows; ++row)
    for (int column = 0; column < count; ++column) some.values.push_back(matrix.at(row, first + column));
  return some;
}

}  // namespace madang
