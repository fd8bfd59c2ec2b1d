#include "kernels/rmsprop.h"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "support/samples.h"

namespace madang::kernels {
namespace {

using test::largest_difference;
using test::samples;

TEST_CASE("rmsprop kernel: equals its reference, plain, centred, with momentum") {
  for (const RmspropUpdate update :
       {RmspropUpdate{}, RmspropUpdate{.weight_decay = 0.1f},
        RmspropUpdate{.smoothing = 0.9f, .centred = true},
        RmspropUpdate{.momentum = 0.9f, .centred = true, .weight_decay = 0.2f}}) {
    for (std::size_t size = 1; size <= 19; ++size) {
      auto p = samples(size, 1), p_wanted = p;
      std::vector<float> square(size), mean(size), velocity(size), square_wanted(size), mean_wanted(size),
          velocity_wanted(size);
      for (int step = 1; step <= 4; ++step) {
        const auto gradient = samples(size, 10 + step);
        rmsprop_update(update, gradient, {square, mean, velocity}, p);
        rmsprop_update_reference(update, gradient, {square_wanted, mean_wanted, velocity_wanted}, p_wanted);
      }
      REQUIRE(largest_difference(p, p_wanted) < 1e-5);
      REQUIRE(largest_difference(square, square_wanted) < 1e-5);
    }
  }
}

TEST_CASE("rmsprop kernel: a NaN in one gradient reaches that parameter only") {
  auto gradient = samples(7, 1), p = samples(7, 2);
  gradient[5] = std::nanf("");
  std::vector<float> square(7), mean(7);
  rmsprop_update({.centred = true}, gradient, {square, mean, {}}, p);
  for (int i = 0; i < 7; ++i) CHECK(std::isnan(p[i]) == (i == 5));
}

}  // namespace
}  // namespace madang::kernels
