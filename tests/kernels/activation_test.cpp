#include "kernels/activation.h"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "core/error.h"
#include "support/samples.h"

namespace madang::kernels {
namespace {

using test::largest_difference;
using test::samples;
using Kernel = void (*)(std::span<const float>, std::span<float>, std::span<float>);

struct Case {
  const char* name;
  Kernel fast;
  Kernel reference;
};

constexpr Elu scaled{1.5f, 1.25f};
const Case cases[] = {
    {"gelu", gelu, gelu_reference},
    {"gelu_tanh", gelu_tanh, gelu_tanh_reference},
    {"silu", silu, silu_reference},
    {"softplus", softplus, softplus_reference},
    {"elu", [](auto x, auto y, auto slope) { elu(scaled, x, y, slope); },
     [](auto x, auto y, auto slope) { elu_reference(scaled, x, y, slope); }},
};

}  // namespace

TEST_CASE("activation kernels: values and slopes keep the documented error from tail to tail") {
  constexpr std::size_t count = 100'003;
  std::vector<float> x(count), y(count), slope(count), wanted_y(count), wanted_slope(count);
  for (const float reach : {20.0f, 1.0f, 1e-3f}) {
    for (std::size_t i = 0; i < count; ++i) {
      x[i] = reach * (2 * static_cast<float>(i) / (count - 1) - 1);
    }
    for (const Case& each : cases) {
      CAPTURE(each.name);
      CAPTURE(reach);
      each.fast(x, y, slope);
      each.reference(x, wanted_y, wanted_slope);
      CHECK(largest_difference(y, wanted_y) < 4e-7);
      CHECK(largest_difference(slope, wanted_slope) < 3e-6);
    }
  }
}

TEST_CASE("activation kernels: every length, with and without slope, in place") {
  for (std::size_t size = 0; size <= 67; ++size) {
    const auto x = samples(size, 1, -4, 4);
    for (const Case& each : cases) {
      CAPTURE(each.name);
      CAPTURE(size);
      std::vector<float> y(size), slope(size), wanted(size), wanted_slope(size), alone(size), in_place = x;
      each.fast(x, y, slope);
      each.reference(x, wanted, wanted_slope);
      CHECK(largest_difference(y, wanted) < 4e-7);
      CHECK(largest_difference(slope, wanted_slope) < 3e-6);
      each.fast(x, alone, {});
      CHECK(alone == y);
      each.fast(in_place, in_place, {});
      CHECK(in_place == y);
    }
  }
}

TEST_CASE("activation kernels: small values keep their relative precision, NaN stays NaN") {
  const std::vector<float> x = {-1e-6f, 1e-6f, -5.0f, -9.0f, 0.0f};
  for (const Case& each : cases) {
    CAPTURE(each.name);
    std::vector<float> y(x.size()), wanted(x.size()), nan(1, std::nanf(""));
    each.fast(x, y, {});
    each.reference(x, wanted, {});
    for (std::size_t i = 0; i < x.size(); ++i) {
      CHECK(std::abs(y[i] - wanted[i]) <= 4e-6f * std::abs(wanted[i]));
    }
    each.fast(nan, nan, {});
    CHECK(std::isnan(nan[0]));
    CHECK_THROWS_AS(each.fast(x, nan, {}), Error);
    CHECK_THROWS_AS(each.fast(x, y, nan), Error);
  }
}

}  // namespace madang::kernels
