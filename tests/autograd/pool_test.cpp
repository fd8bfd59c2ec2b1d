#include "autograd/ops_pool.h"

#include "support/gradient_check.h"

using namespace madang;
using namespace madang::test;

namespace {

struct Case {
  Shape x;
  Size2 kernel;
  PoolOptions options;
};

std::vector<Case> cases() {
  return {
      {{2, 1, 4, 4}, 2, {}},
      {{1, 2, 5, 7}, 2, {}},
      {{1, 1, 5, 4}, 3, {.stride = 1, .padding = 1}},
      {{1, 2, 4, 5}, {2, 3}, {.stride = Size2(1, 2), .padding = {1, 0}, .count_include_pad = false}},
      {{1, 1, 1, 1}, 1, {}},
  };
}

}  // namespace

TEST_CASE("pool: derivatives of maxima, means and their mixture, first and second order") {
  Random random(91);
  for (const Case& c : cases()) {
    const Tensor x = away_from_kinks(c.x, random);
    check_gradients("max_pool2d", [&](auto& v) { return max_pool2d(v[0], c.kernel, c.options); }, {x});
    check_gradients("average_pool2d", [&](auto& v) { return average_pool2d(v[0], c.kernel, c.options); },
                    {x});
    check_gradients("mixed_pool2d", [&](auto& v) { return mixed_pool2d(v[0], v[1], c.kernel, c.options); },
                    {x, random.uniform({c.x[1], 1, 1}, 0, 1)});
  }
}

TEST_CASE("pool: derivatives along a line and over whole planes") {
  Random random(92);
  const Tensor x = away_from_kinks({2, 2, 7}, random);
  check_gradients("max_pool1d", [](auto& v) { return max_pool1d(v[0], 3, {.stride = 2, .padding = 1}); },
                  {x});
  check_gradients("average_pool1d",
                  [](auto& v) { return average_pool1d(v[0], 3, {.padding = 1, .count_include_pad = false}); },
                  {x});
  const Tensor planes = away_from_kinks({2, 3, 2, 3}, random);
  check_gradients("global_average_pool", [](auto& v) { return global_average_pool(v[0]); }, {planes});
  check_gradients("global_max_pool", [](auto& v) { return global_max_pool(v[0]); }, {planes});
}

TEST_CASE("pool: known values") {
  const Variable x = constant(Tensor::from({1, 1, 2, 4}, {1, 2, 5, 6, 3, 8, 7, 4}));
  const Tensor largest = max_pool2d(x, 2).value(), mean = average_pool2d(x, 2).value();
  CHECK(largest.data()[0] == 8.0f);
  CHECK(largest.data()[1] == 7.0f);
  CHECK(mean.data()[0] == 3.5f);
  CHECK(mean.data()[1] == 5.5f);
  const Tensor mixed = mixed_pool2d(x, constant(Tensor::scalar(0.25f)), 2).value();
  CHECK(mixed.data()[0] == doctest::Approx(0.25 * 8 + 0.75 * 3.5));
  CHECK(global_average_pool(x).value().data()[0] == 4.5f);
  CHECK(global_max_pool(x).value().data()[0] == 8.0f);
  const Variable line = constant(Tensor::from({1, 1, 3}, {-1, -2, -3}));
  CHECK(max_pool1d(line, 2, {.padding = 1}).value().data()[0] == -1.0f);  // padding is no candidate
  CHECK(average_pool1d(line, 2, {.padding = 1}).value().data()[0] == -0.5f);
  CHECK(average_pool1d(line, 2, {.padding = 1, .count_include_pad = false}).value().data()[0] == -1.0f);
}

TEST_CASE("pool: of equal maxima the first gets the gradient") {
  const Variable x = parameter(Tensor::full({1, 1, 2, 2}, 3));
  const Tensor dx = backward(sum(max_pool2d(x, 2))).of(x).value();
  CHECK(dx.data()[0] == 1.0f);
  CHECK(dx.data()[1] + dx.data()[2] + dx.data()[3] == 0.0f);
}

TEST_CASE("pool: an empty batch stays empty") {
  const Variable x = parameter(Tensor({0, 3, 4, 4}));
  for (const Variable& y : {max_pool2d(x, 2), average_pool2d(x, 2)}) {
    CHECK(y.shape() == Shape{0, 3, 2, 2});
    CHECK(backward(sum(y)).of(x).shape() == x.shape());
  }
  CHECK(global_average_pool(x).shape() == Shape{0, 3});
  CHECK(global_max_pool(x).shape() == Shape{0, 3});
}

TEST_CASE("pool: what does not fit is named") {
  const auto zeros = [](const Shape& shape) { return constant(Tensor(shape)); };
  CHECK_THROWS_WITH_AS(max_pool2d(zeros({3, 4, 4}), 2),
                       "max_pool2d: (batch, channels, height, width) expected: (3, 4, 4)", Error);
  CHECK_THROWS_WITH_AS(
      average_pool2d(zeros({1, 3, 4, 4}), 5),
      "average_pool2d: no window 5×5 with stride 5×5, padding 0×0 and 0×0, dilation 1×1 over (1, 3, 4, 4)",
      Error);
  CHECK_THROWS_WITH_AS(
      max_pool2d(zeros({1, 3, 4, 4}), 2, {.padding = 2}),
      "max_pool2d: no window 2×2 with stride 2×2, padding 2×2 and 2×2, dilation 1×1 over (1, 3, 4, 4)",
      Error);
  CHECK_THROWS_AS(max_pool2d(zeros({1, 3, 4, 4}), 0), Error);
  CHECK_THROWS_AS(average_pool2d(zeros({1, 3, 4, 4}), 2, {.stride = 0}), Error);
  CHECK_THROWS_AS(max_pool1d(zeros({1, 3, 4, 4}), 2), Error);
  CHECK_THROWS_AS(average_pool1d(zeros({1, 3, 4}), 5), Error);
  CHECK_THROWS_WITH_AS(
      mixed_pool2d(zeros({1, 3, 4, 4}), zeros({5, 1, 1, 1}), 2),
      "mixed_pool2d: one alpha, or (channels, 1, 1), expected: (5, 1, 1, 1) and (1, 3, 4, 4)", Error);
  CHECK_THROWS_AS(mixed_pool2d(zeros({1, 3, 4, 4}), zeros({4, 1, 1}), 2), Error);
  CHECK_THROWS_AS(global_average_pool(zeros({3, 4})), Error);
  CHECK_THROWS_AS(global_max_pool(zeros({3, 4, 0, 2})), Error);
}

TEST_CASE("pool: uneven padding, dilation, and a last window that hangs over") {
  const Variable x = constant(Tensor::from({1, 1, 5}, {1, 2, 3, 4, 5}));
  const auto values = [](const Variable& y) {
    return std::vector<float>(y.value().values().begin(), y.value().values().end());
  };
  using Values = std::vector<float>;
  CHECK(values(max_pool1d(x, 2)) == Values{2, 4});
  CHECK(values(max_pool1d(x, 2, {.ceil_mode = true})) == Values{2, 4, 5});
  CHECK(values(average_pool1d(x, 2, {.ceil_mode = true})) == Values{1.5f, 3.5f, 5});  // beyond counts never
  CHECK(values(average_pool1d(x, 2, {.padding_after = 1})) == Values{1.5f, 3.5f, 2.5f});
  CHECK(values(average_pool1d(x, 2, {.count_include_pad = false, .padding_after = 1})) ==
        Values{1.5f, 3.5f, 5});
  CHECK(values(max_pool1d(x, 2, {.stride = 1, .dilation = 3})) == Values{4, 5});
  CHECK(values(average_pool1d(x, 2, {.stride = 1, .dilation = 3})) == Values{2.5f, 3.5f});
  CHECK(pooled_size("pool", {5, 7}, 2, {.ceil_mode = true}) == Size2(3, 4));
  CHECK_THROWS_WITH_AS(pooled_size("pool", {2, 5}, 2, {.padding = {1, 0}, .dilation = {3, 1}}),
                       "pool: no window 2×2 with stride 2×2, padding 1×0 and 1×0, dilation 3×1 over (2, 5)",
                       Error);
  CHECK_THROWS_AS(max_pool2d(constant(Tensor({1, 1, 0, 4})), 2, {.padding = 1}), Error);
  Random random(43);
  const std::vector<Tensor> points{random.normal({1, 2, 7, 6})};
  const PoolOptions all{.stride = Size2(2, 3),
                        .padding = 1,
                        .padding_after = Size2(0, 1),
                        .dilation = {2, 1},
                        .ceil_mode = true};
  check_gradients(
      "max_pool2d", [&](auto& v) { return max_pool2d(v[0], 3, all); }, points);
  check_gradients(
      "average_pool2d", [&](auto& v) { return average_pool2d(v[0], 3, all); }, points);
}
