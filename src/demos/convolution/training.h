#pragma once

#include <cstdint>

#include "core/random.h"
#include "demos/convolution/settings.h"
#include "nn/conv.h"
#include "train/update.h"

namespace madang::demos::convolution {

/// What the kernel learns from: the picture (1, channels, side, side) and the filter (1, channels, size,
/// size) whose feature map it shall give.
struct Lesson {
  Tensor picture;
  Tensor target;
  Geometry geometry;

  /// Mean square of the difference of the two feature maps.
  Variable loss(const Variable& weights) const;
};

/// How far a kernel is from the filter that it imitates.
struct Score {
  float loss = 0;        // of the lesson
  float difference = 0;  // largest |weights − target|
};
Score score_of(const Tensor& weights, const Lesson& lesson);

/// A kernel that begins with random numbers and is moved down the gradient of the lesson's loss.
class Training {
 public:
  /// Its first weights are normal with variance 1 / (channels · size²).
  Training(const Settings& settings, Random random);

  /// One update. Throws demo::Halt when it diverges; everything is then as before.
  void step(const Lesson& lesson, float learning_rate);
  void set_weight(std::size_t place, float value) { layer_.weight.mutable_values()[place] = value; }
  /// Weights came from elsewhere, so that what the optimiser remembers is not of them.
  void forget_moments(const Settings& settings);

  const Conv2d& layer() const { return layer_; }
  const Tensor& weights() const { return layer_.weight.value(); }
  const Optimizer& optimizer() const { return optimizer_.optimizer(); }
  std::uint64_t updates() const { return updates_; }

 private:
  Conv2d layer_;
  train::GuardedOptimizer optimizer_;
  std::uint64_t updates_ = 0;
};

}  // namespace madang::demos::convolution
