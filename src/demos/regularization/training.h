#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "data/batches.h"
#include "demos/regularization/network.h"
#include "demos/regularization/pictures.h"
#include "train/update.h"

namespace madang::demos::regularization {

constexpr std::uint64_t check_interval = 10;  // steps between two looks at the validation images
constexpr float nearly_zero = 1e-3f;

struct Score {
  float loss = 0;  // cross-entropy, mean over the images
  float accuracy = 0;
};
Score score_of(const Network& network, const Part& part);

/// Gradient descent, where the technique is L2 with a weight decay that presses on the matrices alone.
std::unique_ptr<Optimizer> optimizer_of(const Network& network, const Settings& settings);

/// What the network is fed in a step.
struct Fed {
  std::vector<std::int32_t> rows;  // of the training part
  Tensor images;                   // (rows, 1, side, side), changed as the technique says
  Tensor targets;                  // (rows, classes)
};

/// One network that learns with one technique. The same settings, pictures and seed give the same run.
class Training {
 public:
  Training(const Settings& settings, std::shared_ptr<const Pictures> pictures, std::uint64_t seed);

  /// One update: w ← w − η (∂L/∂w + λ₂ w), and with L1 then w ← sign(w) max(|w| − ηλ₁, 0), the proximal step
  /// that makes weights exactly 0 (Beck & Teboulle 2009, eq. 1.5). Throws Halt when it diverges; all is then
  /// as before. Every check_interval steps the validation images are looked at.
  void step();

  std::uint64_t steps() const { return steps_; }
  /// What is fed in that step; of one step always the same.
  Fed fed(std::uint64_t step) const;
  const Network& network() const { return network_; }
  const Pictures& pictures() const { return *pictures_; }

  struct Check {
    std::uint64_t step = 0;
    Score validation;
  };
  const std::vector<Check>& checks() const { return checks_; }
  /// The check with the lowest validation loss; of early stopping, up to its stop.
  const Check& best() const { return best_; }
  /// When early stopping ran out of patience. Training goes on, to show what would have come.
  std::optional<std::uint64_t> stopped() const { return stopped_; }

  /// Of the network that the technique hands over: with early stopping that of the best check, else the
  /// present one.
  Score final_score(const Part& part) const;
  /// Share of weights (not biases) below nearly_zero, in that network.
  float share_near_zero() const;
  /// All weights (not biases) of that network.
  std::vector<float> final_weights() const;

 private:
  void shrink(float by) const;
  void check();
  template <class Read>
  auto in_final(Read read) const;

  Settings settings_;
  std::shared_ptr<const Pictures> pictures_;
  std::uint64_t seed_;
  Network network_;
  train::GuardedOptimizer optimizer_;
  std::uint64_t steps_ = 0;
  std::vector<Check> checks_;
  Check best_;
  std::vector<Tensor> best_state_;
  std::optional<std::uint64_t> stopped_;
};

}  // namespace madang::demos::regularization
