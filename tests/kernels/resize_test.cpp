#include "kernels/resize.h"

#include <doctest/doctest.h>

#include "core/error.h"
#include "support/samples.h"

namespace madang::kernels {
namespace {

using test::largest_difference;
using test::samples;

void compare(Size2 in, Size2 out) {
  for (const Interpolation interpolation : {Interpolation::nearest, Interpolation::bilinear}) {
    const Resize shape{2, in, out, interpolation};
    const auto x = samples(2 * static_cast<std::size_t>(in.area()), 7);
    const auto dy = samples(2 * static_cast<std::size_t>(out.area()), 8);
    std::vector<float> y(dy.size()), expected_y(dy.size()), dx(x.size()), expected_dx(x.size());
    resize(shape, x, y);
    resize_reference(shape, x, expected_y);
    INFO(to_string(in), " to ", to_string(out));
    REQUIRE(largest_difference(y, expected_y) < 1e-6);
    resize_backward(shape, dy, dx);
    resize_backward_reference(shape, dy, expected_dx);
    REQUIRE(largest_difference(dx, expected_dx) < 1e-5);
  }
}

std::vector<float> resized(Interpolation interpolation, Size2 in, Size2 out, std::vector<float> x) {
  std::vector<float> y(static_cast<std::size_t>(out.area()));
  resize({1, in, out, interpolation}, x, y);
  return y;
}

}  // namespace

TEST_CASE("resize: kernels equal their references on every small size") {
  for (int size = 1; size <= 67; ++size) {
    compare({3, size}, {6, 2 * size});
    compare({size, 2}, {7, 5});
    compare({2, 3}, {size, 4});
    compare({5, 5}, {1, size});
  }
}

TEST_CASE("resize: known values") {
  CHECK(resized(Interpolation::nearest, {1, 2}, {2, 4}, {1, 2}) ==
        std::vector<float>{1, 1, 2, 2, 1, 1, 2, 2});
  CHECK(resized(Interpolation::nearest, {1, 3}, {1, 2}, {1, 2, 3}) == std::vector<float>{1, 2});
  // Output places −¼, ¼, ¾, 5/4 among the two pixels.
  CHECK(resized(Interpolation::bilinear, {1, 2}, {1, 4}, {0, 4}) == std::vector<float>{0, 1, 3, 4});
  CHECK(resized(Interpolation::bilinear, {2, 1}, {4, 1}, {0, 4}) == std::vector<float>{0, 1, 3, 4});
}

TEST_CASE("resize: sizes that do not fit are refused") {
  std::vector<float> x(4), y(9);
  CHECK_THROWS_AS(resize({1, {2, 2}, {2, 2}}, x, y), Error);
  CHECK_THROWS_AS(resize_backward({1, {2, 2}, {0, 3}}, {}, x), Error);
}

}  // namespace madang::kernels
