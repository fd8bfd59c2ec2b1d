#include "kernels/conv.h"

#include <doctest/doctest.h>

#include "core/error.h"
#include "support/samples.h"

namespace madang::kernels {
namespace {

using test::largest_difference;
using test::samples;

struct Sizes {
  explicit Sizes(const Conv& shape)
      : x(static_cast<std::size_t>(shape.batch) * shape.in_channels * shape.in.area()),
        w(static_cast<std::size_t>(shape.out_channels) * shape.taps()),
        y(static_cast<std::size_t>(shape.batch) * shape.out_channels * shape.out().area()) {}
  std::size_t x, w, y;
};

/// All three operations against their references; results start as NaN, so that one not written shows.
void compare(const Conv& shape) {
  const Sizes size(shape);
  const auto x = samples(size.x, 1), w = samples(size.w, 2), dy = samples(size.y, 3),
             bias = samples(static_cast<std::size_t>(shape.out_channels), 4);
  INFO("batch ", shape.batch, ", channels ", shape.in_channels, " to ", shape.out_channels, ", groups ",
       shape.groups, ", in ", to_string(shape.in), ", kernel ", to_string(shape.kernel), ", stride ",
       to_string(shape.stride), ", padding ", to_string(shape.padding), ", dilation ",
       to_string(shape.dilation));
  const auto agree = [](std::size_t count, int terms, auto fast, auto reference) {
    std::vector<float> a(count, std::nanf("")), b(count, std::nanf(""));
    fast(a);
    reference(b);
    REQUIRE(largest_difference(a, b) < 1e-7 * (4 + terms));
  };
  const int terms = shape.taps() + shape.group_out() * shape.kernel.area();
  agree(
      size.y, terms, [&](auto& y) { conv(shape, x, w, bias, y); },
      [&](auto& y) { conv_reference(shape, x, w, bias, y); });
  agree(
      size.y, terms, [&](auto& y) { conv(shape, x, w, {}, y); },
      [&](auto& y) { conv_reference(shape, x, w, {}, y); });
  agree(
      size.x, terms, [&](auto& dx) { conv_input_gradient(shape, dy, w, dx); },
      [&](auto& dx) { conv_input_gradient_reference(shape, dy, w, dx); });
  agree(
      size.w, shape.batch * shape.out().area(), [&](auto& dw) { conv_weight_gradient(shape, x, dy, dw); },
      [&](auto& dw) { conv_weight_gradient_reference(shape, x, dy, dw); });
}

}  // namespace

TEST_CASE("conv: kernels equal their references on every small size") {
  for (int size = 1; size <= 67; ++size) {
    compare({.batch = 2, .in_channels = 2, .out_channels = 3, .in = {3, size}, .kernel = 3, .padding = 1});
    compare({.in_channels = 1, .out_channels = 2, .in = {size, 2}, .kernel = {1, 2}});
    compare({.in_channels = size, .out_channels = 2, .in = 3, .kernel = 2});
    compare({.in_channels = 2, .out_channels = size, .in = 3, .kernel = 2});
    compare({.in = {1, size + 4}, .kernel = {1, 5}, .stride = {1, 2}, .padding = {0, 2}});
  }
  for (int kernel = 1; kernel <= 7; ++kernel) compare({.in = 9, .kernel = kernel, .padding = kernel / 2});
}

TEST_CASE("conv: kernels equal their references for every stride, padding, dilation and grouping") {
  for (const int groups : {1, 2, 6}) {
    for (const Size2 stride : {Size2(1), Size2(2), Size2(3, 1), Size2(1, 2)}) {
      for (const Size2 padding : {Size2(0), Size2(1), Size2(3, 0), Size2(0, 4)}) {
        for (const Size2 dilation : {Size2(1), Size2(2), Size2(1, 3)}) {
          compare({.batch = 2,
                   .in_channels = 6,
                   .out_channels = 12,
                   .groups = groups,
                   .in = {7, 9},
                   .kernel = {2, 3},
                   .stride = stride,
                   .padding = padding,
                   .dilation = dilation});
        }
      }
    }
  }
}

TEST_CASE("conv: kernels equal their references where columns come in several blocks") {
  compare({.batch = 3, .in_channels = 16, .out_channels = 32, .in = 14, .kernel = 3, .padding = 1});
  compare({.in_channels = 70, .out_channels = 5, .in = {9, 23}, .kernel = 3, .stride = 2, .padding = 1});
  compare({.in_channels = 9, .out_channels = 33, .in = {19, 27}});  // pointwise
  compare({.in_channels = 33, .out_channels = 33, .groups = 33, .in = 17, .kernel = 3, .padding = 1});
}

TEST_CASE("conv: kernels equal their references where 3×3 goes in tiles") {
  for (int width = 7; width <= 67; width += 3) {
    compare({.in_channels = 8, .out_channels = 9, .in = {18, width}, .kernel = 3, .padding = 1});
    compare({.batch = 5, .in_channels = 9, .out_channels = 8, .in = {13, width}, .kernel = 3});
  }
  for (const Size2 padding : {Size2(0), Size2(1), Size2(2), Size2(0, 2), Size2(2, 1)}) {
    compare({.batch = 12,
             .in_channels = 16,
             .out_channels = 24,
             .groups = 2,
             .in = {9, 7},
             .kernel = 3,
             .padding = padding});
  }
  compare({.in_channels = 11, .out_channels = 17, .in = {67, 41}, .kernel = 3, .padding = 1});
}

TEST_CASE("conv: an empty batch has no values and a weight gradient of zeros") {
  const Conv shape{.batch = 0, .in_channels = 2, .out_channels = 3, .in = 4, .kernel = 3};
  std::vector<float> dw(54, 7.0f);
  conv(shape, {}, dw, {}, {});
  conv_input_gradient(shape, {}, dw, {});
  conv_weight_gradient(shape, {}, {}, dw);
  CHECK(dw == std::vector<float>(54, 0.0f));
}

TEST_CASE("conv: sizes that do not fit are refused") {
  std::vector<float> x(16), w(9), y(4), wrong(5);
  const Conv shape{.in = 4, .kernel = 3};
  CHECK_THROWS_AS(conv(shape, x, w, {}, wrong), Error);
  CHECK_THROWS_AS(conv(shape, x, w, wrong, y), Error);
  CHECK_THROWS_AS(conv(shape, wrong, w, {}, y), Error);
  CHECK_THROWS_AS(conv_input_gradient(shape, y, wrong, x), Error);
  CHECK_THROWS_AS(conv_weight_gradient(shape, x, wrong, w), Error);
  CHECK_THROWS_AS(conv({.groups = 2, .in = 4, .kernel = 3}, x, w, {}, y), Error);
  CHECK_THROWS_AS(conv({.in = 4, .kernel = 3, .stride = 0}, x, w, {}, y), Error);
}

}  // namespace madang::kernels
