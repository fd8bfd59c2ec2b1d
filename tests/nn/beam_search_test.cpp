#include "nn/beam_search.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <span>
#include <vector>

#include <doctest/doctest.h>

#include "core/error.h"
#include "core/random.h"

using namespace madang;

namespace {

constexpr int end_token = 0;

/// A language of two tokens and an end in which the likelier first token leads to the less likely line.
std::vector<float> tempting(std::span<const int> line) {
  static const std::map<std::vector<int>, std::vector<float>> next = {
      {{}, {0.1f, 0.5f, 0.4f}},      // 1 looks better than 2
      {{1}, {0.4f, 0.3f, 0.3f}},     // but what follows it is open
      {{2}, {0.9f, 0.05f, 0.05f}}};  // and 2 ends at once: 0.36 against 0.2
  const auto found = next.find({line.begin(), line.end()});
  auto probabilities = found == next.end() ? std::vector<float>{1.f, 0.f, 0.f} : found->second;
  for (float& p : probabilities) p = std::log(p);
  return probabilities;
}

/// Any language: what follows hangs on all that came before.
std::vector<float> any_language(std::span<const int> line, std::uint64_t seed, int tokens) {
  std::uint64_t stream = 1;
  for (const int token : line) stream = stream * 31 + static_cast<std::uint64_t>(token) + 1;
  Random random(seed, stream);
  std::vector<float> weights(static_cast<std::size_t>(tokens));
  float sum = 0;
  for (float& weight : weights) sum += weight = random.uniform(0.01f, 1.f);
  for (float& weight : weights) weight = std::log(weight / sum);
  return weights;
}

/// ln P of the best line that ends, among all.
float best_of_all(const NextLogProbabilities& next, std::vector<int>& line, int most, float before) {
  const auto log_probabilities = next(line);
  float best = before + log_probabilities[end_token];
  if (static_cast<int>(line.size()) + 1 >= most) return best;
  for (std::size_t token = 1; token < log_probabilities.size(); ++token) {
    line.push_back(static_cast<int>(token));
    best = std::max(best, best_of_all(next, line, most, before + log_probabilities[token]));
    line.pop_back();
  }
  return best;
}

}  // namespace

TEST_CASE(
    "beam search: greedy takes the likelier token and misses the likelier line, a beam of two finds it") {
  const auto greedy = beam_search(tempting, {.width = 1});
  REQUIRE(greedy.lines.size() == 1);
  CHECK(greedy.line(greedy.lines.front()) == std::vector{1, end_token});
  CHECK(std::exp(greedy.tree[static_cast<std::size_t>(greedy.lines.front())].log_probability) ==
        doctest::Approx(0.2));

  const auto two = beam_search(tempting, {.width = 2});
  REQUIRE(two.lines.size() == 2);
  CHECK(two.line(two.lines[0]) == std::vector{2, end_token});
  CHECK(two.line(two.lines[1]) == std::vector{1, end_token});
  // First all three tokens, the likeliest first; two of them are kept, the end is not among the best two.
  CHECK(two.tree[0].token == 1);
  CHECK(two.tree[1].token == 2);
  CHECK(two.tree[2] ==
        BeamNode{.token = end_token, .log_probability = std::log(0.1f), .kept = false, .ended = true});
}

TEST_CASE("beam search: a beam as wide as the language finds the best line of all") {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const NextLogProbabilities next = [&](std::span<const int> line) { return any_language(line, seed, 4); };
    std::vector<int> line;
    constexpr int most = 5;
    const float best = best_of_all(next, line, most, 0.f);
    const auto wide = beam_search(next, {.width = 400, .most_tokens = most});
    CHECK(wide.tree[static_cast<std::size_t>(wide.lines.front())].log_probability == doctest::Approx(best));
    const auto narrow = beam_search(next, {.width = 2, .most_tokens = most});
    CHECK(narrow.tree[static_cast<std::size_t>(narrow.lines.front())].log_probability <= best + 1e-5f);
  }
}

TEST_CASE("beam search: every line is what its tokens say, and no longer than allowed") {
  const NextLogProbabilities next = [](std::span<const int> line) { return any_language(line, 9, 5); };
  const auto found = beam_search(next, {.width = 3, .most_tokens = 6, .length_penalty = 0.6f});
  CHECK(found.lines.size() <= 3);
  float before = std::numeric_limits<float>::infinity();
  for (const int last : found.lines) {
    const auto tokens = found.line(last);
    CHECK(tokens.size() <= 6);
    float sum = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i)
      sum += next(std::span(tokens).first(i))[static_cast<std::size_t>(tokens[i])];
    const BeamNode& node = found.tree[static_cast<std::size_t>(last)];
    CHECK(node.log_probability == doctest::Approx(sum));
    const float score = beam_score(node.log_probability, node.length, 0.6f);
    CHECK(score <= before);
    before = score;
  }
}

TEST_CASE("beam search: the length penalty is that of Wu et al., and prefers longer lines") {
  CHECK(beam_score(-3.f, 7, 0.f) == doctest::Approx(-3));
  CHECK(beam_score(-3.f, 7, 1.f) == doctest::Approx(-1.5));  // (5 + 7) / 6 = 2
  // The end at once, 0.4, or after four tokens more, 0.6 × 0.9⁴ ≈ 0.39.
  const NextLogProbabilities next = [](std::span<const int> line) {
    if (line.empty()) return std::vector{std::log(0.4f), std::log(0.6f)};
    if (line.size() < 5) return std::vector{std::log(0.1f), std::log(0.9f)};
    return std::vector{0.f, -20.f};
  };
  const auto plain = beam_search(next, {.width = 2});
  CHECK(plain.line(plain.lines.front()) == std::vector{end_token});
  const auto penalised = beam_search(next, {.width = 2, .length_penalty = 1.f});
  CHECK(penalised.line(penalised.lines.front()) == std::vector{1, 1, 1, 1, 1, end_token});
}

TEST_CASE("beam search: where nothing ends, what is longest is found; wrong options are refused") {
  const NextLogProbabilities next = [](std::span<const int>) { return std::vector{-50.f, -0.1f, -2.4f}; };
  const auto found = beam_search(next, {.width = 2, .most_tokens = 3});
  REQUIRE(found.lines.size() == 2);
  CHECK(found.line(found.lines.front()) == std::vector{1, 1, 1});
  CHECK_THROWS_AS(beam_search(next, {.width = 0}), Error);
  CHECK_THROWS_AS(beam_search(next, {.end = 3}), Error);
  CHECK_THROWS_AS(beam_search(next, {.most_tokens = 0}), Error);
}
