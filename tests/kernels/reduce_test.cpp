#include "kernels/reduce.h"

#include <doctest/doctest.h>

#include <cmath>

#include "core/error.h"
#include "support/samples.h"

namespace madang::kernels {
namespace {

using test::largest_difference;
using test::samples;

TEST_CASE("sum, max and dot equal their references at every length") {
  for (std::size_t size = 0; size <= 131; ++size) {
    const auto a = samples(size, 1), b = samples(size, 2);
    CAPTURE(size);
    CHECK(sum(a) == doctest::Approx(sum_reference(a)).epsilon(1e-5));
    CHECK(dot(a, b) == doctest::Approx(dot_reference(a, b)).epsilon(1e-5));
    CHECK(max(a) == max_reference(a));
  }
}

TEST_CASE("a long sum of equal numbers keeps its digits") {
  const std::vector<float> tenth(1 << 20, 0.1f);
  CHECK(sum(tenth) == doctest::Approx(104857.6).epsilon(2e-5));
}

TEST_CASE("reductions find a NaN wherever it is, and infinity is the largest") {
  for (std::size_t size = 1; size <= 37; ++size) {
    for (std::size_t at = 0; at < size; ++at) {
      auto x = samples(size, 5);
      x[at] = std::nanf("");
      REQUIRE(std::isnan(sum(x)));
      REQUIRE(std::isnan(max(x)));
      REQUIRE(std::isnan(dot(x, x)));
      x[at] = INFINITY;
      REQUIRE(max(x) == INFINITY);
      REQUIRE(sum(x) == INFINITY);
    }
  }
  CHECK(max({}) == -INFINITY);
  CHECK(sum({}) == 0);
}

TEST_CASE("sums along rows and columns and their counterpart equal the references") {
  for (const int rows : {0, 1, 2, 3, 8, 129}) {
    for (int columns = 1; columns <= 67; ++columns) {
      const auto x = samples(static_cast<std::size_t>(rows) * columns, 1), row = samples(columns, 2);
      std::vector<float> fast(columns), reference(columns), y(x.size()), wanted(x.size());
      sum_rows(rows, columns, x, fast);
      sum_rows_reference(rows, columns, x, reference);
      REQUIRE(largest_difference(fast, reference) < 1e-5);
      add_row(rows, columns, x, row, y);
      add_row_reference(rows, columns, x, row, wanted);
      REQUIRE(y == wanted);
      std::vector<float> per_row(rows), wanted_per_row(rows);
      sum_columns(rows, columns, x, per_row);
      sum_columns_reference(rows, columns, x, wanted_per_row);
      REQUIRE(largest_difference(per_row, wanted_per_row) < 1e-5);
    }
  }
  CHECK_THROWS_AS(sum_rows(2, 3, samples(5, 1), {}), Error);
}

}  // namespace
}  // namespace madang::kernels
