#include "nn/losses.h"

#include <cmath>

#include "support/gradient_check.h"

using namespace madang;
using namespace madang::test;

TEST_CASE("derivatives of losses") {
  Random random(91);
  for (const Shape& shape : {Shape{4}, Shape{3, 2}}) {
    const Points points{random.uniform(shape, -1, 1), random.uniform(shape, 0, 1)};
    check_gradients(
        "mse", [](auto& v) { return mse(v[0], v[1]); }, points);
    check_gradients(
        "half_squared_error", [](auto& v) { return half_squared_error(v[0], v[1]); }, points);
    check_gradients(
        "binary_cross_entropy_with_logits",
        [](auto& v) { return binary_cross_entropy_with_logits(v[0], v[1]); }, points);
  }
}

TEST_CASE("losses equal their definitions") {
  const Variable prediction = constant(Tensor::from({2, 2}, {1, 2, 3, 4})), target = constant(Tensor({2, 2}));
  CHECK(mse(prediction, target).item() == 7.5f);
  CHECK(half_squared_error(prediction, target).item() == 7.5f);  // (½·5 + ½·25) / 2
  const Variable logits = constant(Tensor::from({2}, {2, -100})),
                 targets = constant(Tensor::from({2}, {1, 0.25f}));
  const double first = std::log1p(std::exp(-2.0)), second = 25;
  CHECK(binary_cross_entropy_with_logits(logits, targets).item() == doctest::Approx((first + second) / 2));
}

TEST_CASE("a loss never broadcasts") {
  const Variable column = constant(Tensor({3, 1})), row = constant(Tensor({3}));
  CHECK_THROWS_WITH_AS(mse(column, row), "mse: prediction and target differ: (3, 1) and (3)", Error);
  CHECK_THROWS_AS(half_squared_error(column, row), Error);
  CHECK_THROWS_AS(binary_cross_entropy_with_logits(column, row), Error);
  CHECK_THROWS_AS(half_squared_error(constant(Tensor::scalar(1)), constant(Tensor::scalar(1))), Error);
}
