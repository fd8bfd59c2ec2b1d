#pragma once

#include <cstdint>
#include <vector>

#include "demos/attention/recall_model.h"
#include "train/update.h"

namespace madang::demos::attention {

/// How well held-out sequences are answered.
struct Score {
  float loss = 0;
  float accuracy = 0;
  std::vector<float> right_weight{};  ///< per head: mean α of the pair that holds the answer
  float best_head() const;
};

/// The training of a model on fresh sequences of associative recall by Adam, and the held-out ones.
class Training {
 public:
  Training(const RecallOptions& options, std::uint64_t seed);

  /// One update on a batch. Throws demo::Halt when it diverges; everything is then as before, the next batch
  /// too.
  void step(const Rules& rules, bool positions, float learning_rate);
  /// Weights came from elsewhere, so that what the optimiser remembers is not of them.
  void forget_moments();

  /// On the held-out sequences.
  Score score(const Rules& rules, bool positions) const;
  Variable held_out_loss(const Rules& rules, bool positions) const;
  const data::RecallSequence& held_out(int number) const {
    return held_out_[static_cast<std::size_t>(number) % held_out_.size()];
  }
  std::uint64_t steps() const { return steps_; }
  RecallModel& model() { return model_; }

 private:
  Random random_;
  RecallModel model_;
  train::GuardedOptimizer optimizer_;
  std::vector<data::RecallSequence> held_out_;
  std::vector<std::int32_t> held_out_answers_;
  std::uint64_t steps_ = 0;
};

}  // namespace madang::demos::attention
