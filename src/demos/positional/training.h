#pragma once

#include <array>
#include <cstdint>

#include "demos/positional/learner.h"

namespace madang::demos::positional {

constexpr int batch_count = 32;

Rules rules_of(const Settings& settings);
Blueprint blueprint_of(const Settings& settings, Scheme scheme);
/// The random streams of a seed.
Random first_weights(std::uint64_t seed);
Random batch_stream(std::uint64_t seed);

/// Both models, which learn from the same batches, and the tests that they take.
class Training {
 public:
  Training(const Settings& settings, std::uint64_t seed);

  /// One update of both. Throws demo::Halt where a loss is not a number: everything is then as before.
  void step(float learning_rate);

  const Learner& learner(int index) const { return learners_[static_cast<std::size_t>(index)]; }
  Learner& learner(int index) { return learners_[static_cast<std::size_t>(index)]; }
  const Rules& rules() const { return rules_; }
  const Exam& exam() const { return exam_; }            ///< of the trained length
  const Exam& long_exam() const { return long_exam_; }  ///< `reach` times as long
  std::uint64_t steps() const { return steps_; }
  int trained_length() const { return exam_.sequences.length; }

 private:
  void record(std::array<float, 2> batch_losses);

  Rules rules_;
  Random batches_;
  Random tests_;
  Exam exam_, long_exam_;
  std::array<Learner, 2> learners_;
  std::uint64_t steps_ = 0;
};

/// Of the best guess that does not know the order.
Score order_blind_score(const Rules& rules, const Exam& exam, int trained);

}  // namespace madang::demos::positional
