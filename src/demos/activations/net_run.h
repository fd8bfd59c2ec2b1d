#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "core/text.h"
#include "demo/thinning.h"
#include "demos/activations/measure.h"
#include "optim/adam.h"
#include "optim/sgd.h"

namespace madang::demos::activations {

/// What is drawn while training, thinned out so that it never holds more than a few hundred places.
struct Curves {
  std::vector<float> steps, loss, delta_ratio, weight_ratio, off;

  bool due(std::uint64_t step) const { return thinning_.due(step); }
  void add(std::uint64_t step, const Measurement& measurement);

 private:
  demo::Thinning thinning_{5};
};

/// One network with its optimiser. When it diverges it stays as it was before that step, so that the other
/// one can go on.
class NetRun {
 public:
  NetRun(const Settings& settings, Start start, int classes, Random weights);

  /// One update. The reason when it diverged: everything is then as before.
  std::optional<Text> step(const Batch& batch, const Squash& squash, float learning_rate);
  void record(std::uint64_t step, const Squash& squash, const Batch& all);
  void stop(std::uint64_t step, Text reason);
  void go_on() { stopped_step_.reset(); }

  const DeepNet& net() const { return net_; }
  const Curves& curves() const { return curves_; }
  std::optional<std::uint64_t> stopped_step() const { return stopped_step_; }
  const Text& reason() const { return reason_; }

 private:
  /// A value, so that a step that fails can be taken back.
  using AnyOptimizer = std::variant<Sgd, Adam>;
  static AnyOptimizer make_optimizer(const Settings& settings, const DeepNet& net);

  DeepNet net_;
  AnyOptimizer optimizer_;
  Curves curves_;
  std::optional<std::uint64_t> stopped_step_;
  Text reason_;
};

}  // namespace madang::demos::activations
