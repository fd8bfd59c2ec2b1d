#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace madang::data {

/// Byte-pair encoding (Sennrich, Haddow, Birch, "Neural machine translation of rare words with subword
/// units", 2016, section 3.2) over bytes, so that any bytes go in and come back exactly. The tokens 0 … 255
/// are the bytes; each further one joins two before it. Nothing is joined across the start of a word; a word
/// begins at its space.
class BytePair {
 public:
  using Pair = std::pair<std::int32_t, std::int32_t>;

  /// The bytes alone.
  BytePair() : BytePair(std::vector<Pair>{}) {}
  /// Token 256 + i joins the two of merges[i]. Throws Error where one names a token that comes later.
  explicit BytePair(std::vector<Pair> merges);
  /// Joins the most frequent pair again and again, of equally frequent ones that with the lowest numbers,
  /// until there are `most_tokens` or no pair occurs twice.
  static BytePair train(std::string_view text, int most_tokens);

  /// Merges in the order in which they were learned, each from left to right.
  std::vector<std::int32_t> encode(std::string_view text) const;
  /// Throws Error for a number that is no token.
  std::string decode(std::span<const std::int32_t> tokens) const;

  int size() const { return static_cast<int>(pieces_.size()); }
  /// The bytes of a token, which need not be whole characters.
  const std::string& piece(std::int32_t token) const;
  const std::vector<Pair>& merges() const { return merges_; }

 private:
  void encode_word(std::string_view word, std::vector<std::int32_t>& tokens) const;

  std::vector<Pair> merges_;
  std::vector<std::pair<Pair, std::int32_t>> ranks_;  // pair → token, sorted
  std::vector<std::string> pieces_;                   // of each token
};

/// The words of a text as BytePair sees them: each begins at a space, tab or line end, the first at the
/// start.
std::vector<std::string_view> byte_pair_words(std::string_view text);

}  // namespace madang::data
