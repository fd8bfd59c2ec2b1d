#include "nn/spectral_norm.h"

#include <cmath>

#include "support/gradient_check.h"

using namespace madang;
using namespace madang::test;

TEST_CASE("spectral norm: the largest singular value becomes 1") {
  Random random(171);
  // diag(3, 2) turned: the singular values stay 3 and 2.
  const float c = std::cos(0.4f), s = std::sin(0.4f);
  const Variable weight = parameter(Tensor::from({2, 2}, {3 * c, -2 * s, 3 * s, 2 * c}));
  const SpectralNorm layer(weight, random, 30);
  const Variable y = layer(weight, Mode::training);
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(y.value().data()[i] == doctest::Approx(weight.value().data()[i] / 3).epsilon(1e-4));
  }
  // Frobenius: 1² + (2/3)²
  CHECK(sum(square(y)).item() == doctest::Approx(13.0 / 9).epsilon(1e-4));
}

TEST_CASE("spectral norm: one step of the power method with each use in training, none in evaluation") {
  Random random(172);
  const Variable weight = parameter(random.normal({5, 3, 2}));
  const SpectralNorm layer(weight, random, 0);
  const auto sigma = [&](Mode mode) {
    return weight.value().data()[0] / layer(weight, mode).value().data()[0];
  };
  const float before = sigma(Mode::evaluation);
  CHECK(sigma(Mode::evaluation) == before);
  CHECK(sigma(Mode::training) > before);
  for (int i = 0; i < 100; ++i) sigma(Mode::training);
  CHECK(sigma(Mode::evaluation) == doctest::Approx(sigma(Mode::training)).epsilon(1e-5));
}

TEST_CASE("spectral norm: derivatives with u and v held still, shapes that do not fit are named") {
  Random random(173);
  const Tensor weight = random.uniform({3, 4}, -1, 1);
  const SpectralNorm layer(constant(weight), random);
  check_gradients("spectral_norm", [&](auto& v) { return layer(v[0], Mode::evaluation); }, {weight});
  CHECK_THROWS_WITH_AS(layer(constant(Tensor({4, 3})), Mode::evaluation),
                       "spectral_norm: weight and vectors do not fit: (4, 3) and (3, 4)", Error);
  CHECK_THROWS_AS(SpectralNorm(constant(Tensor({4})), random), Error);
}
