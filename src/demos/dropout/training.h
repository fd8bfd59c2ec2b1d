#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "data/batches.h"
#include "data/image_set.h"
#include "demos/dropout/network.h"
#include "train/evaluation.h"
#include "train/update.h"

namespace madang::demos::dropout {

constexpr int batch_size = 32;
constexpr int test_images = 500;
constexpr std::uint64_t check_interval = 20;  // steps between two looks at the test images

/// The random streams of a seed, one for each purpose; from `steps`, the last, on one for every step.
enum class Stream : std::uint64_t {
  weights = 1,
  small_weights,
  images,
  wrong_labels,
  thin_nets,
  normal,
  steps
};

struct Batch {
  Tensor images;  // (rows, 1, side, side)
  std::vector<std::int32_t> labels;
};

/// The images of a seed, of which one label in five is wrong, and their batches; the first test images.
class Lessons {
 public:
  /// The file's bytes must outlive it.
  Lessons(const data::ImageSet& set, int images, std::uint64_t seed);

  Batch at(std::uint64_t step);
  /// Numbers of that step's images in the file, and their labels as they are taught.
  std::vector<std::int32_t> rows_at(std::uint64_t step);
  std::int32_t label_of(std::int32_t row) const;
  const Batch& test() const { return test_; }

 private:
  data::ImageSet set_;
  std::vector<std::int32_t> rows_, labels_;  // labels_ by number in the file; −1 for the others
  data::Batches order_;
  Batch test_;
};

/// What a network says to the test images.
struct Score {
  float loss = 0, error = 0;
};
Score score_of(const Tensor& logits, std::span<const std::int32_t> labels);

/// A network that learns by Adam. What is dropped in a step is a function of seed and step.
class Training {
 public:
  Training(Sequential network, float learning_rate, std::uint64_t seed);

  Random lots(std::uint64_t step) const { return random_for(seed_, Stream::steps, step); }
  Variable loss(const Batch& batch, std::uint64_t step) const;
  /// One update; throws demo::Halt where it diverges, and all is then as before.
  void step(const Batch& batch);
  /// Weights came from a file: the optimiser begins anew.
  void restart();

  const Sequential& network() const { return network_; }
  const Optimizer& optimizer() const { return optimizer_.optimizer(); }
  std::uint64_t steps() const { return steps_; }
  float last_loss() const { return loss_; }  // of the last batch, before its update
  /// Mean over some 20 batches, corrected for its beginning at 0.
  float mean_loss() const { return steps_ > 0 ? mean_ / weight_ : 0.f; }

 private:
  Sequential network_;
  float learning_rate_;
  std::uint64_t seed_;
  train::GuardedOptimizer optimizer_;
  std::uint64_t steps_ = 0;
  float loss_ = 0, mean_ = 0, weight_ = 0;
};

Training training_of(Arm arm, const Settings& settings, std::uint64_t seed);
/// Of rates from 0.0001 to 0.02, each two to three times the one before, that with the lowest test error after
/// trial_updates updates at the dropout rate 0.5 (of the RNN 0.3): a mean over three to ten seeds.
float tuned_rate(Arm arm, Kind kind);

}  // namespace madang::demos::dropout
