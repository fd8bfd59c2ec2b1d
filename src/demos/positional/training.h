#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "demos/positional/measure.h"
#include "train/update.h"

namespace madang::demos::positional {

constexpr int batch_count = 32;

Blueprint blueprint_of(const Settings& settings, Scheme scheme);

/// Both models, which learn from the same batches, and the tests that they take.
class Training {
 public:
  Training(const Settings& settings, std::uint64_t seed);

  /// One update of both. Throws demo::Halt when one diverges: everything is then as before.
  /// → the losses of the batch
  std::array<float, 2> step(float learning_rate);
  /// Their weights came from elsewhere.
  void begin_anew();
  /// The sequences of the next step; the one after it has others.
  Sequences draw_batch() { return rules_.draw(batch_count, trained_length(), batches_); }

  const Model& model(int index) const { return learners_[static_cast<std::size_t>(index)].model; }
  const Rules& rules() const { return rules_; }
  const Exam& exam() const { return exam_; }            ///< of the trained length
  const Exam& long_exam() const { return long_exam_; }  ///< `reach` times as long
  std::uint64_t steps() const { return steps_; }
  int trained_length() const { return exam_.sequences.length; }

  struct Scores {
    Score at_length, longer;
  };
  /// The model's, measured once for the weights as they are.
  const Scores& scores(int index);
  /// Of the best guess that does not know the order.
  const Scores& guess() const { return guess_; }

 private:
  struct Learner {
    Learner(const Blueprint& blueprint, Random weights);

    Model model;
    train::GuardedOptimizer optimizer;
    std::optional<Scores> scores;  // of the weights as they are; nothing: not measured yet
  };

  Rules rules_;
  Random batches_;
  Random tests_;
  Exam exam_, long_exam_;
  Scores guess_;
  std::array<Learner, 2> learners_;
  std::uint64_t steps_ = 0;
};

/// The training of model A as a Python script (pytorch.cpp): the same first weights and batches, for `steps`
/// steps. It prints the loss of each batch.
std::string pytorch_script(const Settings& settings, std::uint64_t seed, std::uint64_t steps);

}  // namespace madang::demos::positional
