#pragma once

#include <span>
#include <vector>

#include "core/random.h"

namespace madang::data {

/// A hidden Markov model (Rabiner, "A tutorial on hidden Markov models", 1989, section II): states follow
/// each other, and each emits a token. A language of which every probability can be computed exactly, so that
/// a model of it can be measured against the best there is, from the left alone and from both sides.
class HiddenMarkov {
 public:
  using Row = std::vector<double>;  // sums to 1
  static constexpr int blank = -1;  ///< in a line: the token is not known

  /// initial: (states), transitions: (states, states) from row to column, emissions: (states, tokens). Throws
  /// Error for shapes that do not fit and rows that are no probabilities.
  HiddenMarkov(Row initial, std::vector<Row> transitions, std::vector<Row> emissions);

  int states() const { return static_cast<int>(initial_.size()); }
  int tokens() const { return static_cast<int>(emissions_.front().size()); }

  std::vector<int> sample(int length, Random& random) const;

  /// ln P of a line, blanks summed over. −∞ where it cannot be.
  double log_probability(std::span<const int> line) const;
  /// P(each token | the tokens before it): what the best model that reads from left to right can know.
  Row next(std::span<const int> before) const;
  /// P(each token at `place` | all the others), whatever stands there: what the best masked model can know.
  /// Throws Error for a line that cannot be.
  Row fill(std::span<const int> line, int place) const;

 private:
  Row emitted(int token) const;
  void check(std::span<const int> line) const;
  std::vector<Row> forward(std::span<const int> line) const;
  std::vector<Row> backward(std::span<const int> line) const;
  Row of_tokens(const Row& states) const;

  Row initial_;
  std::vector<Row> transitions_, emissions_;
};

}  // namespace madang::data
