#include <cmath>

#include "autograd/ops_matmul.h"
#include "nn/losses.h"
#include "nn/mlp.h"
#include "support/gradient_check.h"

using namespace madang;
using namespace madang::test;

TEST_CASE("losses of pairs: derivatives") {
  Random random(181);
  const Points four{random.uniform({4, 3}, -1, 1), random.uniform({4, 3}, -1, 1),
                    random.uniform({4, 3}, -1, 1)};
  check_gradients("nt_xent", [](auto& v) { return nt_xent(v[0]); }, {four[0]});
  check_gradients("info_nce", [](auto& v) { return info_nce(v[0], v[1], 0.5f); },
                  {random.uniform({2, 3}, -1, 1), four[1]});
  check_gradients("clip_loss", [](auto& v) { return clip_loss(v[0], v[1], v[2]); },
                  {four[0], four[1], Tensor::scalar(0.5f)});
  check_gradients(
      "triplet", [](auto& v) { return triplet(v[0], v[1], v[2], 3.0f); }, four);
}

TEST_CASE("losses of pairs: values where every cosine is known") {
  // Two examples seen twice, orthogonal: cosine 1 with the other half, 0 with the rest.
  const Variable z = constant(Tensor::from({4, 2}, {1, 0, 0, 2, 3, 0, 0, 1}));
  CHECK(nt_xent(z, 0.5f).item() == doctest::Approx(std::log(1 + 2 * std::exp(-2.0))));
  const Variable a = constant(Tensor::from({2, 2}, {1, 0, 0, 1}));
  CHECK(info_nce(a, a, 1.0f).item() == doctest::Approx(std::log(1 + std::exp(-1.0))));
  CHECK(clip_loss(a, a, constant(Tensor::scalar(std::log(2.0f)))).item() ==
        doctest::Approx(std::log(1 + std::exp(-2.0))));
  const Variable far = constant(Tensor::from({2, 2}, {1, 3, 4, 1}));
  CHECK(triplet(a, a, far, 1.0f).item() == doctest::Approx(0.0));
  CHECK(triplet(a, far, a, 1.0f).item() == doctest::Approx((4 + 5) / 2.0).epsilon(1e-5));
  CHECK(nt_xent(constant(Tensor({2, 2}))).item() == doctest::Approx(0.0));  // vectors of length 0 give no NaN
}

TEST_CASE("losses of pairs: shapes that do not fit are named") {
  const auto of = [](const Shape& shape) { return constant(Tensor(shape)); };
  CHECK_THROWS_WITH_AS(nt_xent(of({3, 2})), "nt_xent: two rows for each example expected: (3, 2)", Error);
  CHECK_THROWS_WITH_AS(info_nce(of({3, 2}), of({2, 2})),
                       "info_nce: a key for each query expected: (3, 2) and (2, 2)", Error);
  CHECK_THROWS_AS(info_nce(of({2, 2}), of({2, 3})), Error);
  CHECK_THROWS_AS(nt_xent(of({0, 2})), Error);
  CHECK_THROWS_AS(nt_xent(of({2, 2}), 0.0f), Error);
  CHECK_THROWS_AS(clip_loss(of({2, 2}), of({2, 1}), of({})), Error);
  CHECK_THROWS_AS(clip_loss(of({2, 2}), of({2, 2}), of({2})), Error);
  CHECK_THROWS_AS(triplet(of({2, 2}), of({2, 2}), of({1, 2})), Error);
  Random random(1);
  CHECK_THROWS_AS(gradient_penalty([](const Variable& x) { return x; }, of({2, 2}), of({3, 2}), random),
                  Error);
  CHECK_THROWS_AS(gradient_penalty([](const Variable& x) { return x; }, of({2}), of({2}), random), Error);
}

TEST_CASE("adversarial losses: derivatives, real and fake of different number") {
  Random random(182);
  const Points scores{random.uniform({3, 1}, -0.8f, 0.8f), random.uniform({5}, -0.8f, 0.8f)};
  check_gradients(
      "gan_discriminator_loss", [](auto& v) { return gan_discriminator_loss(v[0], v[1]); }, scores);
  check_gradients("gan_generator_loss", [](auto& v) { return gan_generator_loss(v[0]); }, {scores[1]});
  check_gradients(
      "hinge_discriminator_loss", [](auto& v) { return hinge_discriminator_loss(v[0], v[1]); }, scores);
  check_gradients(
      "wasserstein_critic_loss", [](auto& v) { return wasserstein_critic_loss(v[0], v[1]); }, scores);
  const Variable real = constant(Tensor::from({2}, {2, 0})), fake = constant(Tensor::from({2}, {-3, 1}));
  CHECK(hinge_discriminator_loss(real, fake).item() == doctest::Approx(0.5 + 1));
  CHECK(hinge_generator_loss(fake).item() == 1.0f);
  CHECK(wasserstein_critic_loss(real, fake).item() == -2.0f);
  CHECK(wasserstein_generator_loss(fake).item() == 1.0f);
  CHECK(gan_generator_loss(constant(Tensor::scalar(0))).item() == doctest::Approx(std::log(2.0)));
  CHECK(gan_discriminator_loss(constant(Tensor::scalar(0)), constant(Tensor::scalar(0))).item() ==
        doctest::Approx(2 * std::log(2.0)));
}

TEST_CASE("gradient penalty: (‖w‖ − 1)² of a linear critic, with its derivative in w") {
  Random random(183);
  const Variable w = parameter(Tensor::from({1, 2}, {3, 4}));
  const Variable real = constant(random.normal({6, 2})), fake = constant(random.normal({6, 2}));
  const Variable penalty =
      gradient_penalty([&](const Variable& x) { return linear(x, w); }, real, fake, random);
  CHECK(penalty.item() == doctest::Approx(16.0));
  const Tensor dw = backward(penalty).of(w).value();  // 2 (‖w‖ − 1) w / ‖w‖
  CHECK(dw.data()[0] == doctest::Approx(4.8));
  CHECK(dw.data()[1] == doctest::Approx(6.4));
}
