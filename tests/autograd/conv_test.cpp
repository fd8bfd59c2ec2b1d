#include "autograd/ops_conv.h"

#include <algorithm>

#include "autograd/ops_shape.h"
#include "core/pool.h"
#include "support/gradient_check.h"

using namespace madang;
using namespace madang::test;

namespace {

Variable zeros(const Shape& shape) { return constant(Tensor(shape)); }

struct Case {
  Shape x, weight;
  ConvOptions options;
};

std::vector<Case> cases() {
  return {
      {{2, 2, 4, 5}, {3, 2, 3, 2}, {}},
      {{1, 1, 1, 1}, {1, 1, 1, 1}, {}},
      {{2, 2, 3, 3}, {2, 2, 1, 1}, {}},
      {{1, 2, 5, 4}, {2, 2, 3, 3}, {.stride = 2, .padding = 1}},
      {{2, 2, 5, 4}, {4, 1, 2, 2}, {.stride = {2, 1}, .padding = {0, 1}, .dilation = {2, 1}, .groups = 2}},
      {{1, 3, 3, 3}, {3, 1, 3, 3}, {.padding = 1, .groups = 3}},
  };
}

Tensor bias_for(int channels, Random& random) { return random.uniform({channels}, -1, 1); }

}  // namespace

TEST_CASE("conv: derivatives of conv2d, first and second order") {
  Random random(81);
  for (const Case& c : cases()) {
    const Points points{random.uniform(c.x, -1, 1), random.uniform(c.weight, -1, 1),
                        bias_for(c.weight[0], random)};
    check_gradients(
        "conv2d", [&](auto& v) { return conv2d(v[0], v[1], v[2], c.options); }, points);
  }
  check_gradients("conv2d without bias", [&](auto& v) { return conv2d(v[0], v[1]); },
                  {random.uniform({1, 2, 3, 3}, -1, 1), random.uniform({2, 2, 2, 2}, -1, 1)});
}

TEST_CASE("conv: derivatives of conv_transpose2d, first and second order") {
  Random random(82);
  const auto check = [&](const Shape& x, const Shape& weight, const ConvTransposeOptions& options) {
    const Points points{random.uniform(x, -1, 1), random.uniform(weight, -1, 1),
                        bias_for(weight[1] * options.groups, random)};
    check_gradients(
        "conv_transpose2d", [&](auto& v) { return conv_transpose2d(v[0], v[1], v[2], options); }, points);
  };
  check({2, 2, 3, 2}, {2, 3, 2, 3}, {});
  check({1, 2, 2, 2}, {2, 1, 3, 3}, {.stride = 2, .padding = 1, .output_padding = 1});
  check({1, 4, 2, 3}, {4, 1, 2, 2}, {.stride = {1, 2}, .dilation = {2, 1}, .groups = 2});
}

TEST_CASE("conv: derivatives along a line") {
  Random random(83);
  const Tensor x = random.uniform({2, 2, 7}, -1, 1);
  const auto line = [](auto& v) {
    return conv1d(v[0], v[1], v[2], {.stride = 2, .padding = 1, .dilation = 2, .groups = 2});
  };
  check_gradients("conv1d", line, {x, random.uniform({4, 1, 3}, -1, 1), bias_for(4, random)});
  const auto spread = [](auto& v) {
    return conv_transpose1d(v[0], v[1], v[2], {.stride = 2, .padding = 1, .output_padding = 1});
  };
  check_gradients("conv_transpose1d", spread, {x, random.uniform({2, 3, 3}, -1, 1), bias_for(3, random)});
}

TEST_CASE("conv: known values") {
  const Variable x = constant(Tensor::from({1, 1, 3, 3}, {1, 2, 3, 4, 5, 6, 7, 8, 9}));
  const Variable w = constant(Tensor::from({1, 1, 2, 2}, {1, 0, 0, -1}));
  const Variable b = constant(Tensor::from({1}, {0.5f}));
  const Tensor y = conv2d(x, w, b).value();
  CHECK(y.shape() == Shape{1, 1, 2, 2});
  for (const float value : y.values()) CHECK(value == -3.5f);
  const Tensor spread = conv_transpose2d(constant(Tensor::from({1, 1, 1, 2}, {1, 2})), w, b).value();
  const float expected[] = {1.5f, 2.5f, 0.5f, 0.5f, -0.5f, -1.5f};
  REQUIRE(spread.shape() == Shape{1, 1, 2, 3});
  for (std::size_t i = 0; i < 6; ++i) CHECK(spread.data()[i] == expected[i]);
  CHECK(conv1d(zeros({2, 4, 10}), zeros({6, 2, 3}), {}, {.stride = 2, .groups = 2}).shape() ==
        Shape{2, 6, 4});
}

TEST_CASE("conv: an empty batch has an empty result and gradients of zero") {
  const Variable x = parameter(Tensor({0, 2, 5, 5})), w = parameter(Tensor::full({3, 2, 3, 3}, 1)),
                 b = parameter(Tensor::full({3}, 1));
  const Variable y = conv2d(x, w, b, {.padding = 1});
  CHECK(y.shape() == Shape{0, 3, 5, 5});
  const Gradients gradients = backward(sum(y));
  CHECK(gradients.of(x).shape() == x.shape());
  for (const Variable& v : {w, b}) {
    for (const float value : gradients.of(v).value().values()) CHECK(value == 0.0f);
  }
  CHECK(conv_transpose2d(x, parameter(Tensor({2, 4, 3, 3}))).shape() == Shape{0, 4, 7, 7});
}

TEST_CASE("conv: after warm-up a step takes nothing from the system") {
  Random random(84);
  const Variable x = constant(random.uniform({4, 2, 9, 9}, -1, 1)),
                 w = parameter(random.uniform({3, 2, 3, 3}, -1, 1)), b = parameter(Tensor({3}));
  const auto step = [&] { return backward(sum(square(conv2d(x, w, b, {.stride = 2, .padding = 1})))); };
  for (int i = 0; i < 2; ++i) step();
  const auto before = pool::counters().system_allocations;
  for (int i = 0; i < 3; ++i) step();
  CHECK(pool::counters().system_allocations == before);
}

TEST_CASE("conv: what does not fit is named") {
  CHECK_THROWS_WITH_AS(
      conv2d(zeros({1, 3, 4, 4}), zeros({8, 2, 3, 3})),
      "conv2d: channels of input and weight (out, in / groups, …) do not fit: (1, 3, 4, 4) and (8, 2, 3, 3)",
      Error);
  CHECK_THROWS_WITH_AS(
      conv2d(zeros({1, 2, 2, 4}), zeros({8, 2, 3, 3})),
      "conv2d: input with its padding is smaller than the kernel: (1, 2, 2, 4) and (8, 2, 3, 3)", Error);
  CHECK_THROWS_WITH_AS(conv2d(zeros({1, 2, 4, 4}), zeros({8, 2, 3, 3}), zeros({7})),
                       "conv2d: weight and bias do not fit: (8, 2, 3, 3) and (7)", Error);
  CHECK_THROWS_WITH_AS(conv2d(zeros({1, 2, 4, 4}), zeros({8, 2, 3, 3}), {}, {.stride = 0}),
                       "conv2d: no such stride 0×0, padding 0×0, dilation 1×1, groups 1", Error);
  CHECK_THROWS_WITH_AS(conv2d(zeros({1, 4, 4, 4}), zeros({3, 2, 3, 3}), {}, {.groups = 2}),
                       "conv2d: 3 channels out are no multiple of 2 groups", Error);
  CHECK_THROWS_WITH_AS(conv2d(zeros({1, 2, 0, 4}), zeros({8, 2, 1, 3})),
                       "conv2d: planes without elements: (1, 2, 0, 4)", Error);
  CHECK_THROWS_AS(conv2d(zeros({1, 2, 4, 4}), zeros({8, 2, 3, 3}), {}, {.padding_after = -1}), Error);
  CHECK_THROWS_AS(conv2d(zeros({1, 2, 4, 4}), zeros({8, 2, 3, 3}), {}, {.padding = 1 << 30}), Error);
  CHECK_THROWS_AS(conv2d(zeros({2, 4, 4}), zeros({8, 2, 3, 3})), Error);
  CHECK_THROWS_AS(conv2d(zeros({1, 2, 4, 4}), zeros({8, 2, 0, 3})), Error);
  CHECK_THROWS_AS(conv2d(zeros({1, 2, 4, 4}), zeros({8, 2, 3, 3}), {}, {.padding = -1}), Error);
  CHECK_THROWS_WITH_AS(
      conv1d(zeros({1, 2, 4, 4}), zeros({8, 2, 3})),
      "conv1d: input (batch, channels, length) and weight of three axes expected: (1, 2, 4, 4) and (8, 2, 3)",
      Error);
  CHECK_THROWS_AS(conv1d(zeros({1, 2, 2}), zeros({8, 2, 3})), Error);
  CHECK_THROWS_WITH_AS(conv_transpose2d(zeros({1, 3, 4, 4}), zeros({2, 8, 3, 3})),
                       "conv_transpose2d: channels of input and weight (in, out / groups, …) do not fit: "
                       "(1, 3, 4, 4) and (2, 8, 3, 3)",
                       Error);
  CHECK_THROWS_WITH_AS(conv_transpose2d(zeros({1, 2, 4, 4}), zeros({2, 8, 3, 3}), {}, {.output_padding = 1}),
                       "conv_transpose2d: output padding 1×1 is not smaller than stride 1×1 or dilation 1×1",
                       Error);
  CHECK_THROWS_AS(conv_transpose2d(zeros({1, 2, 1, 1}), zeros({2, 8, 2, 2}), {}, {.padding = 1}), Error);
  CHECK_THROWS_AS(conv_transpose2d(zeros({1, 2, 4, 4}), zeros({2, 8, 3, 3}), zeros({2})), Error);
  CHECK_THROWS_AS(conv_transpose1d(zeros({1, 2, 4}), zeros({3, 8, 3})), Error);
}

TEST_CASE("conv: padding may differ before and after") {
  Random random(41);
  const Tensor x = random.normal({2, 2, 4, 5}), weight = random.normal({3, 2, 2, 4});
  const ConvOptions uneven{.padding = {1, 0}, .padding_after = Size2(0, 2)};
  const Variable by_hand = conv2d(pad(pad(constant(x), 2, 1, 0), 3, 0, 2), constant(weight));
  const Variable y = conv2d(constant(x), constant(weight), {}, uneven);
  CHECK(std::ranges::equal(y.value().values(), by_hand.value().values()));
  check_gradients("conv2d", [&](auto& v) { return conv2d(v[0], v[1], {}, uneven); }, {x, weight});
  const ConvOptions same = padded_same({2, 4}, {.dilation = {3, 1}});
  CHECK(same.padding == Size2(1, 1));
  CHECK(*same.padding_after == Size2(2, 2));
  CHECK(conv2d(constant(x), constant(weight), {}, same).shape() == Shape{2, 3, 4, 5});
  const Variable line = constant(random.normal({1, 1, 4})), three = constant(random.normal({1, 1, 3}));
  CHECK(conv1d(line, three, {}, {.padding_after = 2}).shape() == Shape{1, 1, 4});
}

TEST_CASE("conv transposed: an output padding up to the dilation") {
  // x = 1, w = (1, 2): 1 at place 0, 2 at place 3 (dilation 3); two places follow, or those that padding cut
  // off.
  const Variable x = constant(Tensor::full({1, 1, 1}, 1.0f)), w = constant(Tensor::from({1, 1, 2}, {1, 2}));
  const auto values = [&](int padding) {
    const Variable y = conv_transpose1d(x, w, {}, {.padding = padding, .output_padding = 2, .dilation = 3});
    return std::vector<float>(y.value().values().begin(), y.value().values().end());
  };
  CHECK(values(0) == std::vector<float>{1, 0, 0, 2, 0, 0});
  CHECK(values(1) == std::vector<float>{0, 0, 2, 0});
  CHECK(values(2) == std::vector<float>{0, 2});
  Random random(42);
  check_gradients(
      "conv_transpose2d",
      [](auto& v) {
        return conv_transpose2d(v[0], v[1], v[2], {.padding = 1, .output_padding = {1, 0}, .dilation = 2});
      },
      {random.normal({1, 2, 3, 3}), random.normal({2, 2, 2, 2}), random.normal({2})});
}
