// A reader who presses play sees a demo learn soon: within steps that one core takes in less than five
// seconds (measured by tests/bench/first_learning.mjs), the loss that the demo draws has fallen by a tenth.
#include <algorithm>
#include <numeric>
#include <span>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "demo/experiment.h"
#include "support/data_files.h"
#include "support/facts.h"

using namespace madang;

namespace {

bool is_loss(const demo::Curve& curve) { return curve.name.find("loss") != std::string::npos; }

/// Whether a loss among the curves has fallen by a tenth: the mean of its last few points, since those of
/// single batches scatter, against its first one.
bool learns(std::span<const demo::Curve> curves) {
  return std::ranges::any_of(curves, [](const demo::Curve& curve) {
    if (!is_loss(curve) || curve.y.size() < 2) return false;
    constexpr std::size_t few = 5;
    const auto last = std::span(curve.y).last(std::min(few, curve.y.size() - 1));
    const float mean = std::accumulate(last.begin(), last.end(), 0.f) / static_cast<float>(last.size());
    return mean < 0.9f * curve.y.front();
  });
}

}  // namespace

TEST_CASE("every demo that trains is seen to learn within its first steps") {
  for (const std::string& slug : demo::experiment_slugs())
    for (const std::uint64_t seed : {1, 2, 3}) {
      CAPTURE(slug);
      CAPTURE(seed);
      const auto experiment = demo::make_experiment(slug);
      auto fields = experiment->fields();
      const test::Facts facts = test::facts_of(slug);
      REQUIRE(demo::set_values(fields, facts.learns).empty());
      test::load_files(*experiment);
      experiment->reset(seed);
      if (std::ranges::none_of(experiment->curves(), is_loss)) {  // nothing in it learns
        CHECK_FALSE(facts.measures.empty());
        continue;
      }
      int steps = 0;
      while (steps < facts.learns_within && !learns(experiment->curves())) {
        experiment->step();
        ++steps;
      }
      CHECK(learns(experiment->curves()));
    }
}
