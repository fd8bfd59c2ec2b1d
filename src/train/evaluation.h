#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "autograd/variable.h"
#include "core/matrix.h"
#include "train/in_pieces.h"

namespace madang::train {

/// What is guessed where a row holds something that is no number.
constexpr std::int32_t no_class = -1;

/// The class of the largest number in each row, of equal ones the first. logits (or probabilities): (rows,
/// classes); a single column is the logit of class 1, which it says where that is positive.
std::vector<std::int32_t> likeliest(const Tensor& logits);

/// Share of the rows whose likeliest class is the label; a row with something that is no number counts as
/// wrong. 0 of no rows.
float accuracy(const Tensor& logits, std::span<const std::int32_t> labels);

/// What a model says to every example of a set.
struct Evaluation {
  int classes = 0;
  float loss = 0;                     // cross-entropy, mean over the examples
  std::vector<std::int32_t> truths;   // (examples)
  std::vector<std::int32_t> guesses;  // the likeliest class, or no_class
  std::vector<float> sureness;        // its probability

  float accuracy() const;
  /// (truth, guess): how many.
  Matrix confusion() const;
  /// Examples with another guess than the truth, the surest first.
  std::vector<std::int32_t> mistakes(std::size_t most) const;
};

/// Numbers of examples → their logits (examples, classes).
using LogitsOf = std::function<Variable(std::span<const std::int32_t>)>;

/// An evaluation that goes on piece by piece, for a set that takes longer than a frame.
class Evaluator {
 public:
  /// Throws Error unless at_once is positive.
  Evaluator(std::span<const std::int32_t> truths, int at_once);

  /// The next examples; records nothing. All calls should ask the same weights: see Frozen.
  void advance(const LogitsOf& logits_of);
  /// As long as `seconds` have not passed, one piece at least.
  void advance_for(double seconds, const LogitsOf& logits_of);

  bool finished() const { return pieces_.finished(); }
  float share() const { return pieces_.share(); }
  /// Of the examples done so far.
  const Evaluation& result() const { return result_; }

 private:
  void evaluate(std::span<const std::int32_t> examples, const LogitsOf& logits_of);

  std::vector<std::int32_t> truths_;
  InPieces pieces_;
  Evaluation result_;
  double loss_sum_ = 0;
};

/// All of it: asks for `at_once` examples at a time and records nothing. Throws Error unless at_once is
/// positive.
Evaluation evaluate(const LogitsOf& logits_of, std::span<const std::int32_t> truths, int at_once);

}  // namespace madang::train
