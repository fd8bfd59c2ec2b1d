#include "kernels/peak.h"

#include <doctest/doctest.h>

#include "core/error.h"
#include "support/samples.h"

namespace madang::kernels {
namespace {

TEST_CASE("chains of multiply-adds begin as they say and end at their fixed point") {
  constexpr float sum = kChains * (kChains - 1) / 2;  // 0 + 1 + … of each lane
  CHECK(multiply_add_chains_reference(0) == sum);
  CHECK(multiply_add_chains(0) == 4 * sum);
  CHECK(multiply_add_chains_reference(1) < sum);
  // x = 0.999 x + 0.001
  CHECK(multiply_add_chains_reference(4000) == doctest::Approx(kChains).epsilon(1e-3));
  CHECK(multiply_add_chains(4000) == doctest::Approx(4 * kChains).epsilon(1e-3));
  CHECK(chain_operations(3, 4) == 2.0 * 3 * 4 * kTurns * kChains);
}

TEST_CASE("the triad is x + factor y, on every size") {
  for (std::size_t size = 0; size < 20; ++size) {
    const auto x = test::samples(size, 1), y = test::samples(size, 2);
    std::vector<float> to(size, 99), wanted(size);
    for (std::size_t i = 0; i < size; ++i) wanted[i] = x[i] + 0.5f * y[i];
    triad(x, y, 0.5f, to);
    CHECK(test::largest_difference(to, wanted) < 1e-6);
  }
  std::vector<float> three(3), four(4);
  CHECK_THROWS_AS(triad(three, four, 1, four), Error);
}

}  // namespace
}  // namespace madang::kernels
