#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "autograd/variable.h"
#include "core/random.h"
#include "demo/thinning.h"
#include "demos/convolution/settings.h"
#include "io/safetensors.h"
#include "optim/adam.h"
#include "optim/sgd.h"

namespace madang::demos::convolution {

/// What the kernel learns from: the picture (channels, side, side) and the filter (1, channels, size, size)
/// whose feature map it shall give.
struct Lesson {
  Tensor picture;
  Tensor target;
  Geometry geometry;

  /// Mean square of the difference of the two feature maps.
  Variable loss(const Variable& weights) const;
};

/// A kernel that begins with random numbers and is moved down the gradient of the lesson's loss.
class Learner {
 public:
  /// Its first weights are normal with variance 1 / (channels · size²).
  Learner(const Settings& settings, Random random);

  /// One update. Throws demo::Halt when it diverges; everything is then as before.
  void step(const Lesson& lesson, float learning_rate);
  /// Notes loss and difference at the present update.
  void record(const Lesson& lesson);
  void set_weight(std::size_t place, float value) { weights_.mutable_values()[place] = value; }

  const Tensor& weights() const { return weights_.value(); }
  std::uint64_t updates() const { return updates_; }
  float loss(const Lesson& lesson) const;
  /// Largest |weights − target|.
  float difference(const Lesson& lesson) const;

  /// Over the updates, thinned out so that there are never more than a few hundred.
  std::vector<float> steps, losses, differences;

  std::vector<io::NamedTensor> tensors() const { return {{"weight", weights()}}; }
  std::vector<io::NamedTensor> gradients(const Lesson& lesson) const;
  double loss_with(const Lesson& lesson, std::size_t place, float value) const;
  /// Throws io::Refused before anything has changed.
  void load(std::span<const io::NamedTensor> file);

 private:
  /// A value, so that a step that fails can be taken back.
  using AnyOptimizer = std::variant<Sgd, Adam>;
  static AnyOptimizer make_optimizer(Rule rule, const Variable& weights);

  Rule rule_;
  Variable weights_;
  AnyOptimizer optimizer_;
  std::uint64_t updates_ = 0;
  demo::Thinning thinning_;
};

}  // namespace madang::demos::convolution
