#include "train/bleu.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "core/error.h"

namespace madang::train {

namespace {

/// How often each n-gram stands in a line.
std::map<TokenLine, std::int64_t> counts_of(const TokenLine& line, std::ptrdiff_t n) {
  std::map<TokenLine, std::int64_t> counts;
  for (std::ptrdiff_t i = 0; i + n <= std::ssize(line); ++i)
    ++counts[{line.begin() + i, line.begin() + i + n}];
  return counts;
}

void add(Bleu::Precision& precision, const Translated& each, std::ptrdiff_t n) {
  std::map<TokenLine, std::int64_t> most;
  for (const TokenLine& reference : each.references)
    for (const auto& [gram, count] : counts_of(reference, n)) most[gram] = std::max(most[gram], count);
  for (const auto& [gram, count] : counts_of(each.line, n)) {
    const auto found = most.find(gram);
    precision.matches += found == most.end() ? 0 : std::min(count, found->second);
    precision.all += count;
  }
}

/// The length of the reference that comes nearest to the line's, the shorter of two.
std::ptrdiff_t nearest_length(const Translated& each) {
  const std::ptrdiff_t own = std::ssize(each.line);
  std::vector<std::ptrdiff_t> lengths;
  for (const TokenLine& reference : each.references) lengths.push_back(std::ssize(reference));
  return *std::ranges::min_element(
      lengths, {}, [own](std::ptrdiff_t length) { return std::pair(std::abs(length - own), length); });
}

}  // namespace

Bleu bleu(std::span<const Translated> lines, int most) {
  if (most < 1) throw Error("bleu: n-grams of at least one token expected");
  Bleu result;
  result.precisions.resize(static_cast<std::size_t>(most));
  double own = 0, references = 0;
  for (const Translated& each : lines) {
    if (each.references.empty()) throw Error("bleu: a line without a reference");
    for (std::size_t n = 1; n <= result.precisions.size(); ++n)
      add(result.precisions[n - 1], each, static_cast<std::ptrdiff_t>(n));
    own += static_cast<double>(each.line.size());
    references += static_cast<double>(nearest_length(each));
  }
  result.brevity = own == 0 ? 0 : std::min(1.0, std::exp(1 - references / own));
  double mean = 0;
  for (const auto& [matches, all] : result.precisions) {
    if (matches == 0) return result;
    mean += std::log(static_cast<double>(matches) / static_cast<double>(all)) / most;
  }
  result.score = result.brevity * std::exp(mean);
  return result;
}

}  // namespace madang::train
