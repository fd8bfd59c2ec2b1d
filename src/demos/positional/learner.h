#pragma once

#include <cstdint>
#include <vector>

#include "demo/thinning.h"
#include "demos/positional/model.h"
#include "demos/positional/task.h"
#include "optim/adam.h"

namespace madang::demos::positional {

/// Test sequences and where they ask.
struct Exam {
  explicit Exam(Sequences drawn);

  Sequences sequences;
  std::vector<std::int32_t> asked;    // indices into symbols
  std::vector<std::int32_t> answers;  // one for each of them
};

struct Score {
  float loss = 0;
  float accuracy = 0;
  float accuracy_beyond = 0;    // at places behind the trained length
  std::vector<float> by_place;  // share of right answers at each place; not a number: never asked there
};

/// Share of right answers among `given`, one for each question; places from `trained` on count as beyond.
Score score_of(const Exam& exam, std::span<const std::int32_t> given, int trained);

/// What is drawn while learning, thinned out so that it never holds more than a few hundred places.
struct Curves {
  std::vector<float> steps, train_loss, loss, accuracy, accuracy_beyond;

  bool due(std::uint64_t step) const { return thinning_.due(step); }
  void add(std::uint64_t step, float train, const Score& at_length, const Score& longer);

 private:
  demo::Thinning thinning_{10};
};

/// One of the two models with its optimiser.
class Learner {
 public:
  Learner(const Blueprint& blueprint, Random weights);

  /// The loss of a batch, to be descended along.
  Variable loss(const Exam& batch) const;
  void descend(const Variable& loss, float learning_rate);
  /// The likeliest answer to each question.
  std::vector<std::int32_t> answers(const Exam& exam) const;
  Score score(const Exam& exam) const;

  const Model& model() const { return model_; }

  Curves curves;

 private:
  Variable logits(const Exam& exam) const;

  int length_;  // of the sequences it learns from
  Model model_;
  Adam optimizer_;
};

}  // namespace madang::demos::positional
