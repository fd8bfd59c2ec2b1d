#include "core/tensor_matrix.h"

#include <doctest/doctest.h>

#include "core/error.h"

namespace madang {

using Numbers = std::vector<float>;

TEST_CASE("matrix_of: the last dimension is the columns, all others together the rows") {
  const Tensor numbers = Tensor::from(Shape{6}, {1, 2, 3, 4, 5, 6});
  const Matrix vector = matrix_of(numbers);
  CHECK(vector.rows == 1);
  CHECK(vector.columns == 6);
  const Matrix matrix = matrix_of(numbers.reshaped({2, 3}));
  CHECK(matrix.rows == 2);
  CHECK(matrix.at(1, 0) == 4);
  const Matrix map = matrix_of(numbers.reshaped({1, 1, 3, 2}));
  CHECK(map.rows == 3);
  CHECK(map.columns == 2);
  CHECK(map.at(2, 1) == 6);
  CHECK(matrix_of(Tensor::scalar(7)).at(0, 0) == 7);
  CHECK(matrix_of(Tensor(Shape{0, 4})).rows == 0);
  CHECK(matrix_of(Tensor(Shape{4, 0})).empty());
}

TEST_CASE("numbers_of and tensor_of give back what was put in") {
  const Tensor tensor = Tensor::from(Shape{2, 2}, {1, 2, 3, 4});
  CHECK(numbers_of(tensor) == Numbers{1, 2, 3, 4});
  CHECK(numbers_of(tensor.values().subspan(1, 2)) == Numbers{2, 3});
  const Tensor back = tensor_of(matrix_of(tensor));
  CHECK(back.shape() == Shape{2, 2});
  CHECK(numbers_of(back) == numbers_of(tensor));
}

TEST_CASE("transposed turns rows into columns, columns_of cuts some out") {
  const Matrix matrix{2, 3, {1, 2, 3, 4, 5, 6}};
  const Matrix turned = transposed(matrix);
  CHECK(turned.rows == 3);
  CHECK(turned.columns == 2);
  CHECK(turned.values == Numbers{1, 4, 2, 5, 3, 6});
  const Matrix some = columns_of(matrix, 1, 2);
  CHECK(some.rows == 2);
  CHECK(some.columns == 2);
  CHECK(some.values == Numbers{2, 3, 5, 6});
  CHECK_THROWS_AS(columns_of(matrix, 2, 2), Error);
}

}  // namespace madang
