#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "data/batches.h"
#include "data/image_set.h"
#include "demos/cnn/network.h"
#include "train/evaluation.h"
#include "train/update.h"

namespace madang::demos::cnn {

/// The accuracy on the test images that counts as learned.
constexpr float goal_accuracy = 0.97f;

/// A network learning from batches of the training images, with Adam.
class Training {
 public:
  /// The images must outlive this. Same settings and seed, same run.
  Training(const Settings& settings, const data::ImageSet& set, std::uint64_t seed);

  /// One batch; after every some 3,000 images also a look at all test images. Throws demo::Halt when it
  /// diverges; everything is then as before.
  void step(const Settings& settings);

  /// Weights came from outside: what was measured is no longer of this network, and the optimiser begins
  /// anew.
  void begin_anew();

  struct Batch {
    Variable images;  // (batch, 1, 28, 28)
    std::vector<std::int32_t> labels;
  };
  /// What the next step takes.
  Batch next_batch();

  const ConvNet& net() const { return net_; }
  std::uint64_t steps() const { return steps_; }
  int batch() const { return batch_; }
  /// Training images seen, repeated ones again.
  std::uint64_t images() const { return steps_ * static_cast<std::uint64_t>(batch_); }
  /// Steps between two looks at the test images.
  std::uint64_t look_interval() const;
  float loss() const { return loss_; }  // of the last batch
  /// Share of right answers, a mean over some twenty batches, corrected for its beginning at 0 as Adam's
  /// moments are.
  float train_accuracy() const { return mean_right_ / mean_weight_; }
  float learning_rate() const { return optimizer_.optimizer().learning_rate(); }  // of the last step
  double seconds() const { return seconds_; }  // spent on steps, without looks at the test images
  const std::optional<train::Evaluation>& evaluation() const { return evaluation_; }
  /// The step after which the goal was first seen reached.
  std::optional<std::uint64_t> goal_step() const { return goal_step_; }
  double goal_seconds() const { return goal_seconds_; }

 private:
  void learn(const Settings& settings);
  void look();

  const data::ImageSet& set_;
  int batch_;
  ConvNet net_;
  train::GuardedOptimizer optimizer_;
  data::Batches batches_;
  std::uint64_t steps_ = 0;
  float loss_ = 0;
  float mean_right_ = 0, mean_weight_ = 0;
  double seconds_ = 0;
  std::optional<train::Evaluation> evaluation_;
  std::optional<std::uint64_t> goal_step_;
  double goal_seconds_ = 0;
};

/// What a network says to every image.
train::Evaluation evaluate(const ConvNet& net, const data::LabelledImages& images);

/// What the learning rate is multiplied with in a step, counted from 0.
float rate_factor(const Settings& settings, std::uint64_t step, std::uint64_t steps_per_epoch);

/// Weights and batches of a run, also for the PyTorch script.
ConvNet first_net(const Settings& settings, std::uint64_t seed);
data::Batches batches_of(const Settings& settings, const data::ImageSet& set, std::uint64_t seed);

}  // namespace madang::demos::cnn
