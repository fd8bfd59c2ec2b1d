#include "nn/dropout.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace madang;

TEST_CASE("dropout layer: the mask is what x is multiplied with") {
  Random random(1), same(1), again(1);
  const Variable x = constant(random.uniform({4, 3, 5}, 1, 2));
  for (const DropoutUnit unit :
       {DropoutUnit::element, DropoutUnit::channel, DropoutUnit::feature_over_time, DropoutUnit::example}) {
    const Dropout layer{0.5f, unit};
    const Tensor mask = layer.mask(x.shape(), same);
    CHECK(mask.shape() == dropout_mask_shape(x.shape(), unit));
    CHECK(std::ranges::all_of(mask.values(), [](float v) { return v == 0 || v == 2; }));
    const Tensor y = layer(x, Mode::training, &again).value();
    const Shape& shape = mask.shape();
    for (std::size_t i = 0; i < y.size(); ++i) {
      const std::size_t b = i / 15, c = i / 5 % 3, t = i % 5;
      const auto along = [](std::size_t place, int size) { return size == 1 ? 0 : place; };
      const auto columns = static_cast<std::size_t>(shape[2]), rows = static_cast<std::size_t>(shape[1]);
      const std::size_t at = (b * rows + along(c, shape[1])) * columns + along(t, shape[2]);
      CHECK(y.values()[i] == x.value().values()[i] * mask.values()[at]);
    }
  }
}

TEST_CASE("dropout layer: the original scaling leaves training as it is and makes evaluation smaller") {
  Random random(2), same(2);
  const Variable x = constant(Tensor::full({200, 50}, 1));
  const Dropout original{0.25f, DropoutUnit::element, DropoutScaling::original}, inverted{0.25f};
  const Tensor trained = original(x, Mode::training, &random).value();
  const Tensor scaled = inverted(x, Mode::training, &same).value();
  for (std::size_t i = 0; i < trained.size(); ++i) {
    CHECK((trained.values()[i] == 0 || trained.values()[i] == 1));
    CHECK(scaled.values()[i] == doctest::Approx(trained.values()[i] / 0.75f));  // the same units fall
  }
  CHECK(original(x, Mode::evaluation, nullptr).value().values()[7] == 0.75f);
  CHECK(inverted(x, Mode::evaluation, nullptr).node() == x.node());
  // What comes next sees the mean of training in evaluation, either way.
  double sum = 0;
  for (const float v : trained.values()) sum += double{v};
  CHECK(sum / 10000 == doctest::Approx(0.75).epsilon(0.02));
  const Dropout none{0, DropoutUnit::element, DropoutScaling::original};
  CHECK(none(x, Mode::evaluation, nullptr).node() == x.node());
  CHECK_THROWS_AS(inverted(x, Mode::training, nullptr), Error);
}

TEST_CASE("dropout layer: stochastic depth rises linearly to the last block") {
  CHECK(stochastic_depth_rate(0, 5, 0.5f) == doctest::Approx(0.1));
  CHECK(stochastic_depth_rate(4, 5, 0.5f) == 0.5f);
  CHECK_THROWS_AS(stochastic_depth_rate(5, 5, 0.5f), Error);
  CHECK_THROWS_AS(stochastic_depth_rate(-1, 5, 0.5f), Error);
}

TEST_CASE("dropout layer: what it is in PyTorch") {
  CHECK(Dropout{0.25f}.pytorch() == "nn.Dropout(0.25)");
  CHECK(Dropout{0.25f}.pytorch_classes().empty());
  CHECK(Dropout{0.5f, DropoutUnit::channel}.pytorch() == "nn.Dropout2d(0.5)");
  CHECK(Dropout{0.5f, DropoutUnit::feature_over_time}.pytorch() == "SharedDropout(0.5, (1,))");
  CHECK(Dropout{0.5f, DropoutUnit::example}.pytorch() == "SharedDropout(0.5, (1, 2, 3))");
  CHECK(Dropout{0.5f, DropoutUnit::example}.pytorch_classes().size() == 1);
  const Dropout original{0.5f, DropoutUnit::element, DropoutScaling::original};
  CHECK_THROWS_AS(original.pytorch(), Error);
}
