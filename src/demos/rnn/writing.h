#pragma once

#include <string>
#include <vector>

#include "core/random.h"
#include "demos/rnn/model.h"

namespace madang::demos::rnn {

/// A cell that has read the beginning of a text and says what may follow.
class Writer {
 public:
  /// inputs: (1, steps, features), of which the first `read` are read.
  Writer(const Model& model, const Tensor& inputs, int read);

  /// Probability of each character after what was read.
  const std::vector<float>& next() const { return next_; }
  /// Goes on by `count` characters, each drawn with a probability ∝ p^(1/temperature).
  std::string write(int count, float temperature, const std::vector<std::string>& alphabet, Random random);

 private:
  void take(const Variable& x);

  const Model& model_;
  Step step_;
  std::vector<float> next_;
};

}  // namespace madang::demos::rnn
