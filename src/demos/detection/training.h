#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "demos/detection/queries.h"
#include "demos/detection/yolo.h"
#include "train/average_precision.h"
#include "train/update.h"

namespace madang::demos::detection {

/// Of several scenes.
using Found = std::vector<std::vector<train::Detection>>;
/// Of each scene what non-maximum suppression leaves.
Found suppressed(const Found& found, float overlap);
/// At an IoU of ½, by the rule of PASCAL VOC.
train::DetectionScore score_of(const Found& found, std::span<const Objects> truths, int classes);
float mean_average_precision(const Found& found, std::span<const Objects> truths, int classes,
                             train::Interpolation definition = train::Interpolation::all_points);

constexpr float least_score = 0.01f;  // of a box of YOLO that is kept at all

/// What the heads say to the held-out scenes.
struct Look {
  std::uint64_t step = 0;
  Found yolo, queries;  // none of the queries where they are not trained
};
constexpr std::uint64_t look_interval = 50;

/// A YOLO that learns from fresh scenes, with Adam; with it, where the settings want so, a query decoder on
/// its feature map, whose gradient goes on into the map.
class Training {
 public:
  Training(const Settings& settings, const Scenes& scenes, std::uint64_t seed);

  /// A batch; after every 50 of them also a look. Throws demo::Halt when it diverges; all is then as before.
  void step();
  void learn();
  /// Weights came from a file: the optimiser begins anew.
  void begin_anew();

  struct Losses {
    Variable yolo, queries;  // nothing of the queries where they are not trained
    Variable total() const;
  };
  /// In training mode.
  Losses losses(const Batch& batch) const;
  /// What the next step takes.
  Batch next_batch() const { return scenes_->at(steps_); }
  Look look() const;

  const Yolo& yolo() const { return yolo_; }
  const std::optional<QueryDecoder>& queries() const { return queries_; }
  const train::GuardedOptimizer& optimizer() const { return optimizer_; }
  std::uint64_t steps() const { return steps_; }
  float yolo_loss() const { return yolo_loss_; }    // of the last batch, before its update
  float query_loss() const { return query_loss_; }  // likewise
  const Look& looked() const { return looked_; }

 private:
  std::unique_ptr<Optimizer> fresh_optimizer() const;

  Settings settings_;
  const Scenes* scenes_;
  Yolo yolo_;
  std::optional<QueryDecoder> queries_;
  train::GuardedOptimizer optimizer_;
  std::uint64_t steps_ = 0;
  float yolo_loss_ = 0, query_loss_ = 0;
  Look looked_;
};

/// What YOLO's loss is at least where it says the same in every cell and image: what can be had without
/// looking.
float blind_loss(std::span<const Objects> truths, const Settings& settings);

}  // namespace madang::demos::detection
