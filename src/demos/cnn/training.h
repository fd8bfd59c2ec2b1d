#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "data/batches.h"
#include "data/image_set.h"
#include "demo/thinning.h"
#include "demos/cnn/network.h"
#include "io/safetensors.h"
#include "optim/adam.h"
#include "train/evaluation.h"

namespace madang::demos::cnn {

/// The accuracy on the test images that counts as learned.
constexpr float goal_accuracy = 0.97f;

/// Values over the steps, thinned out so that there are never more than a few hundred.
struct Trace {
  std::vector<float> x, y;

  void add(std::uint64_t step, float value);

 private:
  demo::Thinning thinning_;
  std::uint64_t count_ = 0;
};

/// A network learning from batches of the training images, with Adam.
class Training {
 public:
  /// The images must outlive this. Same settings and seed, same run.
  Training(const Settings& settings, const data::ImageSet& set, std::uint64_t seed);

  /// One batch; after every some 3,000 images also a look at all test images. Throws demo::Halt, before any
  /// weight has changed, when the numbers have left the range of float.
  void step(const Settings& settings);

  /// Weights came from outside: what was measured is no longer of this network.
  void forget_evaluation() { evaluation_.reset(); }

  /// For looking inside, all of the batch that the next step takes; nothing changes.
  std::vector<io::NamedTensor> gradients();
  std::vector<io::NamedTensor> activations();
  /// The loss with one number of a parameter changed.
  double loss_with(const Variable& parameter, std::size_t index, float value);

  const ConvNet& net() const { return net_; }
  std::uint64_t steps() const { return steps_; }
  int batch() const { return batch_; }
  /// Training images seen, repeated ones again.
  std::uint64_t images() const { return steps_ * static_cast<std::uint64_t>(batch_); }
  float loss() const { return loss_; }                                // of the last batch
  float learning_rate() const { return optimizer_.learning_rate(); }  // of the last step
  double seconds() const { return seconds_; }  // spent on steps, without looks at the test images
  const std::optional<train::Evaluation>& evaluation() const { return evaluation_; }
  /// The step after which the goal was first seen reached.
  std::optional<std::uint64_t> goal_step() const { return goal_step_; }
  double goal_seconds() const { return goal_seconds_; }

  Trace train_loss, train_accuracy, test_accuracy, time;

 private:
  struct Batch {
    Variable images;  // (batch, 1, 28, 28)
    std::vector<std::int32_t> labels;
  };
  Batch next_batch();
  void learn(const Settings& settings);
  void look();

  const data::ImageSet& set_;
  int batch_;
  ConvNet net_;
  Adam optimizer_;
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
