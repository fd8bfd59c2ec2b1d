#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "data/batches.h"
#include "data/image_set.h"
#include "demos/residual/network.h"
#include "train/evaluation.h"
#include "train/trial.h"
#include "train/update.h"

namespace madang::demos::residual {

/// The random streams of a seed. All networks draw their weights from the same one.
enum class Stream : std::uint64_t { weights = 1, directions };

struct Batch {
  Tensor images;  // (rows, 1, side, side)
  std::vector<std::int32_t> labels;
};
/// images: those of `set`. Throws Error for an index that is none.
Batch batch_of(const data::LabelledImages& set, std::span<const std::int32_t> chosen);
/// Its first `count` images.
Batch first_of(const data::LabelledImages& set, int count);

/// A network that learns by gradient descent with momentum 0.9 and gradients cut to a norm. When it diverges
/// it stays as it was before that step.
class Training {
 public:
  Training(Kind kind, const Settings& settings, std::uint64_t seed);

  /// One update, or none once it has stopped.
  void step(const Batch& batch);
  /// Weights came from a file: the optimiser begins anew.
  void restart(const Settings& settings);

  const Network& network() const { return network_; }
  std::uint64_t steps() const { return steps_; }
  float loss() const { return loss_; }  // of the last batch, before its update
  /// Mean over some 20 batches, corrected for its beginning at 0.
  float mean_loss() const { return steps_ > 0 ? mean_loss_ / mean_weight_ : 0.f; }
  /// ‖∂L/∂W‖ of every hidden layer at the last update; empty before the first.
  const std::vector<float>& gradient_norms() const { return gradient_norms_; }
  const Optimizer& optimizer() const { return optimizer_.optimizer(); }
  /// Why it goes no further.
  const std::optional<train::Fault>& fault() const { return fault_; }

 private:
  Network network_;
  train::GuardedOptimizer optimizer_;
  std::uint64_t steps_ = 0;
  float loss_ = 0, mean_loss_ = 0, mean_weight_ = 0;
  std::vector<float> gradient_norms_;
  std::optional<train::Fault> fault_;
};

/// ‖∂L/∂W‖ of every hidden layer, from the input on.
std::vector<float> gradient_norms_of(const Network& network, const Gradients& gradients);

/// Of the first 1,000 images, in evaluation mode.
train::Evaluation evaluate(const Network& network, const data::LabelledImages& images);

/// Each kind at each of trial_depths. Contestants: kind · depths + depth. Measures: training loss of the last
/// batches, test error. The set must outlive it.
train::Trial trial_of(const Settings& settings, const data::ImageSet& set, std::uint64_t first_seed);

}  // namespace madang::demos::residual
