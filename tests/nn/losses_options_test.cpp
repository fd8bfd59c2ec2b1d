// What can be chosen of a loss, by hand; tests/pytorch/operations holds all of it against PyTorch.
#include <doctest/doctest.h>

#include <cmath>

#include "autograd/ops_reduce.h"
#include "nn/losses.h"

using namespace madang;

namespace {

Variable row(std::initializer_list<float> values) {
  return constant(Tensor::from({static_cast<int>(values.size())}, values));
}

const Variable& logits() {
  static const Variable x = constant(Tensor::from({3, 2}, {0, 0, 1, 3, 2, -1}));
  return x;
}

float cost(float own, float other) { return std::log1p(std::exp(other - own)); }

}  // namespace

TEST_CASE("losses: mean, sum or each element") {
  const Variable a = row({1, -3}), zero = row({0, 0});
  CHECK(mse(a, zero, Reduction::sum).item() == 10.0f);
  CHECK(mse(a, zero, Reduction::none).value().values()[1] == 9.0f);
  CHECK(half_squared_error(a, zero, Reduction::sum).item() == 5.0f);
  CHECK(mean_absolute_error(a, zero, Reduction::none).shape() == Shape{2});
  CHECK(huber(a, zero, 1, Reduction::sum).item() == 3.0f);  // ½ + 2½
  CHECK(hinge(a, row({1, 1}), Reduction::sum).item() == 4.0f);
  CHECK(gaussian_kl(a, zero, Reduction::sum).item() == 5.0f);
  CHECK(kl_divergence(row({-1, -2}), row({1, 1}), Reduction::none).value().values()[1] == 2.0f);
  CHECK(focal(row({0, 0}), row({1, 1}), {.alpha = -1, .gamma = 0, .reduction = Reduction::sum}).item() ==
        doctest::Approx(2 * std::log(2.0)));
  const Variable vectors = constant(Tensor({2, 3}));
  CHECK(triplet(vectors, vectors, vectors, 0.5f, Reduction::none).shape() == Shape{2});
  CHECK(mse(row({}), row({}), Reduction::sum).item() == 0.0f);
  CHECK_THROWS_WITH_AS(mse(row({}), row({})), "mse: a mean of no elements: (0)", Error);
  CHECK(reduced("loss", a, Reduction::mean).item() == -1.0f);
}

TEST_CASE("cross_entropy: rows that are ignored count for nothing") {
  const std::vector<std::int32_t> labels{-100, 1, 0};
  CrossEntropyOptions options{.ignore_index = -100};
  const float costs[] = {0, cost(3, 1), cost(2, -1)};
  CHECK(cross_entropy(logits(), labels, options).item() == doctest::Approx((costs[1] + costs[2]) / 2));
  options.reduction = Reduction::none;
  const Variable rows = cross_entropy(logits(), labels, options);
  for (std::size_t i = 0; i < 3; ++i) CHECK(rows.value().values()[i] == doctest::Approx(costs[i]));
  options.reduction = Reduction::mean;
  const std::vector<std::int32_t> none(3, -100);
  CHECK_THROWS_WITH_AS(cross_entropy(logits(), none, options), "cross_entropy: no row counts: (3, 2)", Error);
  CHECK_THROWS_WITH_AS(cross_entropy(logits(), labels, {.label_smoothing = 0.1f}),
                       "cross_entropy: label -100 of 2 classes", Error);
  CHECK_THROWS_AS(cross_entropy(logits(), logits(), options), Error);
}

TEST_CASE("cross_entropy: the mean is weighted by the class of each row, for soft targets over the rows") {
  const std::vector<std::int32_t> labels{0, 1, 0};
  const Tensor weights = Tensor::from({2}, {1, 3});
  const float sum = cost(0, 0) + 3 * cost(3, 1) + cost(2, -1);
  CHECK(cross_entropy(logits(), labels, {.class_weights = weights}).item() == doctest::Approx(sum / 5));
  CHECK(cross_entropy(logits(), labels, {.class_weights = weights, .reduction = Reduction::sum}).item() ==
        doctest::Approx(sum));
  const Variable hot = constant(Tensor::from({3, 2}, {1, 0, 0, 1, 1, 0}));
  CHECK(cross_entropy(logits(), hot, {.class_weights = weights}).item() == doctest::Approx(sum / 3));
  CHECK(cross_entropy(logits(), hot, {.class_weights = weights, .reduction = Reduction::none}).shape() ==
        Shape{3});
  CHECK_THROWS_WITH_AS(
      cross_entropy(logits(), labels, {.class_weights = Tensor({3})}),
      "cross_entropy: logits (rows, classes) and class weights (classes) do not fit: (3, 2) and (3)", Error);
}

TEST_CASE("binary cross-entropy: finite at 0 and 1, exact where the answer is nearly certain") {
  const Variable p = parameter(Tensor::from({3}, {0, 1, 0.25f})), t = row({1, 1, 1});
  const Variable losses = binary_cross_entropy(p, t, Reduction::none);
  CHECK(losses.value().values()[0] == 100.0f);
  CHECK(losses.value().values()[1] == 0.0f);
  const Variable slope = backward(sum(losses)).of(p);
  CHECK(slope.value().values()[0] == doctest::Approx(-1e12));
  CHECK(slope.value().values()[1] == 0.0f);
  CHECK(slope.value().values()[2] == doctest::Approx(-4));
  CHECK_THROWS_AS(binary_cross_entropy(row({1.5f}), row({1})), Error);
  const Variable sure =
      binary_cross_entropy_with_logits(row({20, -20}), row({1, 0}), {.reduction = Reduction::none});
  for (const float loss : sure.value().values())
    CHECK(loss == doctest::Approx(std::exp(-20.0)).epsilon(1e-6));
  CHECK(binary_cross_entropy_with_logits(row({0, 0}), row({1, 0}), {.positive_weight = Tensor::scalar(3)})
            .item() == doctest::Approx(2 * std::log(2.0)));
}
