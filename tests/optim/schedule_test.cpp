#include "optim/schedule.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/error.h"

using namespace madang;

TEST_CASE("schedule: linear warm-up rises to one and stays") {
  const LinearWarmUp warm_up{.steps = 10, .start = 0.1f};
  CHECK(warm_up(0) == doctest::Approx(0.1));
  CHECK(warm_up(5) == doctest::Approx(0.55));
  CHECK(warm_up(10) == 1.0f);
  CHECK(warm_up(1000) == 1.0f);
}

TEST_CASE("schedule: cosine goes from one to its floor and stays") {
  const CosineDecay cosine{.steps = 100, .floor = 0.2f};
  CHECK(cosine(0) == 1.0f);
  CHECK(cosine(50) == doctest::Approx(0.6));
  CHECK(cosine(25) == doctest::Approx(0.2 + 0.8 * (1 + std::sqrt(0.5)) / 2));
  CHECK(cosine(100) == doctest::Approx(0.2));
  CHECK(cosine(300) == doctest::Approx(0.2));
}

TEST_CASE("schedule: Noam's rate is d^-0.5 min(s^-0.5, s w^-1.5)") {
  const double size = 512, warm_up = 4000;
  const NoamSchedule noam{.warm_up = 4000};
  const double peak = 1 / std::sqrt(size * warm_up);
  CHECK(peak == doctest::Approx(6.98771e-4));
  for (const int s : {1, 100, 3999, 4000, 4001, 100000}) {
    const double wanted = std::pow(size, -0.5) * std::min(std::pow(s, -0.5), s * std::pow(warm_up, -1.5));
    CHECK(peak * static_cast<double>(noam(s - 1)) == doctest::Approx(wanted));
  }
  CHECK(noam(3999) == 1.0f);
  CHECK(noam(15999) == doctest::Approx(0.5));
}

TEST_CASE("schedule: step decay") {
  const StepDecay decay{.every = 3, .factor = 0.5f};
  CHECK(decay(2) == 1.0f);
  CHECK(decay(3) == 0.5f);
  CHECK(decay(11) == 0.125f);
}

TEST_CASE("schedule: one cycle starts low, peaks, ends lower, without a jump") {
  const OneCycle cycle{.steps = 100};
  CHECK(cycle(0) == doctest::Approx(1.0 / 25));
  CHECK(cycle(29) == doctest::Approx(1.0));
  CHECK(cycle(99) == doctest::Approx(1.0 / 25e4));
  CHECK(cycle(500) == cycle(99));
  for (int step = 0; step < 29; ++step) CHECK(cycle(step) < cycle(step + 1));
  for (int step = 29; step < 99; ++step) CHECK(cycle(step) > cycle(step + 1));
}

TEST_CASE("schedule: there is no step before the first, nor a schedule of no steps") {
  CHECK_THROWS_AS(CosineDecay{}(-1), Error);
  CHECK_THROWS_AS((CosineDecay{.steps = 0}(1)), Error);
  CHECK_THROWS_AS((StepDecay{.every = 0}(1)), Error);
  CHECK_THROWS_AS((OneCycle{.steps = 0}(1)), Error);
  CHECK_THROWS_AS(LinearWarmUp{}(-1), Error);
  CHECK_THROWS_AS(NoamSchedule{}(-1), Error);
  CHECK_THROWS_AS((NoamSchedule{.warm_up = 0}(1)), Error);
}
