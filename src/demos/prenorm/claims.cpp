// What the catalogue says this demo proves, with the demo's own models and settings.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "demos/prenorm/measure.h"
#include "support/claim.h"
#include "support/seeds.h"

using namespace madang;
using namespace madang::demos::prenorm;

namespace {

constexpr int seeds_of_failure = 5;  // the catalogue's
constexpr int seed_count = 3;
constexpr int seeds_of_gradients = 5;

Settings settings_of(int depth, float rate) {
  Settings settings;
  settings.depth = depth;
  settings.learning_rate = rate;
  return settings;
}

/// A run of exactly so many updates, learned once.
const Training& learned(Arm arm, int depth, float rate, int updates, std::uint64_t seed) {
  static std::map<std::tuple<Arm, int, float, int, std::uint64_t>, Training> known;
  const auto [found, is_new] =
      known.try_emplace({arm, depth, rate, updates, seed}, arm, settings_of(depth, rate), seed);
  Training& training = found->second;
  while (training.steps() < static_cast<std::uint64_t>(updates) && !training.fault())
    training.step(batch_at(the_corpus(), seed, training.steps()));
  return training;
}

Layers measured(const Training& training, std::uint64_t seed) {
  return layers_of(training.model(), batch_at(the_corpus(), seed, training.steps()), 0.003f);
}

}  // namespace

TEST_SUITE("claims") {
  TEST_CASE("prenorm: 12 blocks at η = 0.003: post-norm without warm-up fails, pre-norm trains") {
    int failed = 0;
    for (const auto seed : test::seeds(seeds_of_failure)) {
      failed += learned(Arm::post, 12, 0.003f, 150, seed).stands();
      CHECK_BELOW(learned(Arm::pre, 12, 0.003f, 150, seed).mean_loss(), 2.1f);
    }
    CHECK_AT_LEAST(failed, 4);
  }

  TEST_CASE("prenorm: warm-up or a lower rate rescues it") {
    const float learned_something = the_corpus().unigram - standing;
    float warm = 0, low = 0, gained = 0;
    for (const auto seed : test::seeds(seed_count)) {
      warm += learned(Arm::warm, 12, 0.003f, 400, seed).mean_loss() / seed_count;
      low += learned(Arm::post, 12, 0.001f, 400, seed).mean_loss() / seed_count;
      const float risen = learned(Arm::warm, 6, 0.01f, 240, seed).mean_loss();
      CHECK_BELOW(risen, 2.3f);
      gained += (learned(Arm::post, 6, 0.01f, 240, seed).mean_loss() - risen) / seed_count;
    }
    CHECK_BELOW(warm, learned_something);
    CHECK_BELOW(low, learned_something);
    CHECK_ABOVE(gained, 0.4f);
  }

  TEST_CASE("prenorm: two blocks: post-norm is as good") {
    float apart = 0;
    for (const auto seed : test::seeds(seed_count))
      apart += (learned(Arm::post, 2, 0.01f, 300, seed).mean_loss() -
                learned(Arm::pre, 2, 0.01f, 300, seed).mean_loss()) /
               seed_count;
    CHECK_BELOW(std::abs(apart), 0.13f);
  }

  TEST_CASE(
      "prenorm: at the start post-norm's gradient is large and does not vanish; after 60 updates it does") {
    float ratio = 0, change = 0, reach = 0;
    for (const auto seed : test::seeds(seeds_of_gradients)) {
      const Layers pre = measured(Training(Arm::pre, settings_of(12, 0.003f), seed), seed);
      const Layers post = measured(Training(Arm::post, settings_of(12, 0.003f), seed), seed);
      ratio += post.gradient.back() / pre.gradient.back() / seeds_of_gradients;
      change += post.change / pre.change / seeds_of_gradients;
      reach += post.reach() / seeds_of_gradients;
      CHECK_ABOVE(post.reach(), 0.15f);
      CHECK_BELOW(measured(learned(Arm::post, 12, 0.003f, 60, seed), seed).reach(), 0.1f);
      CHECK_ABOVE(measured(learned(Arm::pre, 12, 0.003f, 60, seed), seed).reach(), 1);
    }
    CHECK_ABOVE(ratio, 1.8f);  // theory: √12 = 3.5
    CHECK_BELOW(ratio, 7);
    CHECK_ABOVE(reach, 0.4f);  // about as much arrives at the input as leaves the output
    CHECK_BELOW(change, 3);    // the third explanation: not several times as much
  }

  TEST_CASE("prenorm: ‖x‖² = d behind post-norm's blocks, pre-norm's grows about linearly") {
    float first_half = 0, second_half = 0;
    for (const auto seed : test::seeds(seeds_of_gradients)) {
      const Layers post = measured(Training(Arm::post, settings_of(24, 0.003f), seed), seed);
      for (std::size_t i = 1; i < post.trunk.size(); ++i) CHECK_NEAR(post.trunk[i] * post.trunk[i], 1, 1e-3f);
      const Layers pre = measured(Training(Arm::pre, settings_of(24, 0.003f), seed), seed);
      const auto square = [&](std::size_t block) { return pre.trunk[block] * pre.trunk[block]; };
      first_half += square(12) - square(0);
      second_half += square(24) - square(12);
    }
    CHECK_ABOVE(first_half / seeds_of_gradients, 5);
    CHECK_ABOVE(second_half / first_half, 0.5f);
    CHECK_BELOW(second_half / first_half, 2);
  }
}
