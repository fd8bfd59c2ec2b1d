#pragma once

#include <optional>

#include "train/detection_matching.h"

/// How good detections are over all thresholds of their score.
namespace madang::train {

/// A detection as far as a curve needs it, of any picture, of one class.
struct ScoredDetection {
  float score = 0;
  bool right = false;
};

/// After the surest k detections: what is right so far.
struct PrecisionRecall {
  float score = 0;  // of the k-th: a threshold of this score keeps k, or more where the next are as sure
  int right = 0;
  int detections = 0;  // k
  int objects = 0;

  double precision() const { return static_cast<double>(right) / detections; }
  double recall() const { return static_cast<double>(right) / objects; }
};

/// A point for each detection, from the surest on; equally sure ones keep their order, and those whose score
/// is no number come last (they are wrong or right as the others). Empty where there are no objects, since
/// recall is then nothing.
std::vector<PrecisionRecall> precision_recall(std::vector<ScoredDetection> detections, int objects);

enum class Interpolation {
  /// The area under the curve made falling: Σ (r_k − r_{k−1}) max p at recalls ≥ r_k (VOC since 2010:
  /// Everingham
  /// et al. 2015, section 4.1; every point of the curve counts).
  all_points,
  /// The mean of max p at recalls ≥ 0, 0.1, … 1 (VOC until 2009: Everingham et al. 2010, eq. 1 and 2).
  eleven_points,
  /// The mean of the same at recalls 0, 0.01, … 1 (COCO: pycocotools, accumulate).
  coco
};
/// 0 … 1, of a curve by `precision_recall`. 0 without detections; nothing where there are no objects.
std::optional<double> average_precision(const std::vector<PrecisionRecall>& curve, int objects,
                                        Interpolation interpolation = Interpolation::all_points);

/// Average precision of each class over pictures that come one after another.
class DetectionScore {
 public:
  explicit DetectionScore(int classes, float threshold = 0.5f, MatchingRule rule = MatchingRule::voc);

  /// A picture: what was found in it and what is there. Throws Error for a class that there is not. Returns
  /// what match_detections says.
  std::vector<int> add(std::span<const Detection> detections, std::span<const TrueBox> objects);

  int objects(int label) const { return objects_.at(static_cast<std::size_t>(label)); }
  std::vector<PrecisionRecall> curve(int label) const;
  std::optional<double> average_precision(int label, Interpolation interpolation) const;
  /// Mean over the classes that have objects; nothing where none has.
  std::optional<double> mean_average_precision(Interpolation interpolation = Interpolation::all_points) const;

 private:
  float threshold_;
  MatchingRule rule_;
  std::vector<std::vector<ScoredDetection>> detections_;  // of each class
  std::vector<int> objects_;
};

}  // namespace madang::train
