#include "kernels/gemm.h"

#include <doctest/doctest.h>

#include <Eigen/Core>
#include <cmath>

#include "core/error.h"
#include "support/samples.h"

namespace madang::kernels {
namespace {

using test::largest_difference;
using test::samples;
using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

std::vector<float> with_eigen(const Gemm& shape, const std::vector<float>& a, const std::vector<float>& b,
                              const std::vector<float>& c) {
  const Eigen::Map<const Matrix> stored_a(a.data(), shape.transpose_a ? shape.depth : shape.rows,
                                          shape.transpose_a ? shape.rows : shape.depth);
  const Eigen::Map<const Matrix> stored_b(b.data(), shape.transpose_b ? shape.columns : shape.depth,
                                          shape.transpose_b ? shape.depth : shape.columns);
  const Matrix left = shape.transpose_a ? Matrix(stored_a.transpose()) : Matrix(stored_a);
  const Matrix right = shape.transpose_b ? Matrix(stored_b.transpose()) : Matrix(stored_b);
  std::vector<float> result = c;
  Eigen::Map<Matrix> out(result.data(), shape.rows, shape.columns);
  if (shape.accumulate) {
    out += left * right;
  } else {
    out = left * right;
  }
  return result;
}

/// All eight combinations of the flags; the bound is a few roundings per term of the sum.
void compare(int rows, int columns, int depth) {
  const auto a = samples(static_cast<std::size_t>(rows) * depth, 1);
  const auto b = samples(static_cast<std::size_t>(depth) * columns, 2);
  const auto start = samples(static_cast<std::size_t>(rows) * columns, 3);
  for (int flags = 0; flags < 8; ++flags) {
    const Gemm shape{rows, columns, depth, (flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0};
    auto fast = start, reference = start;
    gemm(shape, a, b, fast);
    gemm_reference(shape, a, b, reference);
    const double bound = 1e-7 * (4 + depth);
    CAPTURE(rows);
    CAPTURE(columns);
    CAPTURE(depth);
    CAPTURE(flags);
    REQUIRE(largest_difference(fast, reference) < bound);
    REQUIRE(largest_difference(fast, with_eigen(shape, a, b, start)) < bound);
  }
}

TEST_CASE("gemm equals its reference and Eigen on every small size of one dimension") {
  for (int size = 1; size <= 67; ++size) {
    compare(size, 5, 7);
    compare(5, size, 7);
    compare(5, 7, size);
    compare(13, size, 3);
    compare(2, size, size);
    compare(size, size, size);
  }
}

TEST_CASE("gemm equals its reference around the borders of tiles and blocks") {
  for (const int rows : {5, 6, 7, 95, 96, 97, 193}) {
    for (const int columns : {7, 8, 9, 100}) compare(rows, columns, 129);
  }
  for (const int depth : {255, 256, 257, 515}) compare(12, 40, depth);
  for (const int depth : {255, 256, 257, 515}) compare(12, 136, depth);
  for (const int columns : {511, 512, 513, 1030}) compare(8, columns, 33);
  for (const int columns : {127, 128, 129}) compare(33, columns, 300);
  for (const int depth : {1023, 1024, 1025}) compare(33, 12, depth);
  compare(128, 16, 2);
  compare(128, 2, 16);
  compare(64, 64, 64);
}

TEST_CASE("gemm over an empty sum gives zeros, or leaves c when it accumulates") {
  std::vector<float> c(6, 3.0f);
  gemm({2, 3, 0, false, false, true}, {}, {}, c);
  CHECK(c == std::vector<float>(6, 3.0f));
  gemm({2, 3, 0}, {}, {}, c);
  CHECK(c == std::vector<float>(6, 0.0f));
  gemm({0, 3, 2}, {}, std::vector<float>(6), {});
}

TEST_CASE("gemm without accumulation overwrites NaN that c held") {
  for (const int columns : {1, 8, 13}) {
    const auto a = samples(7 * 5, 1), b = samples(5 * static_cast<std::size_t>(columns), 2);
    std::vector<float> c(7 * static_cast<std::size_t>(columns), std::nanf(""));
    gemm({7, columns, 5}, a, b, c);
    for (const float value : c) CHECK(std::isfinite(value));
  }
}

TEST_CASE("gemm carries NaN and infinity into their row or column and nowhere else") {
  for (const int columns : {3, 16, 21, 300}) {
    const int rows = 13, depth = 40;
    for (int flags = 0; flags < 4; ++flags) {
      const Gemm shape{rows, columns, depth, (flags & 1) != 0, (flags & 2) != 0, false};
      auto a = samples(rows * depth, 1, 0.5f, 1),
           b = samples(static_cast<std::size_t>(depth) * columns, 2, 0.5f, 1);
      a[shape.transpose_a ? 2 * rows + 7 : 7 * depth + 2] = std::nanf("");  // row 7
      b[shape.transpose_b ? 1 * depth + 3 : 3 * columns + 1] = -INFINITY;   // column 1
      std::vector<float> c(static_cast<std::size_t>(rows) * columns);
      gemm(shape, a, b, c);
      for (int i = 0; i < rows; ++i) {
        for (int j = 0; j < columns; ++j) {
          const float value = c[static_cast<std::size_t>(i) * columns + j];
          if (i == 7) {
            REQUIRE(std::isnan(value));
          } else if (j == 1) {
            REQUIRE(value == -INFINITY);
          } else {
            REQUIRE(std::isfinite(value));
          }
        }
      }
    }
  }
}

TEST_CASE("gemm names the sizes that do not fit") {
  std::vector<float> a(6), b(6), c(5);
  CHECK_THROWS_WITH_AS(gemm({2, 2, 3}, a, b, c),
                       "gemm: (2, 3) times (3, 2) does not fit buffers of 6, 6 and 5 elements", Error);
  CHECK_THROWS_AS(gemm_reference({2, 2, 3}, a, b, c), Error);
}

}  // namespace
}  // namespace madang::kernels
