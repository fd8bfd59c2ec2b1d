#include "autograd/ops_norm.h"

#include <cmath>

#include "autograd/ops_shape.h"
#include "support/gradient_check.h"

using namespace madang;
using namespace madang::test;

namespace {

/// x, and a weight and a bias of that shape.
Points with_affine(const Shape& x, const Shape& weight, Random& random) {
  return {random.uniform(x, -1, 1), random.uniform(weight, 0.5f, 1.5f), random.uniform(weight, -1, 1)};
}

// The variance of a few numbers may be small, and 1/√v is steep there: an ε of everyday size keeps
// differences honest.
constexpr float epsilon = 0.1f;

}  // namespace

TEST_CASE("norms: derivatives of layer norm and RMS norm") {
  Random random(101);
  struct Case {
    Shape x, last;
  };
  for (const Case& c : {Case{{5}, {5}}, Case{{3, 7}, {7}}, Case{{2, 2, 3}, {2, 3}}, Case{{2, 1, 2}, {2}}}) {
    const Points points = with_affine(c.x, c.last, random);
    check_gradients(
        "layer_norm", [](auto& v) { return layer_norm(v[0], v[1], v[2], epsilon); }, points);
    check_gradients("layer_norm without bias",
                    [](auto& v) { return layer_norm(v[0], v[1], Variable(), epsilon); },
                    {points[0], points[1]});
    check_gradients("layer_norm without weight",
                    [&](auto& v) { return layer_norm(v[0], c.last.rank(), epsilon); }, {points[0]});
    check_gradients("rms_norm", [](auto& v) { return rms_norm(v[0], v[1], epsilon); },
                    {points[0], points[1]});
  }
}

TEST_CASE("norms: derivatives of batch, group and instance norm") {
  Random random(102);
  for (const Shape& shape : {Shape{5, 3}, Shape{2, 4, 3}, Shape{3, 2, 2, 2}}) {
    const Points points = with_affine(shape, {shape[1]}, random);
    check_gradients(
        "batch_norm", [](auto& v) { return batch_norm(v[0], v[1], v[2], epsilon); }, points);
    const ChannelMoments moments{random.uniform({shape[1]}, -1, 1), random.uniform({shape[1]}, 0.5f, 2)};
    check_gradients(
        "batch_norm in evaluation", [&](auto& v) { return batch_norm(v[0], v[1], v[2], moments); }, points);
    for (const int groups : {1, shape[1]}) {
      check_gradients(
          "group_norm", [=](auto& v) { return group_norm(v[0], groups, v[1], v[2], epsilon); }, points);
    }
    if (shape.rank() > 2) {
      check_gradients(
          "instance_norm", [](auto& v) { return instance_norm(v[0], v[1], v[2], epsilon); }, points);
    }
  }
}

TEST_CASE("norms: results have the mean and variance that are promised") {
  Random random(103);
  const Variable x = constant(random.normal({4, 6, 5}, 3, 2));
  const Variable one = constant(Tensor::full({6}, 1.0f)), zero = constant(Tensor({6}));
  const auto check = [](const Variable& y, const Axes& axes) {
    const Tensor means = mean(y, axes).value();
    const Tensor variances = variance(y, axes).value();
    for (float m : means.values()) CHECK(m == doctest::Approx(0).epsilon(1e-5));
    for (float v : variances.values()) CHECK(v == doctest::Approx(1).epsilon(1e-3));
  };
  check(layer_norm(x), {2});
  check(layer_norm(x, 2), {1, 2});
  check(batch_norm(x, one, zero), {0, 2});
  check(instance_norm(x, one, zero), {2});
  check(reshape(group_norm(x, 2, one, zero), {4, 2, 15}), {2});
  const Variable root = rms_norm(x, constant(Tensor::full({5}, 1.0f)));
  const Tensor squares = mean(square(root), {2}).value();
  for (float v : squares.values()) CHECK(v == doctest::Approx(1).epsilon(1e-3));
  ChannelMoments moments;
  batch_norm(x, one, zero, 1e-5f, &moments);
  const Tensor means = mean(x, {0, 2}).value(), variances = variance(x, {0, 2}).value();
  for (std::size_t c = 0; c < 6; ++c) {
    CHECK(moments.mean.data()[c] == doctest::Approx(means.data()[c]));
    CHECK(moments.variance.data()[c] == doctest::Approx(variances.data()[c]));
  }
}

TEST_CASE("norms: empty batches go through, where no statistics of the batch are needed") {
  const Variable one = parameter(Tensor::full({3}, 1.0f)), zero = parameter(Tensor({3}));
  const Variable none = parameter(Tensor({0, 3}));
  CHECK(layer_norm(none, one, zero).shape() == Shape{0, 3});
  CHECK(group_norm(none, 3, one, zero).shape() == Shape{0, 3});
  CHECK(backward(sum(layer_norm(none, one, zero))).of(one).value().values()[0] == 0.0f);
  CHECK_THROWS_AS(batch_norm(none, one, zero), Error);
}

TEST_CASE("norms: shapes that do not fit are named") {
  const auto of = [](const Shape& shape) { return constant(Tensor(shape)); };
  CHECK_THROWS_WITH_AS(layer_norm(of({2, 3}), of({2}), of({2})),
                       "layer_norm: weight does not have the last axes of the input: (2, 3) and (2)", Error);
  CHECK_THROWS_WITH_AS(layer_norm(of({2, 3}), of({3}), of({1})),
                       "layer_norm: weight and bias differ: (3) and (1)", Error);
  CHECK_THROWS_AS(layer_norm(of({2, 3}), of({1}), of({1})), Error);
  CHECK_THROWS_AS(layer_norm(of({2, 3}), 3), Error);
  CHECK_THROWS_AS(layer_norm(of({2, 0})), Error);
  CHECK_THROWS_AS(rms_norm(of({2, 3}), of({2, 2, 3})), Error);
  CHECK_THROWS_WITH_AS(batch_norm(of({2, 3, 4}), of({3}), of({4})),
                       "batch_norm: input (batch, channels, …) and (channels) do not fit: (2, 3, 4) and (4)",
                       Error);
  CHECK_THROWS_AS(batch_norm(of({3}), of({3}), of({3})), Error);
  CHECK_THROWS_AS(group_norm(of({2, 6, 2}), 4, of({6}), of({6})), Error);
  CHECK_THROWS_AS(group_norm(of({2, 6, 2}), 0, of({6}), of({6})), Error);
  CHECK_THROWS_AS(instance_norm(of({6}), of({6}), of({6})), Error);
}
