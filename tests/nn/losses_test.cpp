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
    check_gradients(
        "focal", [](auto& v) { return focal(v[0], v[1]); }, points);
    check_gradients(
        "focal without weights", [](auto& v) { return focal(v[0], v[1], {.alpha = -1, .gamma = 3}); },
        points);
    check_gradients(
        "gaussian_kl", [](auto& v) { return gaussian_kl(v[0], v[1]); }, points);
    check_gradients("kl_divergence", [](auto& v) { return kl_divergence(v[0], v[1]); },
                    {points[0], random.uniform(shape, 0.2f, 1)});
    const Points inside{random.uniform(shape, 0.2f, 0.8f), points[1]};
    check_gradients(
        "binary_cross_entropy", [](auto& v) { return binary_cross_entropy(v[0], v[1]); }, inside);
    const Points far{away_from_kinks(shape, random), Tensor(shape)};
    check_gradients("mean_absolute_error",
                    [&](auto& v) { return mean_absolute_error(v[0], constant(far[1])); }, {far[0]});
    check_gradients("huber", [&](auto& v) { return huber(v[0], constant(far[1]), 0.21f); }, {far[0]});
    check_gradients("hinge", [&](auto& v) { return hinge(v[0], v[1]); },
                    {random.uniform(shape, -0.4f, 0.4f), random.uniform(shape, -1, 1)});
  }
}

TEST_CASE("losses: derivatives of cross-entropy with smoothed labels and soft targets") {
  Random random(92);
  const std::vector<std::int32_t> labels{2, 0, 1};
  const Points logits{random.uniform({3, 4}, -2, 2)};
  check_gradients(
      "label smoothing", [&](auto& v) { return cross_entropy(v[0], labels, {.label_smoothing = 0.1f}); },
      logits);
  const Points soft{logits[0], random.uniform({3, 4}, 0.1f, 1)};
  check_gradients(
      "soft targets", [](auto& v) { return cross_entropy(v[0], v[1]); }, soft);
  check_gradients(
      "both", [](auto& v) { return cross_entropy(v[0], v[1], {.label_smoothing = 0.2f}); }, soft);
}

TEST_CASE(
    "losses: soft targets of one-hot rows are labels, smoothing is the mixture with the even distribution") {
  Random random(93);
  const Variable logits = constant(random.normal({2, 3}));
  const std::vector<std::int32_t> labels{2, 0};
  const Variable hot = constant(Tensor::from({2, 3}, {0, 0, 1, 1, 0, 0}));
  const Variable mixed = constant(Tensor::from({2, 3}, {0.1f, 0.1f, 0.8f, 0.8f, 0.1f, 0.1f}));
  CHECK(cross_entropy(logits, hot).item() == doctest::Approx(cross_entropy(logits, labels).item()));
  CHECK(cross_entropy(logits, labels, {.label_smoothing = 0.3f}).item() ==
        doctest::Approx(cross_entropy(logits, mixed).item()));
  CHECK(cross_entropy(logits, hot, {.label_smoothing = 0.3f}).item() ==
        doctest::Approx(cross_entropy(logits, mixed).item()));
  CHECK_THROWS_AS(cross_entropy(logits, labels, {.label_smoothing = 1.5f}), Error);
  CHECK_THROWS_WITH_AS(cross_entropy(logits, constant(Tensor({3, 2}))),
                       "cross_entropy: logits and targets (rows, classes) do not fit: (2, 3) and (3, 2)",
                       Error);
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

TEST_CASE("losses: values of the further ones") {
  const auto of = [](std::initializer_list<float> values) {
    return constant(Tensor::from({static_cast<int>(values.size())}, values));
  };
  CHECK(mean_absolute_error(of({1, -3}), of({0, 0})).item() == 2.0f);
  CHECK(huber(of({0.5f, -3}), of({0, 0})).item() == doctest::Approx((0.125 + 2.5) / 2));
  CHECK(hinge(of({2, 0.5f, -1}), of({1, 1, 1})).item() == doctest::Approx((0 + 0.5 + 2) / 3));
  CHECK(binary_cross_entropy(of({0, 1}), of({1, 1})).item() == doctest::Approx(50).epsilon(1e-3));
  CHECK(binary_cross_entropy(of({0.25f}), of({1})).item() == doctest::Approx(std::log(4.0)));
  CHECK(focal(of({0}), of({1}), {.alpha = 0.25f, .gamma = 2}).item() ==
        doctest::Approx(0.25 * 0.25 * std::log(2.0)));
  CHECK(kl_divergence(of({std::log(0.5f)}), of({1})).item() == doctest::Approx(std::log(2.0)));
  CHECK(kl_divergence(of({-1, -2}), of({0, 0})).item() == 0.0f);
  CHECK(gaussian_kl(of({2}), of({0})).item() == doctest::Approx(2.0));
}

TEST_CASE("a loss never broadcasts") {
  const Variable column = constant(Tensor({3, 1})), row = constant(Tensor({3}));
  CHECK_THROWS_WITH_AS(mse(column, row), "mse: prediction and target differ: (3, 1) and (3)", Error);
  CHECK_THROWS_AS(half_squared_error(column, row), Error);
  CHECK_THROWS_AS(binary_cross_entropy_with_logits(column, row), Error);
  CHECK_THROWS_AS(half_squared_error(constant(Tensor::scalar(1)), constant(Tensor::scalar(1))), Error);
  using Loss = Variable (*)(const Variable&, const Variable&);
  const Loss all[] = {
      [](const Variable& a, const Variable& b) { return mean_absolute_error(a, b); },
      [](const Variable& a, const Variable& b) { return binary_cross_entropy(a, b); },
      [](const Variable& a, const Variable& b) { return hinge(a, b); },
      [](const Variable& a, const Variable& b) { return kl_divergence(a, b); },
      [](const Variable& a, const Variable& b) { return gaussian_kl(a, b); },
      [](const Variable& a, const Variable& b) { return huber(a, b); },
      [](const Variable& a, const Variable& b) { return focal(a, b); },
  };
  for (const Loss loss : all) CHECK_THROWS_AS(loss(column, row), Error);
  CHECK_THROWS_AS(huber(row, row, 0.0f), Error);
  CHECK_THROWS_AS(kl_divergence(constant(Tensor({0, 2})), constant(Tensor({0, 2}))), Error);
  CHECK_THROWS_AS(mse(constant(Tensor({0, 2})), constant(Tensor({0, 2}))), Error);
}
