#pragma once

#include <cstdint>
#include <optional>

#include "data/batches.h"
#include "demos/backprop/dataset.h"
#include "demos/backprop/network.h"
#include "train/update.h"

namespace madang::demos::backprop {

struct Score {
  float loss = 0;
  float accuracy = 0;
};

/// The network with its data and optimiser, and the watch over whether learning still makes sense.
class Training {
 public:
  Training(const Settings& settings, std::uint64_t seed);

  /// One batch. Throws demo::Halt when it diverges; everything is then as before the step. `measured`: the
  /// loss over all points is wanted afterwards, and is watched then.
  void step(const Settings& settings, bool measured);
  /// One update with gradients, and their loss, from elsewhere; the same watch.
  void update(const Settings& settings, const Gradients& gradients, float loss, bool measured);

  /// New points under the same network.
  void take_data(const Settings& settings);
  void take_rule(const Settings& settings);
  /// The reader has put a weight by hand: what follows is measured against the loss it has now.
  void set_weight(int layer, int to, int from, float value);

  /// The weights came from a file: the optimiser begins anew.
  void weights_given(const Settings& settings);

  /// Nothing was learned or set by hand yet.
  bool untouched() const { return steps_ == 0 && !edited_; }
  std::uint64_t steps() const { return steps_; }
  const Network& network() const { return network_; }
  const Dataset& data() const { return data_; }
  const Optimizer& optimizer() const { return optimizer_.optimizer(); }
  const Batch& train_batch() const { return train_batch_; }
  bool holds_out() const { return data_.test.size() > 0; }
  /// Of the network as it is; made once.
  const Score& train_score() const { return kept_score(train_score_, train_batch_); }
  const Score& test_score() const { return kept_score(test_score_, test_batch_); }
  /// E over the training points of the best answer that is the same for all of them.
  float constant_loss() const;

 private:
  /// Throws demo::Halt where it must not go on from the weights as they are.
  void watch(const Settings& settings, float batch_loss, bool measured) const;
  void make_batches();
  const Score& kept_score(std::optional<Score>& kept, const Batch& batch) const;
  /// Weights or points are others: what was measured is no longer of them.
  void forget_scores();
  /// From here on growth is measured against the loss as it is, if that is larger.
  void accept_loss();

  std::uint64_t seed_;
  Dataset data_;
  Network network_;
  train::GuardedOptimizer optimizer_;
  data::Rounds rounds_;
  Batch train_batch_;
  Batch test_batch_;
  mutable std::optional<Score> train_score_, test_score_;
  std::uint64_t steps_ = 0;
  bool edited_ = false;
  float reference_loss_ = 0;  // growth is measured against it: the loss at the start
};

}  // namespace madang::demos::backprop
