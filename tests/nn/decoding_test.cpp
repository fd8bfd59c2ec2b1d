#include "nn/decoding.h"

#include <array>
#include <cmath>
#include <limits>
#include <numeric>

#include <doctest/doctest.h>

#include "core/error.h"

using namespace madang;

namespace {

/// Logits of these probabilities.
std::vector<float> logits_of(std::vector<float> probabilities) {
  for (float& p : probabilities) p = std::log(p);
  return probabilities;
}

void check_near(const std::vector<float>& a, const std::vector<float>& b) {
  REQUIRE(a.size() == b.size());
  for (std::size_t i = 0; i < a.size(); ++i) CHECK(a[i] == doctest::Approx(b[i]).epsilon(1e-5));
}

}  // namespace

TEST_CASE("decoding: temperature raises probabilities to 1/T, 0 takes the likeliest") {
  const auto logits = logits_of({0.2f, 0.5f, 0.3f});
  check_near(next_distribution(logits, {}), {0.2f, 0.5f, 0.3f});
  // squares 0.04, 0.25, 0.09 of sum 0.38
  check_near(next_distribution(logits, {.temperature = 0.5f}), {0.04f / 0.38f, 0.25f / 0.38f, 0.09f / 0.38f});
  check_near(next_distribution(logits, {.temperature = 0.f}), {0, 1, 0});
  check_near(next_distribution(logits_of({0.4f, 0.4f, 0.2f}), {.temperature = 0.f}), {1, 0, 0});
}

TEST_CASE("decoding: top k and top p cut what is drawn from, the nucleus from what the top k left") {
  const auto logits = logits_of({0.1f, 0.4f, 0.3f, 0.2f});
  check_near(next_distribution(logits, {.top_k = 2}), {0, 4.f / 7.f, 3.f / 7.f, 0});
  check_near(next_distribution(logits, {.top_p = 0.69f}), {0, 4.f / 7.f, 3.f / 7.f, 0});
  check_near(next_distribution(logits, {.top_p = 0.71f}), {0, 4.f / 9.f, 3.f / 9.f, 2.f / 9.f});
  check_near(next_distribution(logits, {.top_p = 1e-6f}), {0, 1, 0, 0});
  // Of the top three 0.4/0.9 + 0.3/0.9 = 0.778 ≥ 0.75: two are left where the nucleus alone would take three.
  check_near(next_distribution(logits, {.top_k = 3, .top_p = 0.75f}), {0, 4.f / 7.f, 3.f / 7.f, 0});
  check_near(next_distribution(logits, {.top_p = 0.75f}), {0, 4.f / 9.f, 3.f / 9.f, 2.f / 9.f});
  check_near(next_distribution(logits, {.top_k = 99}), {0.1f, 0.4f, 0.3f, 0.2f});
}

TEST_CASE("decoding: huge logits stay numbers, what is no number is refused") {
  check_near(next_distribution(std::array{1000.f, 0.f}, {}), {1, 0});
  check_near(next_distribution(std::array{1000.f, 1000.f}, {.temperature = 0.01f}), {0.5f, 0.5f});
  CHECK_THROWS_AS(next_distribution({}, {}), Error);
  CHECK_THROWS_AS(next_distribution(std::array{std::numeric_limits<float>::quiet_NaN()}, {}), Error);
  CHECK_THROWS_AS(next_distribution(std::array{1.f}, {.temperature = -1.f}), Error);
  CHECK_THROWS_AS(next_distribution(std::array{1.f}, {.top_k = -1}), Error);
  CHECK_THROWS_AS(next_distribution(std::array{1.f}, {.top_p = 0.f}), Error);
}

TEST_CASE("decoding: tokens are drawn as often as they are probable") {
  Random random(3);
  constexpr int draws = 20000;
  std::array<int, 4> counts{};
  for (int i = 0; i < draws; ++i)
    ++counts[static_cast<std::size_t>(draw(std::array{0.f, 0.1f, 0.6f, 0.3f}, random))];
  CHECK(counts[0] == 0);
  CHECK(counts[1] / static_cast<double>(draws) == doctest::Approx(0.1).epsilon(0.1));
  CHECK(counts[2] / static_cast<double>(draws) == doctest::Approx(0.6).epsilon(0.03));
  CHECK(draw(std::array{0.f, 1e-9f, 0.f}, random) == 1);  // however little it is
  CHECK_THROWS_AS(draw(std::array{0.f, 0.f}, random), Error);
}
