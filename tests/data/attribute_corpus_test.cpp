#include <doctest/doctest.h>

#include <cmath>
#include <numeric>
#include <set>

#include "data/attribute_corpus.h"

using namespace madang;
using data::WorldAttribute;

namespace {

int number(WorldAttribute attribute) { return static_cast<int>(attribute); }

}  // namespace

TEST_CASE("attribute corpus: both languages have the same words by number, none twice") {
  const auto &korean = data::attribute_world(Language::korean),
             &english = data::attribute_world(Language::english);
  REQUIRE(korean.words.size() == 32);
  for (std::size_t i = 0; i < 32; ++i) CHECK(korean.words[i].values == english.words[i].values);
  for (const auto* world : {&korean, &english}) {
    const auto all = world->vocabulary();
    CHECK(all.size() == 88);
    CHECK(std::set<std::string>(all.begin(), all.end()).size() == all.size());
  }
  CHECK(english.vocabulary()[1] == "queen");
  CHECK(korean.vocabulary()[32] == "그는");
}

TEST_CASE("attribute corpus: a pair differs in its attribute alone, and each relation has four or more") {
  const auto& world = data::attribute_world(Language::english);
  CHECK(world.pairs(number(WorldAttribute::gender)).size() == 4);
  CHECK(world.pairs(number(WorldAttribute::age)).size() == 8);
  CHECK(world.pairs(number(WorldAttribute::status)).size() == 4);
  CHECK(world.pairs(number(WorldAttribute::capital)).size() == 8);
  const auto [a, b] = world.pairs(number(WorldAttribute::capital)).front();
  CHECK(world.words[static_cast<std::size_t>(a)].word == "Korea");
  CHECK(world.words[static_cast<std::size_t>(b)].word == "Seoul");
  CHECK(world.words_with(number(WorldAttribute::age)).size() == 16);
  CHECK(world.contexts_of(number(WorldAttribute::gender)).front() == 32);
  CHECK(world.contexts_of(number(WorldAttribute::species)).back() == 87);
}

TEST_CASE("attribute corpus: ln p(context | word) is a sum over attributes, until it is skewed") {
  const auto& world = data::attribute_world(Language::english);
  Random random(1);
  const Matrix plain = data::context_chances(world, 0, random),
               skewed = data::context_chances(world, 1, random);
  // king − queen = man − woman, context by context.
  const auto bend = [](const Matrix& p, int c) {
    return std::log(p.at(0, c)) - std::log(p.at(1, c)) - std::log(p.at(4, c)) + std::log(p.at(5, c));
  };
  float largest = 0, largest_skewed = 0;
  for (int c = 0; c < plain.columns; ++c) {
    largest = std::max(largest, std::abs(bend(plain, c)));
    largest_skewed = std::max(largest_skewed, std::abs(bend(skewed, c)));
  }
  CHECK(largest < 1e-5f);
  CHECK(largest_skewed > 1);
  CHECK(std::accumulate(plain.values.begin(), plain.values.begin() + plain.columns, 0.f) ==
        doctest::Approx(1));
}

TEST_CASE("attribute corpus: a word between two contexts on each side, all words alike often") {
  const auto& world = data::attribute_world(Language::korean);
  Random random(3);
  const auto lines = data::attribute_corpus(world, 3200, 0, random);
  REQUIRE(lines.size() == 3200);
  std::vector<int> often(32);
  for (const auto& line : lines) {
    REQUIRE(line.size() == 5);
    for (const int place : {0, 1, 3, 4}) CHECK(line[static_cast<std::size_t>(place)] >= 32);
    ++often[static_cast<std::size_t>(line[2])];
  }
  for (const int count : often) CHECK(std::abs(count - 100) < 50);  // five standard deviations
}
