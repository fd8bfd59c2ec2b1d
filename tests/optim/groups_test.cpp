#include <doctest/doctest.h>

#include <cmath>

#include "autograd/ops_arithmetic.h"
#include "autograd/ops_matmul.h"
#include "autograd/ops_reduce.h"
#include "core/random.h"
#include "optim/adam.h"
#include "optim/muon.h"
#include "optim/rmsprop.h"
#include "optim/sgd.h"
#include "optim/weight_average.h"

using namespace madang;

TEST_CASE("optimizer: groups have their own learning rate and weight decay, and can be frozen") {
  const Variable slow = parameter(Tensor::scalar(1)), fast = parameter(Tensor::scalar(1)),
                 still = parameter(Tensor::scalar(1));
  Sgd sgd(std::vector<ParameterGroup>{{.parameters = {slow}, .weight_decay = 0.0f},
                                      {.parameters = {fast}, .learning_rate_factor = 10.0f},
                                      {.parameters = {still}, .frozen = true}},
          {.learning_rate = 0.01f, .weight_decay = 0.5f});
  const auto step = [&] { sgd.step(backward(slow + fast + still)); };
  step();
  CHECK(slow.item() == doctest::Approx(1 - 0.01));
  CHECK(fast.item() == doctest::Approx(1 - 0.1 * 1.5));
  CHECK(still.item() == 1.0f);
  sgd.set_frozen(0, true);
  sgd.set_frozen(2, false);
  sgd.set_learning_rate_factor(2, 2.0f);
  sgd.set_learning_rate(0.1f);
  step();
  CHECK(slow.item() == doctest::Approx(0.99));
  CHECK(still.item() == doctest::Approx(1 - 0.2 * 1.5));
  CHECK(sgd.group_count() == 3);
  CHECK_THROWS_AS(sgd.set_frozen(3, true), Error);
}

TEST_CASE("optimizer: a frozen group counts neither in the norm nor in the steps of Adam") {
  const Variable x = parameter(Tensor::scalar(0)), huge = parameter(Tensor::scalar(0));
  Adam adam(std::vector<ParameterGroup>{{.parameters = {x}}, {.parameters = {huge}, .frozen = true}},
            {.learning_rate = 0.1f});
  adam.set_gradient_norm_limit(1.0f);
  adam.step(backward(x + huge * 1e6f));
  CHECK(x.item() == doctest::Approx(-0.1).epsilon(1e-4));
  CHECK(huge.item() == 0.0f);
}

TEST_CASE("optimizer: gradients are cut by value, and NaN is not hidden") {
  const Variable x = parameter(Tensor::from({4}, {0, 0, 0, 0}));
  Sgd sgd({x}, {.learning_rate = 1.0f});
  sgd.set_gradient_value_limit(0.5f);
  sgd.step(backward(sum(x * constant(Tensor::from({4}, {3, -3, 0.25f, std::nanf("")})))));
  CHECK(x.value().data()[0] == -0.5f);
  CHECK(x.value().data()[1] == 0.5f);
  CHECK(x.value().data()[2] == -0.25f);
  CHECK(std::isnan(x.value().data()[3]));
}

TEST_CASE("optimizer: RMSProp follows its formula in double precision") {
  const Variable x = parameter(Tensor::scalar(1.0f));
  Rmsprop rule(
      {x},
      {.learning_rate = 0.01f, .smoothing = 0.9f, .momentum = 0.5f, .centred = true, .weight_decay = 0.1f});
  double p = 1, v = 0, m = 0, u = 0;
  for (int i = 0; i < 20; ++i) {
    const double g = 2 * p + 0.1 * p;
    v = 0.9 * v + 0.1 * g * g;
    m = 0.9 * m + 0.1 * g;
    u = 0.5 * u + g / (std::sqrt(v - m * m) + 1e-8);
    p -= 0.01 * u;
    rule.step(backward(square(x)));
    CHECK(x.item() == doctest::Approx(p).epsilon(2e-4));
  }
}

TEST_CASE("optimizer: Muon's iteration brings every singular value near one and keeps the directions") {
  // A diagonal matrix stays diagonal: each number is a singular value.
  for (const Shape& shape : {Shape{3, 5}, Shape{5, 3}, Shape{1, 4}, Shape{4, 4}}) {
    const int count = std::min(shape[0], shape[1]);
    Tensor matrix(shape);
    for (int i = 0; i < count; ++i) {
      matrix.mutable_values()[static_cast<std::size_t>(i) * shape[1] + i] =
          (i % 2 ? -0.3f : 1.0f) * static_cast<float>(i + 1);
    }
    const Tensor result = orthogonalised(matrix);
    for (std::size_t i = 0; i < result.size(); ++i) {
      const float before = matrix.data()[i], after = result.data()[i];
      if (before == 0.0f) {
        CHECK(std::abs(after) < 1e-6f);
      } else {
        CHECK(std::abs(after) > 0.6f);
        CHECK(std::abs(after) < 1.3f);
        CHECK((after > 0) == (before > 0));
      }
    }
  }
  CHECK_THROWS_AS(orthogonalised(Tensor({3})), Error);
  CHECK_THROWS_AS(Muon({parameter(Tensor({3}))}), Error);
}

TEST_CASE("optimizer: Muon fits a linear map, and its first step has the length it should") {
  Random random(310);
  const Variable weight = parameter(Tensor({6, 4}));
  const Tensor wanted = random.normal({6, 4});
  const Variable x = constant(random.normal({32, 4})), y = linear(x, constant(wanted));
  Muon muon({weight}, {.learning_rate = 0.05f});
  const auto loss = [&] { return mean(square(linear(x, weight) - y)); };
  const float before = loss().item();
  muon.step(backward(loss()));
  double square_length = 0;
  for (float w : weight.value().values()) square_length += double{w} * w;
  // Four singular values near 1, times α √(6/4).
  CHECK(std::sqrt(square_length) == doctest::Approx(0.05 * std::sqrt(1.5) * 2).epsilon(0.3));
  for (int i = 0; i < 150; ++i) {
    muon.set_learning_rate(0.05f * (1 - static_cast<float>(i) / 150));
    muon.step(backward(loss()));
  }
  CHECK(loss().item() < 0.01f * before);
}

TEST_CASE("weight average: exponential and equal, and back") {
  const Variable x = parameter(Tensor::scalar(1.0f));
  auto exponential = WeightAverage::exponential({x}, 0.9f);
  auto equal = WeightAverage::equal({x});
  double wanted = 1, total = 0;
  for (int i = 1; i <= 10; ++i) {
    x.assign(Tensor::scalar(static_cast<float>(i * i)));
    exponential.update();
    equal.update();
    wanted = 0.9 * wanted + 0.1 * i * i;
    total += i * i;
  }
  CHECK(exponential.values()[0].item() == doctest::Approx(wanted).epsilon(1e-5));
  CHECK(equal.values()[0].item() == doctest::Approx(total / 10).epsilon(1e-5));
  exponential.exchange();
  CHECK(x.item() == doctest::Approx(wanted).epsilon(1e-5));
  exponential.exchange();
  CHECK(x.item() == 100.0f);
  CHECK(equal.updates() == 10);
  CHECK_THROWS_AS(WeightAverage::exponential({x}, 1.0f), Error);
}
