#include "data/hidden_markov.h"

#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include <doctest/doctest.h>

#include "core/error.h"

using namespace madang;
using data::HiddenMarkov;

namespace {

using Row = HiddenMarkov::Row;

const Row initial = {0.5, 0.3, 0.2};
const std::vector<Row> transitions = {{0.1, 0.6, 0.3}, {0.5, 0.5, 0.0}, {0.2, 0.2, 0.6}};
const std::vector<Row> emissions = {{0.7, 0.2, 0.1, 0.0}, {0.0, 0.5, 0.5, 0.0}, {0.1, 0.1, 0.1, 0.7}};
const HiddenMarkov model(initial, transitions, emissions);

/// P of a line by the definition: over all paths of states, and all tokens in place of a blank.
double probability(const std::vector<int>& line, std::size_t at = 0, int state = -1) {
  if (at == line.size()) return 1;
  double sum = 0;
  for (std::size_t to = 0; to < 3; ++to) {
    const double step = state < 0 ? initial[to] : transitions[static_cast<std::size_t>(state)][to];
    const double token =
        line[at] == HiddenMarkov::blank ? 1 : emissions[to][static_cast<std::size_t>(line[at])];
    if (step * token > 0) sum += step * token * probability(line, at + 1, static_cast<int>(to));
  }
  return sum;
}

}  // namespace

TEST_CASE("hidden Markov: probabilities of lines are those of all paths, with blanks and without") {
  for (const std::vector<int>& line :
       {std::vector<int>{0}, {1, 2, 3}, {0, 1, 1, 2, 3}, {-1, 1, -1, 0}, {-1, -1}})
    CHECK(model.log_probability(line) == doctest::Approx(std::log(probability(line))));
  CHECK(model.log_probability({}) == doctest::Approx(0));
  // Only state 2 emits 3, and state 1 alone, of which 2 cannot follow, emits only 1 and 2.
  const HiddenMarkov sure({0, 1, 0}, transitions, emissions);
  CHECK(sure.log_probability(std::array{1, 3}) == -std::numeric_limits<double>::infinity());
}

TEST_CASE("hidden Markov: what comes next, from what came before") {
  const std::vector<int> before = {0, 2, 1};
  const Row next = model.next(before);
  double sum = 0;
  for (int token = 0; token < 4; ++token) {
    auto line = before;
    line.push_back(token);
    CHECK(next[static_cast<std::size_t>(token)] == doctest::Approx(probability(line) / probability(before)));
    sum += next[static_cast<std::size_t>(token)];
  }
  CHECK(sum == doctest::Approx(1));
  CHECK(model.next({})[3] == doctest::Approx(0.2 * 0.7));
}

TEST_CASE("hidden Markov: what stands in a blank, from both sides") {
  for (const int place : {0, 2, 4}) {
    std::vector<int> line = {0, 1, 3, -1, 2};
    auto open = line;
    open[static_cast<std::size_t>(place)] = HiddenMarkov::blank;
    const Row filled = model.fill(line, place);
    for (int token = 0; token < 4; ++token) {
      auto other = line;
      other[static_cast<std::size_t>(place)] = token;
      CHECK(filled[static_cast<std::size_t>(token)] ==
            doctest::Approx(probability(other) / probability(open)));
    }
  }
  CHECK(model.fill(std::array{-1}, 0)[3] == doctest::Approx(model.next({})[3]));
}

TEST_CASE("hidden Markov: lines are drawn as often as they are probable, long ones stay numbers") {
  Random random(5);
  constexpr int draws = 20000;
  int same = 0;
  for (int i = 0; i < draws; ++i) same += model.sample(2, random) == std::vector{1, 2} ? 1 : 0;
  CHECK(same / static_cast<double>(draws) == doctest::Approx(probability({1, 2})).epsilon(0.05));
  const auto line = model.sample(3000, random);
  CHECK(std::isfinite(model.log_probability(line)));
  CHECK(model.log_probability(line) < -1000);  // beyond what a double holds as a probability
  double sum = 0;
  for (const double p : model.fill(line, 1500)) sum += p;
  CHECK(sum == doctest::Approx(1));
}

TEST_CASE("hidden Markov: what is no probability, no token, no place is refused") {
  CHECK_THROWS_AS(HiddenMarkov({0.5, 0.4}, {{1, 0}, {0, 1}}, {{1}, {1}}), Error);
  CHECK_THROWS_AS(HiddenMarkov({0.5, 0.5}, {{1, 0}}, {{1}, {1}}), Error);
  CHECK_THROWS_AS(HiddenMarkov({1.0}, {{1}}, {{1.5, -0.5}}), Error);
  CHECK_THROWS_AS(model.next(std::array{4}), Error);
  CHECK_THROWS_AS(model.fill(std::array{0}, 1), Error);
  const HiddenMarkov sure({0, 1, 0}, transitions, emissions);
  CHECK_THROWS_AS(sure.fill(std::array{-1, 3}, 0), Error);
}
