#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "data/batches.h"
#include "data/image_set.h"
#include "demos/batchnorm/settings.h"
#include "nn/batch_norm.h"
#include "nn/linear.h"
#include "nn/sequential.h"
#include "train/evaluation.h"
#include "train/update.h"

namespace madang::demos::batchnorm {

/// `width` as group norm needs it: the next multiple of its groups.
int units_of(const Settings& settings);

/// pixels → hidden layers of Linear, norm and ReLU → classes. Networks of one seed begin with the same
/// weights, whatever their norm: He et al. 2015, eq. 10, before a ReLU.
class Network {
 public:
  Network(Norm norm, const Settings& settings, Random random);

  /// Of every hidden layer (rows, units) before and after the norm; without one they are the same.
  struct Pass {
    std::vector<Variable> z, y;
    Variable logits;  // (rows, classes)
  };
  // images: (rows, 1, side, side). In training batch norm moves its running values.
  Pass forward(const Tensor& images, Mode mode) const;
  Variable logits(const Tensor& images, Mode mode) const;

  Norm norm() const { return norm_; }
  /// Of that hidden layer, counted from 0; null where the network has another norm.
  const BatchNorm* batch_norm(int layer) const;
  const Linear& linear(int layer) const { return *layers_.get_if<Linear>(place(layer, 0)); }
  /// γ and β of a hidden layer's norm, (1, units) each; nothing without a norm.
  struct Affine {
    Matrix gamma, beta;
  };
  std::optional<Affine> affine(int layer) const;
  const Sequential& layers() const { return layers_; }
  std::vector<Variable> parameters() const { return layers_.parameters(); }
  std::vector<NamedParameter> named_parameters() const { return layers_.named_parameters(); }
  std::vector<NamedParameter> named_buffers() const { return layers_.named_buffers(); }

 private:
  std::size_t place(int layer, int part) const;  // of a part of a hidden layer in layers_

  Norm norm_;
  int depth_;
  Sequential layers_;
};

/// The learning rate of 0.003, 0.01, 0.03, 0.1, 0.3 and 1 with the lowest test error after trial_images
/// images, a mean over three to five seeds (5 hidden layers of 64).
float tuned_rate(Norm norm, int batch);

/// Of the first 1,000 images, in evaluation mode.
train::Evaluation evaluate(const Network& network, const data::LabelledImages& images);

struct Batch {
  Tensor images;  // (rows, 1, side, side)
  std::vector<std::int32_t> labels;
};

/// The batches of a seed, the same for all networks.
class Lessons {
 public:
  /// The images must outlive it.
  Lessons(const data::LabelledImages& images, int batch, std::uint64_t seed)
      : images_(&images), order_(static_cast<int>(images.size()), batch, seed) {}

  Batch at(std::uint64_t step) {
    const auto chosen = order_.at(step);
    return {images_->images(chosen), images_->labels_of(chosen)};
  }
  data::Batches& order() { return order_; }

 private:
  const data::LabelledImages* images_;
  data::Batches order_;
};

/// A network that learns by plain gradient descent. When it diverges it stays as it was before that step.
class Training {
 public:
  Training(Norm norm, const Settings& settings, std::uint64_t seed);

  /// One update, or none once it has stopped.
  void step(const Batch& batch);
  /// Weights came from a file: the optimiser begins anew.
  void restart(const Settings& settings);

  const Network& network() const { return network_; }
  std::uint64_t steps() const { return steps_; }
  float loss() const { return loss_; }  // of the last batch, before its update
  /// Mean over some 20 batches, corrected for its beginning at 0.
  float mean_loss() const { return steps_ > 0 ? mean_loss_ / mean_weight_ : 0.f; }
  const Optimizer& optimizer() const { return optimizer_.optimizer(); }
  /// Why it goes no further.
  const std::optional<train::Fault>& fault() const { return fault_; }

 private:
  Network network_;
  train::GuardedOptimizer optimizer_;
  std::uint64_t steps_ = 0;
  float loss_ = 0, mean_loss_ = 0, mean_weight_ = 0;
  std::optional<train::Fault> fault_;
};

}  // namespace madang::demos::batchnorm
