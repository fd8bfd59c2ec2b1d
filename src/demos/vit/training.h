#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "data/batches.h"
#include "data/image_set.h"
#include "demos/vit/network.h"
#include "train/evaluation.h"
#include "train/frozen.h"
#include "train/update.h"

namespace madang::demos::vit {

/// A look at the test images: how many it takes, after how many updates the next one begins, and how many
/// steps it lasts.
constexpr int looked_at = 300;
constexpr std::uint64_t look_interval = 50, look_steps = 10;

/// (images, 1, canvas, canvas) and their labels.
struct Batch {
  Tensor images;
  std::vector<std::int32_t> labels;
};

/// Accuracies of the first test images: as they are, and with the patches of each in an order of its own.
struct Look {
  float accuracy = 0, shuffled = 0;
};
/// shuffled by Random(seed): the same orders for every network. patch: side in pixels
Look look_at(const Classifier& network, const data::LabelledImages& test, int patch, std::uint64_t seed);

/// On the first 1,000 test images.
float accuracy_of(const Classifier& network, const data::LabelledImages& test);

/// The same look for two networks, a few images at a time: it is of the weights of its beginning.
class Looking {
 public:
  Looking(const Classifier& network, const Classifier& cnn, const data::LabelledImages& test, int patch,
          std::uint64_t seed);
  void advance();
  bool finished() const { return pieces_.finished(); }
  Look network() const { return share(right_[0], right_[1]); }
  Look cnn() const { return share(right_[2], right_[3]); }

 private:
  static Look share(int straight, int mixed) {
    return {static_cast<float>(straight) / looked_at, static_cast<float>(mixed) / looked_at};
  }

  const Classifier* networks_[2];
  train::Frozen frozen_[2];
  const data::LabelledImages* test_;
  int patch_;
  std::uint64_t seed_;
  train::InPieces pieces_;
  int right_[4] = {};
};

/// The chosen network and the CNN, which learn from the same batches.
class Training {
 public:
  /// The images must outlive this. Same settings and seed, same run.
  Training(const Settings& settings, const data::ImageSet& set, std::uint64_t seed);

  /// An update of both, and a piece of the look at the test images that is under way. Throws demo::Halt when
  /// one diverges; everything is then as before.
  void step();
  /// The update alone.
  void learn();
  /// Weights came from outside: the optimisers begin anew.
  void begin_anew();

  /// What the next step takes.
  Batch next_batch();
  /// Cross-entropy of the labels; of DeiT half of it, and half the cross-entropy of what the CNN says
  /// (Touvron et al. 2021, eq. 3: hard distillation).
  Variable loss(const Batch& batch) const;

  const Classifier& network() const { return network_; }
  const Classifier& cnn() const { return cnn_; }
  data::Batches& batches() { return batches_; }
  const Optimizer& optimizer() const { return optimizer_.optimizer(); }
  std::uint64_t steps() const { return steps_; }
  float loss() const { return loss_; }  // of the last batch
  float cnn_loss() const { return cnn_loss_; }
  struct Result {
    std::uint64_t step = 0;  // after which the weights were those that were looked at
    Look network, cnn;
  };
  const std::optional<Result>& looked() const { return looked_; }

 private:
  std::unique_ptr<Optimizer> adam(const Classifier& network, float rate) const;

  const data::ImageSet* set_;
  Settings settings_;
  std::uint64_t seed_;
  Classifier network_, cnn_;
  train::GuardedOptimizer optimizer_, cnn_optimizer_;
  data::Batches batches_;
  std::uint64_t steps_ = 0;
  float loss_ = 0, cnn_loss_ = 0;
  std::optional<Looking> looking_;
  std::uint64_t looking_since_ = 0;
  std::optional<Result> looked_;
};

/// First weights of a run.
Classifier first_network(const Settings& settings, std::uint64_t seed);
Classifier first_cnn(std::uint64_t seed);

/// Of a network: of the learning rates 0.001, 0.003 and 0.01 the one with the highest test accuracy after
/// trial_updates, or within 0.02 of it, a mean over at least three seeds (MNIST, patches of 8).
float tuned_rate(Network network, Images images);
float tuned_cnn_rate(Images images);

/// The settings of a trial's run: each network at its own rate.
Settings tuned(Settings settings, Images images);

}  // namespace madang::demos::vit
