#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "demos/rnn/measure.h"
#include "train/update.h"

namespace madang::demos::rnn {

/// The model of a cell, with the first weights of the seed.
Model first_model(Cell cell, const Settings& settings, const Lesson& lesson, std::uint64_t seed);

/// One cell with its optimiser.
struct Learner {
  Model model;
  train::GuardedOptimizer optimizer;
  Measurement first;               // before anything was learned
  std::optional<Measurement> now;  // of the weights as they are; nothing: not measured yet
};

/// Cells that learn from the same sequences, with Adam.
class Training {
 public:
  Training(const Settings& settings, std::uint64_t seed, std::span<const Cell> cells = all_cells);

  /// One update of each. Throws demo::Halt when one diverges: everything is then as before.
  void step(const Settings& settings);
  /// Their weights came from elsewhere.
  void begin_anew(const Settings& settings);

  /// In the order of `cells`.
  const std::vector<Learner>& learners() const { return learners_; }
  /// The learner's, measured once for the weights as they are.
  const Measurement& measured(std::size_t learner);
  const Lesson& lesson() const { return lesson_; }
  std::uint64_t updates() const { return updates_; }

 private:
  Lesson lesson_;
  Random sequences_;
  std::vector<Learner> learners_;
  std::uint64_t updates_ = 0;
};

}  // namespace madang::demos::rnn
