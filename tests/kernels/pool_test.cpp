#include "kernels/pool.h"

#include <doctest/doctest.h>

#include "core/error.h"
#include "support/samples.h"

namespace madang::kernels {
namespace {

using test::largest_difference;
using test::samples;

void compare(const Pool& shape) {
  const std::size_t in = static_cast<std::size_t>(shape.planes) * shape.in.area();
  const std::size_t out = static_cast<std::size_t>(shape.planes) * shape.out().area();
  auto x = samples(in, 5);
  for (float& value : x) value = std::round(value * 4);  // many equal maxima
  const auto dy = samples(out, 6);
  INFO("in ", to_string(shape.in), ", kernel ", to_string(shape.kernel), ", stride ", to_string(shape.stride),
       ", padding ", to_string(shape.padding));
  std::vector<float> y(out), expected_y(out), dx(in), expected_dx(in);
  std::vector<std::int32_t> index(out), expected_index(out);
  max_pool(shape, x, y, index);
  max_pool_reference(shape, x, expected_y, expected_index);
  REQUIRE(y == expected_y);
  REQUIRE(index == expected_index);
  std::vector<float> gathered(out);
  gather_in_planes(shape.planes, x, index, gathered);
  REQUIRE(gathered == y);
  for (const Divisor divisor : {Divisor::kernel, Divisor::seen}) {
    average_pool(shape, divisor, x, y);
    average_pool_reference(shape, divisor, x, expected_y);
    REQUIRE(largest_difference(y, expected_y) < 1e-6);
    average_pool_backward(shape, divisor, dy, dx);
    average_pool_backward_reference(shape, divisor, dy, expected_dx);
    REQUIRE(largest_difference(dx, expected_dx) < 1e-6);
  }
}

}  // namespace

TEST_CASE("pool: kernels equal their references on every small size") {
  for (int size = 2; size <= 67; ++size) {
    compare({.planes = 2, .in = {5, size}, .kernel = 2, .stride = 2});
    compare({.in = {size, 4}, .kernel = 2, .stride = 2});
    compare({.planes = 2, .in = {1, size}, .kernel = {1, 2}, .stride = {1, 1}, .padding = {0, 1}});
    compare({.in = size, .kernel = 3, .stride = 2, .padding = 1});
  }
  compare({.in = 1});
  compare({.planes = 0, .in = 4, .kernel = 2, .stride = 2});
}

TEST_CASE("pool: windows may overlap, leave gaps and hang over the edge") {
  for (const Size2 kernel : {Size2(1), Size2(2), Size2(3, 2), Size2(4, 5)}) {
    for (const Size2 stride : {Size2(1), Size2(2), Size2(3, 4)}) {
      compare({.planes = 3, .in = {7, 9}, .kernel = kernel, .stride = stride});
      compare({.planes = 3,
               .in = {7, 9},
               .kernel = kernel,
               .stride = stride,
               .padding = {kernel.height / 2, kernel.width / 2}});
    }
  }
}

TEST_CASE("pool: uneven padding, dilation and ceil_mode, together and alone") {
  for (const bool ceil_mode : {false, true}) {
    for (const Size2 dilation : {Size2(1), Size2(2, 1), Size2(3)}) {
      for (int size = 7; size <= 12; ++size) {
        compare({.planes = 2,
                 .in = {size, 9},
                 .kernel = {3, 2},
                 .stride = {2, 3},
                 .padding = {1, 0},
                 .padding_after = Size2(0, 1),
                 .dilation = dilation,
                 .ceil_mode = ceil_mode});
        compare({.in = {size, 11}, .kernel = 2, .stride = 2, .dilation = dilation, .ceil_mode = ceil_mode});
      }
    }
  }
}

TEST_CASE("pool: NaN is the largest, whatever stands beside it") {
  for (std::size_t at = 0; at < 16; ++at) {
    std::vector<float> x(16, 1.0f), y(4);
    std::vector<std::int32_t> index(4);
    x[at] = std::nanf("");
    max_pool({.in = {2, 8}, .kernel = 2, .stride = 2}, x, y, index);
    for (std::size_t window = 0; window < 4; ++window) {
      const bool inside = at % 8 / 2 == window;
      CHECK(std::isnan(y[window]) == inside);
      if (inside) CHECK(index[window] == static_cast<std::int32_t>(at));
    }
  }
}

TEST_CASE("pool: scattering adds where an element won twice") {
  std::vector<float> dx(3, 9.0f);
  scatter_in_planes(1, std::vector<float>{1, 2}, std::vector<std::int32_t>{1, 1}, dx);
  CHECK(dx == std::vector<float>{0, 3, 0});
}

TEST_CASE("pool: sizes that do not fit are refused") {
  std::vector<float> x(16), y(4);
  std::vector<std::int32_t> index(4), short_index(3);
  CHECK_THROWS_AS(max_pool({.in = 4, .kernel = 2}, x, y, index), Error);
  CHECK_THROWS_AS(max_pool({.in = 4, .kernel = 2, .stride = 2}, x, y, short_index), Error);
  CHECK_THROWS_AS(average_pool({.in = 4, .kernel = 2, .stride = 2, .padding = 2}, Divisor::kernel, x, y),
                  Error);
  CHECK_THROWS_AS(average_pool_backward({.in = 4, .kernel = 0}, Divisor::kernel, y, x), Error);
}

}  // namespace madang::kernels
