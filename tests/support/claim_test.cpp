#include "support/claim.h"

#include <doctest/doctest.h>

#include <limits>

#include "support/seeds.h"

using namespace madang;

TEST_CASE("claims: the least margin is a share of its limit, below, above and near") {
  test::take_least_margin();
  CHECK(test::take_least_margin() == std::numeric_limits<double>::infinity());
  CHECK_BELOW(0.8f, 1);
  CHECK(test::take_least_margin() == doctest::Approx(0.2));
  CHECK_ABOVE(-1, -2);
  CHECK_AT_LEAST(3, 2);
  CHECK_AT_MOST(2, 2);
  CHECK(test::take_least_margin() == 0);
  CHECK_NEAR(1.5, 1, 2);
  CHECK(test::take_least_margin() == doctest::Approx(0.75));
  CHECK_ABOVE(0.25, 0);
  CHECK(test::take_least_margin() == 0.25);
  test::note_margin(std::numeric_limits<double>::quiet_NaN(), 1);
  CHECK(test::take_least_margin() == -std::numeric_limits<double>::infinity());
}

TEST_CASE("claims: ten runs of the evidence have ten groups of seeds, none of them the tests'") {
  CHECK(test::seeds(3) == std::vector<std::uint64_t>{1, 2, 3});
  test::set_evidence_run(7);
  CHECK(test::seeds(3) == std::vector<std::uint64_t>{1007, 1017, 1027});
  CHECK(test::seed() == 1007);
  test::set_evidence_run(7, 50000);
  CHECK(test::seeds(2) == std::vector<std::uint64_t>{50007, 50017});
  test::set_evidence_run({});
  CHECK(test::seed() == 1);
}
