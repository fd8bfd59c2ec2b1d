#include "kernels/softmax.h"

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

#include "support/samples.h"

namespace madang::kernels {
namespace {

using test::largest_difference;
using test::samples;

TEST_CASE("softmax and log_softmax, forward and backward, equal their references at every width") {
  for (int columns = 1; columns <= 67; ++columns) {
    const int rows = 5;
    const auto x = samples(rows * columns, 1, -6, 6), dy = samples(rows * columns, 2);
    std::vector<float> y(x.size()), wanted(x.size()), dx(x.size()), wanted_dx(x.size());
    CAPTURE(columns);
    softmax(rows, columns, x, y);
    softmax_reference(rows, columns, x, wanted);
    CHECK(largest_difference(y, wanted) < 1e-6);
    softmax_backward(rows, columns, wanted, dy, dx);
    softmax_backward_reference(rows, columns, wanted, dy, wanted_dx);
    CHECK(largest_difference(dx, wanted_dx) < 1e-6);
    log_softmax(rows, columns, x, y);
    log_softmax_reference(rows, columns, x, wanted);
    CHECK(largest_difference(y, wanted) < 1e-6);
    log_softmax_backward(rows, columns, wanted, dy, dx);
    log_softmax_backward_reference(rows, columns, wanted, dy, wanted_dx);
    CHECK(largest_difference(dx, wanted_dx) < 2e-6);
    const std::vector<std::int32_t> labels = {0, columns - 1, columns / 2, 0, columns / 3};
    CHECK(cross_entropy(rows, columns, x, labels, y) ==
          doctest::Approx(cross_entropy_reference(rows, columns, x, labels, wanted)).epsilon(1e-6));
    CHECK(largest_difference(y, wanted) < 1e-6);
    auto in_place = x;
    softmax(rows, columns, in_place, in_place);
    softmax(rows, columns, x, y);
    CHECK(in_place == y);
  }
}

TEST_CASE("rows of softmax sum to 1, also where e^x alone would overflow") {
  for (const float size : {1.0f, 100.0f, 1e30f}) {
    const int rows = 9, columns = 31;
    const auto x = samples(rows * columns, 3, -size, size);
    std::vector<float> y(x.size());
    softmax(rows, columns, x, y);
    for (int i = 0; i < rows; ++i) {
      const auto row = y.begin() + i * columns;
      CHECK(std::accumulate(row, row + columns, 0.0) == doctest::Approx(1).epsilon(1e-6));
    }
  }
}

TEST_CASE("shifting a row changes nothing but roundings") {
  const auto x = samples(17, 4);
  auto shifted = x;
  for (float& value : shifted) value += 64;
  std::vector<float> y(17), z(17);
  softmax(1, 17, x, y);
  softmax(1, 17, shifted, z);
  CHECK(largest_difference(y, z) < 1e-5);
}

TEST_CASE("minus infinity has probability 0; NaN, infinity and a row of minus infinities give NaN") {
  std::vector<float> x = {0, -INFINITY,     0, 1,         2,         INFINITY,
                          0, std::nanf(""), 1, -INFINITY, -INFINITY, -INFINITY};
  for (const auto kernel : {softmax, softmax_reference}) {
    std::vector<float> y(12);
    kernel(4, 3, x, y);
    CHECK(y[0] == 0.5f);
    CHECK(y[1] == 0);
    CHECK(y[2] == 0.5f);
    CHECK(std::isnan(y[5]));
    for (int i = 6; i < 12; ++i) CHECK(std::isnan(y[i]));
  }
}

}  // namespace
}  // namespace madang::kernels
