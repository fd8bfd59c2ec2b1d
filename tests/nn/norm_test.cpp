#include "nn/norm.h"

#include <doctest/doctest.h>

#include <cmath>

#include "core/random.h"
#include "nn/batch_norm.h"

using namespace madang;

static_assert(Module<LayerNorm> && Module<RmsNorm> && Module<GroupNorm> && Module<InstanceNorm>);
static_assert(Buffered<BatchNorm> && !Buffered<LayerNorm>);

TEST_CASE("norm layers: fresh ones are the plain operations") {
  Random random(111);
  const Variable x = constant(random.normal({2, 4, 3}));
  const Variable one = constant(Tensor::full({4}, 1.0f)), zero = constant(Tensor({4}));
  const auto same = [](const Variable& a, const Variable& b) {
    for (std::size_t i = 0; i < a.value().size(); ++i) {
      CHECK(a.value().data()[i] == doctest::Approx(b.value().data()[i]));
    }
  };
  same(LayerNorm(3)(x), layer_norm(x));
  same(LayerNorm(Shape{4, 3})(x), layer_norm(x, 2));
  same(GroupNorm(2, 4)(x), group_norm(x, 2, one, zero));
  same(InstanceNorm(4)(x), instance_norm(x, one, zero));
  same(RmsNorm(3)(x), rms_norm(x, constant(Tensor::full({3}, 1.0f))));
  same(BatchNorm(4)(x, Mode::training), batch_norm(x, one, zero));
}

TEST_CASE("norm layers: batch norm follows the batches with its momentum, and evaluates with what it kept") {
  const BatchNorm layer(1, {.momentum = 0.25f});
  const Variable x = constant(Tensor::from({4, 1}, {1, 3, 5, 7}));  // mean 4, variance 5, 20/3 by count − 1
  layer(x, Mode::training);
  CHECK(layer.running_mean.item() == doctest::Approx(1.0));
  CHECK(layer.running_var.item() == doctest::Approx(0.75 + 0.25 * 20 / 3));
  const float before = layer.running_var.item();
  const Variable y = layer(x, Mode::evaluation);
  CHECK(layer.running_var.item() == before);
  CHECK(y.value().data()[3] == doctest::Approx((7 - 1) / std::sqrt(before + 1e-5)));
  CHECK(layer(constant(Tensor::from({1, 1}, {1})), Mode::evaluation).item() == doctest::Approx(0.0));
  CHECK_THROWS_AS(layer(constant(Tensor({1, 1})), Mode::training), Error);
  CHECK(layer.running_mean.item() == doctest::Approx(1.0));
}
