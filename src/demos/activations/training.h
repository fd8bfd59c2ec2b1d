#pragma once

#include <cstdint>
#include <optional>

#include "core/text.h"
#include "demos/activations/measure.h"
#include "train/update.h"

namespace madang::demos::activations {

/// One network that learns. When it diverges it stays as it was before that step, so that the other one can
/// go on.
class Training {
 public:
  /// `which`: 0 for network A, 1 for B.
  Training(const Settings& settings, int which, int classes, Random weights);

  /// One update. The reason when it diverged: everything is then as before.
  std::optional<Text> step(const Batch& batch, float learning_rate);
  /// Another function between the layers, as the settings say.
  void exchange(const Settings& settings);
  /// The weights came from elsewhere: the optimiser begins anew.
  void weights_given(const Settings& settings);
  void stop(std::uint64_t step, Text reason);
  void go_on() { stopped_step_.reset(); }

  const DeepNet& net() const { return net_; }
  const Optimizer& optimizer() const { return optimizer_.optimizer(); }
  /// Of the network as it is, over `all` the points; made once.
  const Measurement& measured(const Batch& all);
  std::optional<std::uint64_t> stopped_step() const { return stopped_step_; }
  const Text& reason() const { return reason_; }

 private:
  int which_;
  DeepNet net_;
  train::GuardedOptimizer optimizer_;
  std::optional<Measurement> measured_;
  std::optional<std::uint64_t> stopped_step_;
  Text reason_;
};

}  // namespace madang::demos::activations
