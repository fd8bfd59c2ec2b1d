#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <vector>

namespace madang::data {

/// What follows what, counted: the reference that a language model is measured against. P(t | context) =
/// (count(context t) + a) / (count(context) + a V) with the context of `order` − 1 tokens and a added to
/// every count (Lidstone; a = 1 is Laplace; Jurafsky & Martin, Speech and language processing, section 3.6).
class Ngram {
 public:
  /// order 1: unigrams, 2: bigrams … Throws Error for an order, a vocabulary V or an `added` below 1, 1 and 0
  /// and for a number that is no token.
  Ngram(std::span<const std::int32_t> tokens, int vocabulary, int order, float added = 1.f);

  /// P(token | the last order − 1 of what came before). With nothing added and a context never seen: 1 / V.
  /// Throws Error for a context that is too short or a number that is no token.
  double probability(std::span<const std::int32_t> before, std::int32_t token) const;

  /// Mean of −ln P over all tokens but the first order − 1, in nats. Throws Error where there is none.
  double cross_entropy(std::span<const std::int32_t> tokens) const;

 private:
  struct Next {
    std::int64_t all = 0;
    std::map<std::int32_t, std::int64_t> of;
  };

  std::size_t context_length() const { return static_cast<std::size_t>(order_ - 1); }
  void check(std::int32_t token) const;

  int vocabulary_, order_;
  double added_;
  std::map<std::vector<std::int32_t>, Next> next_;
};

}  // namespace madang::data
