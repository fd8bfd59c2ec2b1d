#include "core/random.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

using namespace madang;
using Words = std::array<std::uint32_t, 4>;

// The known answers published with the authors' implementation (Random123, kat_vectors).
TEST_CASE("Philox4x32-10 gives the published answers") {
  CHECK(philox4x32_10({0, 0, 0, 0}, {0, 0}) == Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  CHECK(philox4x32_10({~0u, ~0u, ~0u, ~0u}, {~0u, ~0u}) ==
        Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  CHECK(philox4x32_10({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
        Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("same seed, same numbers; another seed or stream, others") {
  Random a(5), b(5), other_seed(6), other_stream(5, 1);
  int same_seed = 0, same_stream = 0;
  for (int i = 0; i < 100; ++i) {
    const std::uint32_t word = a.bits();
    CHECK(word == b.bits());
    same_seed += word == other_seed.bits();
    same_stream += word == other_stream.bits();
  }
  CHECK(same_seed == 0);
  CHECK(same_stream == 0);
}

TEST_CASE("uniform numbers fill [0, 1) evenly") {
  Random random(1);
  std::vector<int> counts(20);
  constexpr int draws = 100'000;
  for (int i = 0; i < draws; ++i) {
    const float u = random.uniform();
    REQUIRE((u >= 0.0f && u < 1.0f));
    ++counts[static_cast<std::size_t>(u * 20)];
  }
  double chi_squared = 0;
  for (int count : counts) chi_squared += std::pow(count - draws / 20.0, 2) / (draws / 20.0);
  CHECK(chi_squared < 43.8);  // 19 degrees of freedom, 0.1 %
  for (int i = 0; i < 1000; ++i) {
    const float u = random.uniform(-3.0f, -2.0f);
    REQUIRE((u >= -3.0f && u < -2.0f));
  }
}

TEST_CASE("normal numbers have the moments of the normal distribution") {
  Random random(2);
  const Tensor sample = random.normal({100'000}, 3.0f, 2.0f);
  double mean = 0, variance = 0, fourth = 0;
  for (float v : sample.values()) mean += v / 1e5;
  for (float v : sample.values()) variance += std::pow(v - mean, 2) / 1e5;
  for (float v : sample.values()) fourth += std::pow(v - mean, 4) / 1e5;
  CHECK(mean == doctest::Approx(3.0).epsilon(0.01));
  CHECK(variance == doctest::Approx(4.0).epsilon(0.02));
  CHECK(fourth / (variance * variance) == doctest::Approx(3.0).epsilon(0.03));
}

TEST_CASE("below is even for a bound that does not divide 2^32") {
  Random random(3);
  std::vector<int> counts(7);
  for (int i = 0; i < 70'000; ++i) ++counts[random.below(7)];
  for (int count : counts) CHECK(std::abs(count - 10'000) < 400);
  CHECK(random.below(1) == 0);
  CHECK_THROWS_AS(random.below(0), Error);
}

TEST_CASE("shuffling keeps every item and moves each to every place") {
  Random random(4);
  std::array<std::array<int, 4>, 4> seen{};
  for (int round = 0; round < 8000; ++round) {
    std::array<int, 4> items{0, 1, 2, 3};
    random.shuffle(std::span<int>(items));
    for (std::size_t i = 0; i < 4; ++i) ++seen[static_cast<std::size_t>(items[i])][i];
  }
  for (const auto& row : seen) {
    CHECK(std::accumulate(row.begin(), row.end(), 0) == 8000);
    for (int count : row) CHECK(std::abs(count - 2000) < 200);
  }
}

TEST_CASE("random_for: a purpose has a stream of its own, its last one a stream for each step") {
  enum class Stream : std::uint64_t { weights = 1, steps };
  CHECK(random_for(7, Stream::weights).bits() == Random(7, 1).bits());
  CHECK(random_for(7, Stream::steps, 3).bits() == Random(7, 5).bits());
  CHECK(random_for(7, Stream::steps).bits() != random_for(7, Stream::weights).bits());
}
