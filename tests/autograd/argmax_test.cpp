#include "autograd/ops_argmax.h"

#include <doctest/doctest.h>

#include <limits>

#include "core/error.h"

using namespace madang;

TEST_CASE("argmax, argmin: the first of equal ones along any axis, NaN before all") {
  using Places = std::vector<std::int32_t>;
  constexpr float nan = std::numeric_limits<float>::quiet_NaN();
  const Tensor x = Tensor::from({2, 3}, {1, 5, 5, 4, 0, 0});
  CHECK(argmax(x) == Places{1, 0});
  CHECK(argmin(x) == Places{0, 1});
  CHECK(argmax(x, 0) == Places{1, 0, 0});
  CHECK(argmin(x, -2) == Places{0, 1, 1});
  CHECK(argmax(Tensor::from({4}, {1, nan, 9, nan})) == Places{1});
  CHECK(argmin(Tensor::from({4}, {1, nan, 0, nan})) == Places{1});
  CHECK(argmax(Tensor({0, 3})) == Places{});
  CHECK_THROWS_WITH_AS(argmax(Tensor({3, 0})), "argmax: no elements: (3, 0)", Error);
  CHECK_THROWS_WITH_AS(argmin(x, 2), "argmin: no axis 2 in (2, 3)", Error);
}
