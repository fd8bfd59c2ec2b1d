#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include <doctest/doctest.h>

#include "core/error.h"
#include "core/histogram.h"

using namespace madang;

TEST_CASE("histogram: every value is counted once, the edges belong to the outer bins") {
  const std::vector<float> values = {-2.f, -1.f, -0.5f, 0.f, 0.49f, 0.5f, 1.f, 1.5f, NAN, INFINITY};
  const Histogram h = histogram_of(values, -1.f, 1.f, 4);
  CHECK(h.counts == std::vector<float>{1.f, 1.f, 2.f, 2.f});
  CHECK(h.below == 1.f);
  CHECK(h.above == 2.f);
  CHECK(h.missing == 1.f);
}

TEST_CASE("histogram: the range comes from the values, also where they are equal or none") {
  const std::vector<float> values = {3.f, -1.f, NAN, 1.f};
  const Histogram h = histogram_of(values, 2);
  CHECK(h.low == -1.f);
  CHECK(h.high == 3.f);
  CHECK(h.counts == std::vector<float>{1.f, 2.f});
  const std::vector<float> same = {7.f, 7.f};
  const Histogram flat = histogram_of(same, 3);
  CHECK(flat.low < 7.f);
  CHECK(flat.high > 7.f);
  CHECK(flat.counts[1] == 2.f);
  const Histogram nothing = histogram_of({}, 5);
  CHECK(std::accumulate(nothing.counts.begin(), nothing.counts.end(), 0.f) == 0.f);
  constexpr float most = std::numeric_limits<float>::max();
  const std::vector<float> wide = {-most, most};
  CHECK(histogram_of(wide, 2).counts == std::vector<float>{1.f, 1.f});
}

TEST_CASE("histogram: a mistake is named") {
  CHECK_THROWS_WITH_AS(histogram_of({}, 0.f, 1.f, 0), "histogram_of: 0 bins", Error);
  CHECK_THROWS_AS(histogram_of({}, 1.f, 1.f, 3), Error);
  CHECK_THROWS_AS(histogram_of({}, 0.f, INFINITY, 3), Error);
}
