#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "demos/segmentation/network.h"
#include "demos/segmentation/scenes.h"
#include "demos/segmentation/score.h"
#include "train/frozen.h"
#include "train/in_pieces.h"
#include "train/update.h"

namespace madang::demos::segmentation {

/// What is learned from: a batch with what the instance head is to say of it.
struct Lesson {
  data::SceneBatch batch;
  InstanceTargets targets;
};
Lesson lesson_at(std::uint64_t step, int count, std::uint64_t seed);

/// Cross-entropy of every pixel's class; the Dice loss of the classes' probabilities, where that is wanted;
/// of the instance head the squared error of the heat map and, on objects, the absolute one of the offsets
/// (Cheng et al. 2020, section 3.2, with weights for these small scenes).
Variable loss_of(const Outputs& outputs, const Lesson& lesson, bool with_dice);
constexpr float dice_weight = 3, heat_weight = 1, offset_weight = 0.1f;

/// What the best answer costs that is the same for every pixel: how often each class occurs, the mean heat,
/// no offset. A mean over some batches of the seed.
float constant_loss(const Settings& settings, std::uint64_t seed);

/// A network that learns with Adam.
class Training {
 public:
  Training(Arm arm, const Settings& settings, std::uint64_t seed);

  /// Throws demo::Halt when it diverges; everything is then as before.
  void step(const Lesson& lesson);
  /// Weights came from a file: the optimiser begins anew.
  void restart(const Settings& settings);

  const Network& network() const { return network_; }
  const Optimizer& optimizer() const { return optimizer_.optimizer(); }
  train::Learning learning(const Lesson& lesson);
  float loss() const { return loss_; }  // of the last batch, before its update
  /// Mean over some 20 batches, corrected for its beginning at 0.
  float mean_loss() const { return mean_weight_ > 0 ? mean_loss_ / mean_weight_ : 0.f; }
  void note(float loss);
  std::uint64_t steps() const { return steps_; }

 private:
  Network network_;
  bool dice_;
  train::GuardedOptimizer optimizer_;
  std::uint64_t steps_ = 0;
  float loss_ = 0, mean_loss_ = 0, mean_weight_ = 0;
};

/// All arms learning from the same batches.
class Trainings {
 public:
  Trainings(const Settings& settings, std::uint64_t seed);
  /// All of them, or none: throws demo::Halt where one diverges.
  void step();

  Training& of(Arm arm) { return runs_[static_cast<std::size_t>(arm)]; }
  const Training& of(Arm arm) const { return runs_[static_cast<std::size_t>(arm)]; }
  std::uint64_t steps() const { return runs_.front().steps(); }
  Lesson next_lesson() const { return lesson_at(steps(), batch_, seed_); }

 private:
  int batch_;
  std::uint64_t seed_;
  std::vector<Training> runs_;  // in the order of Arm
};

/// What networks come to on the sets of scenes, measured in pieces of the models as they were at its
/// beginning: on scattered scenes all of them, on the others the U-Net.
class Looking {
 public:
  Looking(const Trainings& trainings, const Sets& sets);
  void advance();
  bool finished() const { return pieces_.finished(); }
  Result result(Arm arm, Set set) const { return tallies_[place(arm, set)].result(); }

 private:
  void look(Arm arm, Set set, int number);
  static std::size_t place(Arm arm, Set set) {
    return static_cast<std::size_t>(arm) * set_count + static_cast<std::size_t>(set);
  }

  const Trainings* trainings_;
  const Sets* sets_;
  std::vector<train::Frozen> frozen_;
  train::InPieces pieces_;
  std::vector<Tallies> tallies_ = std::vector<Tallies>(arm_count * set_count);
};
constexpr std::uint64_t look_interval = 50;  // steps between two beginnings

/// The same of one network and set, at once.
Result evaluate(const Network& network, Set set, const Sets& sets);
/// PQ of the connected components of the true classes: the most that a perfect semantic map gives them.
float component_limit(Set set, const Sets& sets);

}  // namespace madang::demos::segmentation
