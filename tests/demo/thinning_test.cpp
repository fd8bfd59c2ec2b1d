#include "demo/thinning.h"

#include <doctest/doctest.h>

using namespace madang;

TEST_CASE("thinning: evenly spaced points, never more than 400, whatever the interval") {
  for (const std::uint64_t interval : {1u, 5u}) {
    demo::Thinning thinning(interval);
    std::vector<float> steps, values;
    for (std::uint64_t step = 0; step < 10'000; ++step) {
      if (!thinning.admits(step, {&steps, &values})) continue;
      steps.push_back(static_cast<float>(step));
      values.push_back(-static_cast<float>(step));
      REQUIRE(steps.size() <= 400);
    }
    CHECK(steps.size() > 150);
    for (std::size_t i = 0; i < steps.size(); ++i) {
      CHECK(steps[i] == static_cast<float>(i) * steps[1]);
      CHECK(values[i] == -steps[i]);
    }
  }
}
