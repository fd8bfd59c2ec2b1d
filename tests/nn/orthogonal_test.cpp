#include <doctest/doctest.h>

#include <cmath>

#include "autograd/ops_matmul.h"
#include "nn/initialisers.h"
#include "support/samples.h"

using namespace madang;

TEST_CASE("initialisers: an orthogonal weight has orthonormal rows or columns, times its gain") {
  Random random(86);
  for (const Shape& shape :
       {Shape{5, 5}, Shape{3, 7}, Shape{7, 3}, Shape{1, 4}, Shape{4, 1}, Shape{64, 64}, Shape{4, 2, 3, 3}}) {
    const Tensor weight = orthogonal_weight(shape, random, 2.0f);
    REQUIRE(weight.shape() == shape);
    const Variable matrix = constant(weight.reshaped({shape[0], -1}));
    const bool wide = matrix.shape()[0] <= matrix.shape()[1];
    const Tensor gram = matmul(matrix, matrix, {.a = !wide, .b = wide}).value();
    const int size = gram.shape()[0];
    for (int i = 0; i < size * size; ++i) {
      CHECK(std::abs(gram.data()[i] - (i % (size + 1) == 0 ? 4.0f : 0.0f)) < 1e-4f);
    }
  }
  CHECK(orthogonal_weight({0, 3}, random).size() == 0);
  CHECK_THROWS_AS(orthogonal_weight({3}, random), Error);
}
