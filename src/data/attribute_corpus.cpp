#include "data/attribute_corpus.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

namespace madang::data {

namespace {

// ln g of a context: of the word's own value, of another one, of an attribute that the word has not.
constexpr float own_value = 1.2f, other_value = -1.2f, no_value = -2.f;
constexpr int before = 2, after = 2;  // contexts of a line around its word

float affinity(const AttributeWord& word, std::size_t attribute, int value) {
  const int own = word.values[attribute];
  return own < 0 ? no_value : own == value ? own_value : other_value;
}

/// For drawing: the running sums of weights.
std::vector<double> sums_of(std::span<const float> weights) {
  std::vector<double> sums(weights.size());
  std::partial_sum(weights.begin(), weights.end(), sums.begin(), std::plus<double>());
  return sums;
}

std::int32_t drawn(const std::vector<double>& sums, Random& random) {
  const double at = random.uniform() * sums.back();
  const auto found = std::ranges::upper_bound(sums, at) - sums.begin();
  return static_cast<std::int32_t>(std::min<std::ptrdiff_t>(found, std::ssize(sums) - 1));
}

}  // namespace

std::vector<std::string> AttributeWorld::vocabulary() const {
  std::vector<std::string> all;
  for (const AttributeWord& word : words) all.push_back(word.word);
  for (const Attribute& attribute : attributes)
    for (const auto& contexts : attribute.contexts) all.insert(all.end(), contexts.begin(), contexts.end());
  return all;
}

std::vector<std::pair<std::int32_t, std::int32_t>> AttributeWorld::pairs(int attribute) const {
  const auto k = static_cast<std::size_t>(attribute);
  std::vector<std::pair<std::int32_t, std::int32_t>> all;
  for (std::size_t a = 0; a < words.size(); ++a)
    for (std::size_t b = 0; b < words.size(); ++b) {
      auto moved = words[a].values;
      moved[k] = words[b].values[k];
      if (words[a].values[k] >= 0 && words[a].values[k] < words[b].values[k] && moved == words[b].values)
        all.emplace_back(static_cast<std::int32_t>(a), static_cast<std::int32_t>(b));
    }
  return all;
}

std::vector<std::int32_t> AttributeWorld::words_with(int attribute) const {
  std::vector<std::int32_t> all;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i].values[static_cast<std::size_t>(attribute)] >= 0)
      all.push_back(static_cast<std::int32_t>(i));
  return all;
}

std::vector<std::int32_t> AttributeWorld::contexts_of(int attribute) const {
  auto next = static_cast<std::int32_t>(words.size());
  std::vector<std::int32_t> all;
  for (std::size_t k = 0; k < attributes.size(); ++k)
    for (const auto& contexts : attributes[k].contexts)
      for (std::size_t i = 0; i < contexts.size(); ++i, ++next)
        if (static_cast<int>(k) == attribute) all.push_back(next);
  return all;
}

Matrix context_chances(const AttributeWorld& world, float skew, Random& random) {
  Matrix chances{static_cast<int>(world.words.size()), 0, {}};
  for (const AttributeWord& word : world.words) {
    const std::size_t start = chances.values.size();
    float sum = 0;
    for (std::size_t k = 0; k < world.attributes.size(); ++k) {
      const auto& contexts = world.attributes[k].contexts;
      for (std::size_t value = 0; value < contexts.size(); ++value)
        for (std::size_t i = 0; i < contexts[value].size(); ++i) {
          const float own = affinity(word, k, static_cast<int>(value)) + skew * random.normal();
          chances.values.push_back(std::exp(own));
          sum += chances.values.back();
        }
    }
    for (std::size_t i = start; i < chances.values.size(); ++i) chances.values[i] /= sum;
    chances.columns = static_cast<int>(chances.values.size() - start);
  }
  return chances;
}

std::vector<std::vector<std::int32_t>> attribute_corpus(const AttributeWorld& world, int count, float skew,
                                                        Random& random) {
  const Matrix chances = context_chances(world, skew, random);
  const auto columns = static_cast<std::size_t>(chances.columns);
  std::vector<std::vector<double>> of_word;
  std::vector<float> frequencies;
  for (std::size_t word = 0; word < world.words.size(); ++word) {
    of_word.push_back(sums_of(std::span(chances.values).subspan(word * columns, columns)));
    frequencies.push_back(std::exp(skew * random.normal()));
  }
  const std::vector<double> of_all = sums_of(frequencies);
  std::vector<std::vector<std::int32_t>> lines(static_cast<std::size_t>(count));
  for (auto& line : lines) {
    const std::int32_t word = drawn(of_all, random);
    const auto context = [&] {
      return static_cast<std::int32_t>(world.words.size()) +
             drawn(of_word[static_cast<std::size_t>(word)], random);
    };
    for (int i = 0; i < before; ++i) line.push_back(context());
    line.push_back(word);
    for (int i = 0; i < after; ++i) line.push_back(context());
  }
  return lines;
}

}  // namespace madang::data
