// What the catalogue says this demo proves, with the demo's own models and settings.
#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <map>
#include <string>

#include "core/tensor_matrix.h"
#include "demos/embeddings/picture.h"
#include "demos/embeddings/training.h"
#include "support/claim.h"
#include "support/seeds.h"

using namespace madang;
using namespace madang::demos::embeddings;

namespace {

constexpr int seed_count = 3;

/// So many updates of the demo; runs are kept, as claims share them.
const Training& learned(const Settings& settings, int updates, std::uint64_t seed, const std::string& name) {
  static std::map<std::string, Training> known;
  const std::string key = name + " " + std::to_string(seed);
  auto found = known.find(key);
  if (found == known.end()) found = known.try_emplace(key, settings, seed).first;
  while (found->second.updates() < static_cast<std::uint64_t>(updates)) found->second.step();
  return found->second;
}

Settings skewed(float skew) {
  Settings settings;
  settings.skew = skew;
  return settings;
}

/// As many dimensions as words, noise of power 1, all pairs at once: where the theorem holds exactly.
Settings exact() {
  Settings settings;
  settings.dimensions = 96;
  settings.noise_power = 1;
  settings.expectation = true;
  settings.learning_rate = 0.05f;
  return settings;
}

train::AnalogyScore analogies(const Training& training, Kind kind) {
  return scores_of(training.learner(kind).model.vectors(), training.corpus()).back();
}

/// After so many updates of one model by itself.
train::AnalogyScore alone(Kind kind, const Settings& settings, std::uint64_t updates, std::uint64_t seed) {
  const Lessons lessons(settings, seed);
  Learner learner(kind, settings, lessons, seed);
  for (std::uint64_t step = 0; step < updates; ++step)
    learner.optimizer.step(
        [&] { return learner.model.loss(lessons.at(kind, step), lessons.largest_count()); });
  return scores_of(learner.model.vectors(), lessons.corpus()).back();
}

float mean_over_seeds(const std::function<float(std::uint64_t)>& measure) {
  float sum = 0;
  for (const auto seed : test::seeds(seed_count)) sum += measure(seed) / seed_count;
  return sum;
}

CountsPicture counts_of(const Training& training, Settings settings, Kind kind) {
  settings.kind = kind;
  settings.page = Page::counts;
  Snapshot picture;
  fill_picture(picture, training, settings);
  return picture.counts;
}

}  // namespace

TEST_SUITE("claims") {
  TEST_CASE("embeddings: all three recover the planted analogies, with the query words excluded and not") {
    for (const Kind kind : all_kinds) {
      CAPTURE(static_cast<int>(kind));
      const auto share = [&](float train::AnalogyScore::*which) {
        return mean_over_seeds([&](std::uint64_t seed) {
          return analogies(learned(skewed(0), 150, seed, "plain"), kind).*which;
        });
      };
      CHECK_ABOVE(share(&train::AnalogyScore::excluded), 0.85f);  // chance: 1 / 85
      CHECK_ABOVE(share(&train::AnalogyScore::free), 0.85f);
    }
    // Counting and a decomposition do so as well.
    for (const auto seed : test::seeds(seed_count)) {
      const Training& training = learned(skewed(0), 150, seed, "plain");
      CHECK_ABOVE(scores_of(training.counted_vectors(), training.corpus()).back().excluded, 0.95f);
    }
  }

  TEST_CASE("embeddings: a skewed corpus breaks the analogies of all three") {
    for (const Kind kind : all_kinds) {
      CAPTURE(static_cast<int>(kind));
      const auto share = [&](float skew, const char* name) {
        return mean_over_seeds([&](std::uint64_t seed) {
          return analogies(learned(skewed(skew), 150, seed, name), kind).excluded;
        });
      };
      const float plain = share(0, "plain"), some = share(1, "skew 1"), much = share(2, "skew 2");
      CHECK_BELOW(much, 0.2f);
      CHECK_BELOW(some, 0.7f * plain);
      CHECK_BELOW(much, some);
    }
  }

  TEST_CASE("embeddings: GloVe suffers first from a skew, at other learning rates as well") {
    const auto share = [&](Kind kind) {
      return mean_over_seeds([&](std::uint64_t seed) {
        return analogies(learned(skewed(0.5f), 150, seed, "skew 0.5"), kind).excluded;
      });
    };
    CHECK_BELOW(share(Kind::glove), 0.9f * share(Kind::cbow));
    CHECK_BELOW(share(Kind::glove), 0.95f * share(Kind::skip_gram));
    for (const float rate : {0.01f, 0.05f}) {
      Settings settings = skewed(0.5f);
      settings.learning_rate = rate;
      const float other = mean_over_seeds(
          [&](std::uint64_t seed) { return alone(Kind::glove, settings, 150, seed).excluded; });
      CHECK_BELOW(other, 0.95f * share(Kind::skip_gram));
    }
  }

  TEST_CASE("embeddings: where the query words may be answers, they take the place of right ones") {
    for (const Kind kind : {Kind::cbow, Kind::skip_gram}) {
      const auto share = [&](float train::AnalogyScore::*which) {
        return mean_over_seeds([&](std::uint64_t seed) {
          return analogies(learned(skewed(1), 150, seed, "skew 1"), kind).*which;
        });
      };
      CHECK_BELOW(share(&train::AnalogyScore::free), 0.75f * share(&train::AnalogyScore::excluded));
    }
  }

  TEST_CASE("embeddings: skip-gram's dot products come to PMI − ln k") {
    for (const auto seed : test::seeds(seed_count)) {
      // With samples and few dimensions nearly, and nearer with every update.
      const Settings settings = skewed(0);
      Training training(settings, seed);
      for (int i = 0; i < 40; ++i) training.step();
      const float before = counts_of(training, settings, Kind::skip_gram).distance;
      for (int i = 40; i < 150; ++i) training.step();
      const CountsPicture after = counts_of(training, settings, Kind::skip_gram);
      CHECK_BELOW(after.distance, 0.7f * before);
      CHECK_ABOVE(after.correlation, 0.75f);
    }
  }

  TEST_CASE("embeddings: with d ≥ V and all pairs at once w·c is PMI − ln k, and its analogies are lost") {
    const std::uint64_t seed = test::seed();
    const Settings settings = exact();
    const Training& training = learned(settings, 300, seed, "exact");
    const CountsPicture counts = counts_of(training, settings, Kind::skip_gram);
    CHECK_BELOW(counts.distance, 0.05f);
    CHECK_ABOVE(counts.correlation, 0.999f);
    CHECK_ABOVE(counts.loss, counts.least_loss - 1e-4f);
    CHECK_BELOW(counts.loss - counts.least_loss, 0.01f);
    // It has learned the chance in the counts as well: few dimensions do better.
    CHECK_BELOW(analogies(training, Kind::skip_gram).excluded,
                0.8f * analogies(learned(skewed(0), 150, seed, "plain"), Kind::skip_gram).excluded);
  }

  TEST_CASE("embeddings: GloVe's scores fit the logarithm of the counts") {
    for (const auto seed : test::seeds(seed_count)) {
      const Settings settings = skewed(0);
      const CountsPicture counts = counts_of(learned(settings, 150, seed, "plain"), settings, Kind::glove);
      CHECK_ABOVE(counts.correlation, 0.9f);
      CHECK_BELOW(counts.distance, 0.4f);
      CHECK(counts.asymmetry == 0);
    }
  }
}
