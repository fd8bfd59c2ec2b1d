#include "data/associative_recall.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <set>

#include "core/error.h"

using namespace madang;
using namespace madang::data;

TEST_SUITE("data") {
  TEST_CASE("associative recall: keys differ, numbers are in range, the answer stands with the query") {
    const RecallTask task{.pairs = 5, .keys = 7, .values = 3};
    Random random(3);
    std::array<int, 5> asked{};
    for (int i = 0; i < 500; ++i) {
      const auto sequence = recall_sequence(task, Part::training, random);
      REQUIRE(sequence.keys.size() == 5);
      REQUIRE(sequence.values.size() == 5);
      CHECK(std::set<int>(sequence.keys.begin(), sequence.keys.end()).size() == 5);
      CHECK(std::ranges::all_of(sequence.keys, [](int key) { return key >= 0 && key < 7; }));
      CHECK(std::ranges::all_of(sequence.values, [](int value) { return value >= 0 && value < 3; }));
      CHECK(sequence.answer() == sequence.values[static_cast<std::size_t>(sequence.asked)]);
      ++asked[static_cast<std::size_t>(sequence.asked)];
    }
    for (const int count : asked) CHECK(count > 60);  // 100 expected
  }

  TEST_CASE("associative recall: held-out sequences are never training sequences") {
    const RecallTask task{.pairs = 2, .keys = 3, .values = 2};
    std::set<std::vector<int>> seen[2];
    for (const Part part : {Part::training, Part::held_out}) {
      Random random(5);
      for (int i = 0; i < 2000; ++i) {
        const auto sequence = recall_sequence(task, part, random);
        CHECK(part_of(sequence) == part);
        std::vector<int> content(sequence.keys.begin(), sequence.keys.end());
        content.insert(content.end(), sequence.values.begin(), sequence.values.end());
        content.push_back(sequence.asked);
        seen[part == Part::training ? 0 : 1].insert(content);
      }
    }
    CHECK(seen[0].size() + seen[1].size() == 6 * 4 * 2);  // every sequence there is, each on one side
    CHECK_FALSE(seen[1].empty());
  }

  TEST_CASE("associative recall: same seed, same sequences; impossible tasks are refused") {
    Random a(9), b(9);
    for (int i = 0; i < 20; ++i) {
      const auto first = recall_sequence({}, Part::training, a);
      const auto second = recall_sequence({}, Part::training, b);
      CHECK(first.keys == second.keys);
      CHECK(first.values == second.values);
      CHECK(first.asked == second.asked);
    }
    CHECK_THROWS_AS(recall_sequence({.pairs = 9, .keys = 8}, Part::training, a), Error);
  }
}
