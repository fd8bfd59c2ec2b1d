#include "core/linear_algebra.h"

#include <doctest/doctest.h>

#include <cmath>

#include "core/random.h"
#include "kernels/gemm.h"
#include "support/samples.h"

using namespace madang;
using test::largest_difference;

namespace {

Tensor product(const Tensor& a, const Tensor& b, bool transpose_a = false, bool transpose_b = false) {
  const int rows = a.shape()[transpose_a ? 1 : 0], depth = a.shape()[transpose_a ? 0 : 1];
  const int columns = b.shape()[transpose_b ? 0 : 1];
  Tensor c({rows, columns});
  kernels::gemm_reference({rows, columns, depth, transpose_a, transpose_b}, a.values(), b.values(),
                          c.mutable_values());
  return c;
}

Tensor identity(int size) {
  Tensor one({size, size});
  for (int i = 0; i < size; ++i) one.mutable_values()[static_cast<std::size_t>(i) * size + i] = 1;
  return one;
}

/// columns of `matrix` times the numbers of `factors`
Tensor scale_columns(Tensor matrix, const Tensor& factors) {
  for (std::size_t i = 0; i < matrix.size(); ++i)
    matrix.mutable_values()[i] *= factors.data()[i % factors.size()];
  return matrix;
}

void check_same(const Tensor& a, const Tensor& b, double bound = 1e-5) {
  REQUIRE(a.shape() == b.shape());
  CHECK(largest_difference(a.values(), b.values()) < bound);
}

}  // namespace

TEST_CASE("linear algebra: a singular value decomposition multiplies back, at odd sizes too") {
  Random random(401);
  for (const Shape& shape :
       {Shape{1, 1}, Shape{1, 5}, Shape{5, 1}, Shape{7, 3}, Shape{3, 7}, Shape{31, 29}}) {
    const Tensor matrix = random.normal(shape);
    const Svd parts = svd(matrix);
    const int k = std::min(shape[0], shape[1]);
    check_same(product(scale_columns(parts.u, parts.singular_values), parts.v, false, true), matrix);
    check_same(product(parts.u, parts.u, true), identity(k));
    check_same(product(parts.v, parts.v, true), identity(k));
    for (int i = 0; i + 1 < k; ++i)
      CHECK(parts.singular_values.data()[i] >= parts.singular_values.data()[i + 1]);
    CHECK(parts.singular_values.data()[k - 1] >= 0);
  }
  const Svd zero = svd(Tensor({3, 2}));
  CHECK(zero.singular_values.data()[0] == 0);
}

TEST_CASE("linear algebra: eigenvalues of a known matrix, and back from random ones") {
  const SymmetricEigen known = symmetric_eigen(Tensor::from({2, 2}, {2, 1, 1, 2}));
  check_same(known.values, Tensor::from({2}, {1, 3}));
  CHECK(known.vectors.data()[1] == doctest::Approx(std::sqrt(0.5)));
  CHECK(known.vectors.data()[3] == doctest::Approx(std::sqrt(0.5)));
  Random random(402);
  for (int size : {1, 2, 13}) {
    const Tensor half = random.normal({size, size});
    const Tensor matrix = product(half, half, false, true);
    const SymmetricEigen parts = symmetric_eigen(matrix);
    check_same(product(scale_columns(parts.vectors, parts.values), parts.vectors, false, true), matrix);
    check_same(product(parts.vectors, parts.vectors, true), identity(size));
  }
}

TEST_CASE("linear algebra: the square of the square root is the matrix, of low rank too") {
  Random random(403);
  for (int rank : {1, 3, 6}) {
    const Tensor half = random.normal({6, rank});
    const Tensor matrix = product(half, half, false, true);
    const Tensor root = matrix_square_root(matrix);
    check_same(product(root, root), matrix, 1e-4);
  }
  check_same(matrix_square_root(Tensor({2, 2})), Tensor({2, 2}));
}

TEST_CASE("linear algebra: solve puts the right side back") {
  Random random(404);
  const Tensor a = random.normal({5, 5}), b = random.normal({5, 3});
  check_same(product(a, solve(a, b)), b);
  check_same(solve(Tensor::from({2, 2}, {2, 0, 0, 4}), Tensor::from({2}, {2, 2})),
             Tensor::from({2}, {1, 0.5f}));
  CHECK(solve(a, Tensor({5, 0})).shape() == Shape{5, 0});
}

TEST_CASE("linear algebra: principal components find the axis of a stretched cloud") {
  Random random(405);
  Tensor cloud({400, 3});
  for (std::size_t i = 0; i < 400; ++i) {
    const float along = 5 * random.normal();
    cloud.mutable_values()[3 * i] = 10 + 0.6f * along + 0.1f * random.normal();
    cloud.mutable_values()[3 * i + 1] = 0.8f * along + 0.1f * random.normal();
    cloud.mutable_values()[3 * i + 2] = 0.1f * random.normal();
  }
  const Pca parts = pca(cloud, 2);
  CHECK(parts.components.data()[0] == doctest::Approx(0.6).epsilon(0.02));
  CHECK(parts.components.data()[1] == doctest::Approx(0.8).epsilon(0.02));
  CHECK(parts.variances.data()[0] == doctest::Approx(25.0).epsilon(0.15));
  CHECK(parts.variances.data()[0] > 0.99f * parts.total_variance);
  const Tensor coordinates = parts.project(cloud);
  CHECK(coordinates.shape() == Shape{400, 2});
  CHECK(largest_difference(parts.reconstruct(coordinates).values(), cloud.values()) < 0.6);
  check_same(pca(cloud, 3).reconstruct(pca(cloud, 3).project(cloud)), cloud);
}

TEST_CASE("linear algebra: what cannot be is refused by name") {
  const float nan = std::nanf("");
  CHECK_THROWS_WITH_AS(svd(Tensor({3})), "svd: a matrix expected: (3)", Error);
  CHECK_THROWS_AS(svd(Tensor({0, 3})), Error);
  CHECK_THROWS_WITH_AS(svd(Tensor::from({1, 2}, {nan, 1})), "svd: not all numbers are finite: (1, 2)", Error);
  CHECK_THROWS_AS(symmetric_eigen(Tensor({2, 3})), Error);
  CHECK_THROWS_WITH_AS(symmetric_eigen(Tensor::from({2, 2}, {1, 2, 3, 4})),
                       "symmetric_eigen: a symmetric matrix expected: (2, 2)", Error);
  CHECK_THROWS_AS(matrix_square_root(Tensor::from({2, 2}, {1, 0, 0, -1})), Error);
  CHECK_THROWS_WITH_AS(solve(Tensor::from({2, 2}, {1, 2, 2, 4}), Tensor({2})),
                       "solve: the matrix is singular: (2, 2)", Error);
  CHECK_THROWS_WITH_AS(solve(Tensor({2, 2}), Tensor({3})),
                       "solve: matrix (n, n) and right side (n) or (n, columns) do not fit: (2, 2) and (3)",
                       Error);
  CHECK_THROWS_AS(pca(Tensor({1, 3}), 1), Error);
  CHECK_THROWS_AS(pca(Tensor({5, 3}), 4), Error);
  CHECK_THROWS_AS(pca(Tensor({5, 3}), 0), Error);
}
