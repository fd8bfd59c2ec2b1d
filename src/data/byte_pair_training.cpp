#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "core/error.h"
#include "data/byte_pair.h"

namespace madang::data {

namespace {

using Pair = BytePair::Pair;

/// The distinct words of a text, cut into tokens, and where each pair of neighbours occurs.
class Corpus {
 public:
  explicit Corpus(std::string_view text) {
    std::map<std::string_view, std::int64_t> times;
    for (const auto word : byte_pair_words(text)) ++times[word];
    for (const auto& [word, count] : times) {
      auto& tokens = words_.emplace_back();
      for (const char c : word) tokens.push_back(static_cast<unsigned char>(c));
      times_.push_back(count);
      count_pairs(words_.size() - 1, +1);
    }
  }

  struct Frequent {
    Pair pair;
    std::int64_t count = 0;
  };
  /// The most frequent pair; of several that with the lowest numbers.
  Frequent most_frequent() const {
    Frequent best;
    for (const auto& [pair, occurrence] : pairs_)
      if (occurrence.count > best.count) best = {pair, occurrence.count};  // the map is in the order of pairs
    return best;
  }

  void join(const Pair& pair, std::int32_t joined) {
    const auto found = pairs_.find(pair);
    const std::set<std::size_t> places = found->second.words;
    for (const auto word : places) {
      count_pairs(word, -1);
      auto& tokens = words_[word];
      std::size_t to = 0;
      for (std::size_t from = 0; from < tokens.size(); ++to) {
        const bool is_pair = from + 1 < tokens.size() && Pair{tokens[from], tokens[from + 1]} == pair;
        tokens[to] = is_pair ? joined : tokens[from];
        from += is_pair ? 2 : 1;
      }
      tokens.resize(to);
      count_pairs(word, +1);
    }
  }

 private:
  struct Occurrence {
    std::int64_t count = 0;
    std::set<std::size_t> words;
  };

  void count_pairs(std::size_t word, int sign) {
    const auto& tokens = words_[word];
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
      const Pair pair{tokens[i], tokens[i + 1]};
      auto& occurrence = pairs_[pair];
      occurrence.count += sign * times_[word];
      if (sign > 0)
        occurrence.words.insert(word);
      else
        occurrence.words.erase(word);
      if (occurrence.count == 0) pairs_.erase(pair);
    }
  }

  std::vector<std::vector<std::int32_t>> words_;
  std::vector<std::int64_t> times_;  // how often each word occurs
  std::map<Pair, Occurrence> pairs_;
};

}  // namespace

BytePair BytePair::train(std::string_view text, int most_tokens) {
  if (most_tokens < 256)
    throw Error("byte pair: " + std::to_string(most_tokens) + " tokens; the bytes alone are 256");
  Corpus corpus(text);
  std::vector<Pair> merges;
  while (256 + static_cast<int>(merges.size()) < most_tokens) {
    const auto [pair, count] = corpus.most_frequent();
    if (count < 2) break;
    corpus.join(pair, 256 + static_cast<std::int32_t>(merges.size()));
    merges.push_back(pair);
  }
  return BytePair(std::move(merges));
}

}  // namespace madang::data
