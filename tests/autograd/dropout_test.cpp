#include "autograd/ops_dropout.h"

#include "nn/dropout.h"
#include "support/gradient_check.h"

using namespace madang;
using namespace madang::test;

namespace {

double share_of_zeros(const Tensor& x) {
  double zeros = 0;
  for (float v : x.values()) zeros += v == 0.0f;
  return zeros / static_cast<double>(x.size());
}

}  // namespace

TEST_CASE("dropout: derivatives, the mask held still") {
  Random random(121);
  const Points points{random.uniform({3, 4, 2}, 0.5f, 1)};
  for (const DropoutUnit unit :
       {DropoutUnit::element, DropoutUnit::channel, DropoutUnit::feature_over_time, DropoutUnit::example}) {
    const Dropout layer{0.4f, unit};
    check_gradients(
        "dropout",
        [&](auto& v) {
          Random same(7);
          return layer(v[0], Mode::training, &same);
        },
        points);
  }
}

TEST_CASE("dropout: as many zeros as the rate says, the mean stays, evaluation changes and draws nothing") {
  Random random(122);
  const Variable x = constant(Tensor::full({100, 101}, 1.0f));
  const Tensor y = dropout(x, 0.3f, random).value();
  CHECK(share_of_zeros(y) == doctest::Approx(0.3).epsilon(0.05));
  CHECK(mean(constant(y)).item() == doctest::Approx(1.0).epsilon(0.03));
  Random a(5), b(5);
  CHECK(Dropout{0.3f}(x, Mode::evaluation, &a).node() == x.node());
  CHECK(a.bits() == b.bits());
  CHECK(dropout(x, 0.0f, a).node() == x.node());
  CHECK(dropout(constant(Tensor({0, 3})), 0.5f, a).shape() == Shape{0, 3});
}

TEST_CASE("dropout: channels, features over time, and examples stand and fall together") {
  Random random(123);
  const Variable x = constant(Tensor::full({20, 5, 7}, 1.0f));
  const Tensor by_channel = spatial_dropout(x, 0.5f, random).value(),
               over_time = locked_dropout(x, 0.5f, random).value(),
               by_example = drop_path(x, 0.5f, random).value();
  for (std::size_t i = 0; i < x.value().size(); ++i) {
    CHECK(by_channel.data()[i] == by_channel.data()[i / 7 * 7]);
    CHECK(over_time.data()[i] == over_time.data()[i / 35 * 35 + i % 7]);
    CHECK(by_example.data()[i] == by_example.data()[i / 35 * 35]);
  }
  CHECK(share_of_zeros(by_example) > 0.2);
  CHECK(share_of_zeros(by_example) < 0.8);
  CHECK(share_of_zeros(by_channel) == doctest::Approx(0.5).epsilon(0.3));
  CHECK(share_of_zeros(over_time) == doctest::Approx(0.5).epsilon(0.3));
}

TEST_CASE("dropout: rates and shapes that do not fit are named") {
  Random random(124);
  const Variable x = constant(Tensor({2, 3}));
  CHECK_THROWS_AS(dropout(x, 1.0f, random), Error);
  CHECK_THROWS_AS(dropout(x, -0.1f, random), Error);
  CHECK_THROWS_WITH_AS(spatial_dropout(x, 0.5f, random),
                       "spatial_dropout: input (batch, channels, …) expected: (2, 3)", Error);
  CHECK_THROWS_AS(locked_dropout(x, 0.5f, random), Error);
  CHECK_THROWS_AS(drop_path(constant(Tensor::scalar(1)), 0.5f, random), Error);
  CHECK(dropout_mask_shape({2, 3, 4, 5}, DropoutUnit::element) == Shape{2, 3, 4, 5});
  CHECK(dropout_mask_shape({2, 3, 4, 5}, DropoutUnit::channel) == Shape{2, 3, 1, 1});
  CHECK(dropout_mask_shape({2, 3, 4}, DropoutUnit::feature_over_time) == Shape{2, 1, 4});
  CHECK(dropout_mask_shape({2, 3, 4}, DropoutUnit::example) == Shape{2, 1, 1});
}
