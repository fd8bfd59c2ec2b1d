#include "autograd/ops_softmax.h"

#include <cmath>

#include "support/gradient_check.h"

using namespace madang;
using namespace madang::test;

TEST_CASE("derivatives of softmax, log_softmax and cross-entropy") {
  Random random(61);
  for (const Shape& shape : {Shape{5}, Shape{1, 1}, Shape{3, 4}, Shape{2, 2, 7}}) {
    const Points points{random.uniform(shape, -2, 2)};
    check_gradients(
        "softmax", [](auto& v) { return softmax(v[0]); }, points);
    check_gradients(
        "log_softmax", [](auto& v) { return log_softmax(v[0]); }, points);
  }
  const std::vector<std::int32_t> labels{2, 0, 2};
  check_gradients("cross_entropy", [&](auto& v) { return cross_entropy(v[0], labels); },
                  {random.uniform({3, 4}, -2, 2)});
}

TEST_CASE("softmax does not overflow and rows sum to one") {
  const Variable y = softmax(constant(Tensor::from({2, 3}, {1000, 1000, 1000, -1000, 0, 1000})));
  CHECK(y.value().values()[0] == doctest::Approx(1.0 / 3));
  CHECK(y.value().values()[5] == 1.0f);
}

TEST_CASE("cross-entropy equals its definition") {
  const Tensor logits = Tensor::from({2, 3}, {1, 2, 3, 0, -1, 5});
  const std::vector<std::int32_t> labels{0, 2};
  const double first = std::log(std::exp(1) + std::exp(2) + std::exp(3)) - 1;
  const double second = std::log(std::exp(0) + std::exp(-1) + std::exp(5)) - 5;
  CHECK(cross_entropy(constant(logits), labels).item() ==
        doctest::Approx((first + second) / 2).epsilon(1e-5));
}

TEST_CASE("labels and logits that do not fit are named") {
  const Variable logits = constant(Tensor({2, 3}));
  CHECK_THROWS_WITH_AS(cross_entropy(logits, std::vector<std::int32_t>{0, 3}),
                       "cross_entropy: label 3 of 3 classes", Error);
  CHECK_THROWS_WITH_AS(cross_entropy(logits, std::vector<std::int32_t>{0}),
                       "cross_entropy: logits (rows, classes) and labels (rows) do not fit: (2, 3) and (1)",
                       Error);
  CHECK_THROWS_AS(cross_entropy(logits, std::vector<std::int32_t>{0, -1}), Error);
  CHECK_THROWS_AS(softmax(constant(Tensor::scalar(1))), Error);
  CHECK(softmax(constant(Tensor({2, 0}))).shape() == Shape{2, 0});  // nothing is no mistake
  CHECK(log_softmax(constant(Tensor({0, 3}))).shape() == Shape{0, 3});
}
