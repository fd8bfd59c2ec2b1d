#include "train/loss_surface.h"

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

#include "core/error.h"
#include "nn/linear.h"

using namespace madang;
using namespace madang::train;

namespace {

double square_of(std::span<const float> values) {
  return std::inner_product(values.begin(), values.end(), values.begin(), 0.);
}

/// ½ ‖W‖² of a layer, whose curvature along a direction is its square.
float half_square(const Linear& layer) {
  return static_cast<float>(square_of(layer.weight.value().values()) / 2);
}

}  // namespace

TEST_CASE("loss surface: each row of a direction is as long as that of the weights, biases have none") {
  Random random(1);
  const Linear layer(5, 3, random);
  const std::vector<Tensor> direction = filter_normalised_direction(layer.parameters(), random);
  REQUIRE(direction.size() == 2);
  for (std::size_t row = 0; row < 3; ++row)
    CHECK(square_of(direction[0].values().subspan(5 * row, 5)) ==
          doctest::Approx(square_of(layer.weight.value().values().subspan(5 * row, 5))));
  CHECK(square_of(direction[1].values()) == 0);
}

TEST_CASE(
    "loss surface: of a paraboloid it has the losses, distances and curvature, and leaves the weights") {
  Random random(2);
  const Linear layer(4, 3, random);
  const float before = half_square(layer);
  LossSurface surface(layer, Random(3), 5, 0.5f, 4);
  const auto loss = [&] { return half_square(layer); };
  CHECK(std::isnan(surface.losses().at(0, 0)));
  CHECK(std::isnan(mean_curvature(surface.losses(), 0.5f)));
  int pieces = 0;
  for (; !surface.finished(); ++pieces) surface.advance(loss);
  CHECK(pieces == 7);  // of 25 points
  CHECK(half_square(layer) == before);
  CHECK(surface.losses().at(2, 2) == before);
  CHECK(surface.losses().at(0, 4) == doctest::Approx(surface.loss_at(0.5f, -0.5f, loss)));
  CHECK(surface.weight_norm() == doctest::Approx(std::sqrt(2 * before)));
  CHECK(surface.distance(1, 0) == doctest::Approx(surface.weight_norm()));  // as long as the weights
  const float curvature =
      (surface.distance(1, 0) * surface.distance(1, 0) + surface.distance(0, 1) * surface.distance(0, 1)) / 2;
  CHECK(mean_curvature(surface.losses(), 0.5f) == doctest::Approx(curvature).epsilon(1e-3));
}

TEST_CASE("loss surface: it is that of the weights when it was made, while the model learns on") {
  Random random(4);
  const Linear layer(4, 3, random);
  const float then = half_square(layer);
  const LossSurface surface(layer, Random(5), 3, 1, 9);
  for (float& w : layer.weight.mutable_values()) w *= 2;
  CHECK(surface.loss_at(0, 0, [&] { return half_square(layer); }) == then);
  CHECK(half_square(layer) == doctest::Approx(4 * then));
}

TEST_CASE("loss surface: hills and valleys do not cancel, and what has no inner point is refused") {
  const Matrix saddle{3, 3, {0, 1, 0, -1, 0, -1, 0, 1, 0}};  // β² − α² around the middle
  CHECK(mean_curvature(saddle, 1) == doctest::Approx(2));
  CHECK_THROWS_AS(mean_curvature({2, 3, std::vector<float>(6)}, 1), Error);
  Random random(6);
  const Linear layer(2, 2, random);
  CHECK_THROWS_AS(LossSurface(layer, Random(1), 2, 1, 1), Error);
  CHECK_THROWS_AS(LossSurface(layer, Random(1), 3, 1, 0), Error);
}
