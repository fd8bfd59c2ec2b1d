#pragma once

#include <cstdint>
#include <optional>

#include "core/text.h"
#include "data/batches.h"
#include "demos/activations/measure.h"
#include "train/update.h"

namespace madang::demos::activations {

constexpr int point_count = 128;

/// The random streams of a seed, one for each purpose. Both networks take their weights from the same one.
enum class Stream : std::uint64_t { points = 1, weights };

/// The points of a run. Each coordinate has mean 0 and variance 1: what the ways to begin assume of the
/// input.
struct PlaneData {
  PlaneData(Data data, Random random);

  data::PlaneBatch next(int rows) { return data::batch_of(points, rounds.next(rows)); }

  Points points;
  data::PlaneBatch all;
  data::Rounds rounds;
};

/// A step that was not taken, and why.
struct Stop {
  std::uint64_t step;
  Text reason;
};

/// One network that learns. When it diverges it stays as it was before that step, so that the other one can
/// go on.
class Training {
 public:
  /// `which`: 0 for network A, 1 for B.
  Training(const Settings& settings, int which, int classes, Random weights);

  /// The update number `step`, counted from 0. Where it diverges it is taken back, and there are no more
  /// until go_on.
  void step(const data::PlaneBatch& batch, float learning_rate, std::uint64_t step);
  void go_on() { stop_.reset(); }
  /// Another function between the layers, as the settings say.
  void exchange(const Settings& settings);
  /// The weights came from elsewhere: the optimiser begins anew.
  void weights_given(const Settings& settings);

  const DeepNet& net() const { return net_; }
  const Optimizer& optimizer() const { return optimizer_.optimizer(); }
  /// Of the network as it is, over `all` the points; made once.
  const Measurement& measured(const data::PlaneBatch& all);
  const std::optional<Stop>& stop() const { return stop_; }

 private:
  int which_;
  DeepNet net_;
  train::GuardedOptimizer optimizer_;
  std::optional<Measurement> measured_;
  std::optional<Stop> stop_;
};

}  // namespace madang::demos::activations
