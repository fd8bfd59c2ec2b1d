#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "demos/seq2seq/measure.h"
#include "train/update.h"

namespace madang::demos::seq2seq {

/// The model with the first weights of the seed.
Translator first_model(Attention attention, const Settings& settings, const Lesson& lesson,
                       std::uint64_t seed);

/// One kind of attention with its optimiser.
struct Learner {
  Translator model;
  train::GuardedOptimizer optimizer;
  float loss = 0;       // of the last batch
  float mean_loss = 0;  // over some twenty batches
  /// Of held-out lines of 1 … most_measured items, by the line; each as it was measured last.
  std::array<std::vector<Tally>, most_measured> tallies;

  /// Over all lines of so many items that were measured.
  Tally tally(int items) const;
};

/// Kinds of attention that learn from the same batches, with Adam.
class Training {
 public:
  Training(const Settings& settings, std::uint64_t seed, std::span<const Attention> kinds = all_attentions);

  /// One update of each. Throws demo::Halt when one diverges: everything is then as before.
  void step(const Settings& settings);
  /// Each answers one more held-out line; those of one item up to two more than trained on, in turn.
  void measure_next();
  /// Their weights came from elsewhere.
  void begin_anew(const Settings& settings);

  /// In the order of `kinds`.
  const std::vector<Learner>& learners() const { return learners_; }
  const Learner& learner(Attention attention) const { return learners_[static_cast<std::size_t>(attention)]; }
  const Lesson& lesson() const { return lesson_; }
  std::uint64_t updates() const { return updates_; }
  /// The most items of a line that is measured.
  int measured_items() const { return measured_items_; }

 private:
  Lesson lesson_;
  Random order_;
  int measured_items_;
  std::vector<Learner> learners_;
  std::uint64_t updates_ = 0, measured_ = 0;
};

}  // namespace madang::demos::seq2seq
