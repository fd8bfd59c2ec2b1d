// What the catalogue says this demo proves, with the demo's own network, scenes and settings.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "demos/detection/picture.h"
#include "support/claim.h"
#include "support/seeds.h"

using namespace madang;
using namespace madang::demos::detection;

namespace {

constexpr int early = 500, late = 1000;  // updates
constexpr float threshold = 0.1f;

/// Two objects of different classes beside or above each other, with their centres symmetric about the middle
/// of a cell and 2 · `distance` pixels apart: below 4 in that cell, at 8 in its neighbours.
std::vector<Placed> pair_around(Random& random, float distance) {
  constexpr float cell = 8, size = 10;
  const auto any = [&](std::uint32_t bound) { return static_cast<int>(random.below(bound)); };
  const float x = cell * static_cast<float>(1 + any(4)) + cell / 2;
  const float y = cell * static_cast<float>(1 + any(4)) + cell / 2;
  const bool across = any(2) == 0;
  const int first = any(4), second = (first + 1 + any(3)) % 4;
  std::vector<Placed> pair;
  for (const float sign : {-1.f, 1.f}) {
    const float dx = across ? sign * distance : 0, dy = across ? 0 : sign * distance;
    pair.push_back({sign < 0 ? first : second, any(4), tidy(data::Box::around(x + dx, y + dy, size, size))});
  }
  return pair;
}

struct Pairs {
  float found = 0;  // share of the objects
  float both = 0;   // share of the pairs
};

Pairs found_pairs(const Training& training, const Scenes& scenes, float distance) {
  constexpr int count = 60;
  Settings settings;
  settings.threshold = threshold;
  Random random(7);
  Pairs pairs;
  for (int i = 0; i < count; ++i) {
    Snapshot picture;
    fill_scene(picture, training, scenes.placed(pair_around(random, distance)), settings);
    const auto found =
        std::ranges::count_if(picture.found, [](const FoundBox& box) { return box.object >= 0; });
    pairs.found += static_cast<float>(found) / (2 * count);
    pairs.both += static_cast<float>(found == 2) / count;
  }
  return pairs;
}

struct Learned {
  float map = 0, raw = 0;  // early
  Pairs same, apart;       // late
};

/// The first seed learns on, to be asked about pairs.
const Learned& learned(std::uint64_t seed) {
  static std::map<std::uint64_t, Learned> known;
  if (const auto found = known.find(seed); found != known.end()) return found->second;
  const Settings settings;
  const Scenes scenes(settings, nullptr, seed);
  Training training(settings, scenes, seed);
  while (training.steps() < early) training.learn();
  const Found found = training.look().yolo;
  const auto& truths = scenes.test().objects;
  Learned result{mean_average_precision(suppressed(found, settings.overlap), truths, settings.classes()),
                 mean_average_precision(found, truths, settings.classes()),
                 {},
                 {}};
  if (seed == test::seed()) {
    while (training.steps() < late) training.learn();
    result.same = found_pairs(training, scenes, 3.5f);
    result.apart = found_pairs(training, scenes, 8);
  }
  return known.emplace(seed, result).first->second;
}

}  // namespace

TEST_SUITE("claims") {
  TEST_CASE("detection: after 500 updates mAP@0.5 on held-out scenes is at least 0.7") {
    for (const auto seed : test::seeds(2)) CHECK_AT_LEAST(learned(seed).map, 0.7f);
  }

  TEST_CASE("detection: without suppression mAP is lower") {
    for (const auto seed : test::seeds(2)) CHECK_ABOVE(learned(seed).map - learned(seed).raw, 0.005f);
  }

  TEST_CASE("detection: of objects with their centres in cells of their own nearly all are found") {
    CHECK_AT_LEAST(learned(test::seed()).apart.found, 0.8f);
  }

  TEST_CASE("detection: of two centres in one cell both are as good as never found") {
    CHECK_AT_MOST(learned(test::seed()).same.both, 0.1f);
    CHECK_AT_MOST(learned(test::seed()).same.found, 0.5f);
  }

  TEST_CASE("detection: average precision is that of the published example by each definition") {
    CHECK_BELOW(published_difference(), 1e-6f);
  }
}
