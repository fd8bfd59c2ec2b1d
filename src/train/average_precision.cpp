#include "train/average_precision.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/error.h"

namespace madang::train {

namespace {

/// Mean of the falling curve's precision at recalls 0, 1/steps, … 1. Recalls are compared as whole numbers,
/// so that 3 of 10 are 0.3.
double at_steps(const std::vector<PrecisionRecall>& curve, const std::vector<double>& falling, int objects,
                int steps) {
  double sum = 0;
  std::size_t k = 0;
  for (int step = 0; step <= steps; ++step) {
    while (k < curve.size() && std::int64_t{curve[k].right} * steps < std::int64_t{step} * objects) ++k;
    if (k < curve.size()) sum += falling[k];
  }
  return sum / (steps + 1);
}

/// For each point the largest precision from there on.
std::vector<double> falling_precision(const std::vector<PrecisionRecall>& curve) {
  std::vector<double> falling(curve.size());
  double most = 0;
  for (std::size_t k = curve.size(); k-- > 0;) falling[k] = most = std::max(most, curve[k].precision());
  return falling;
}

}  // namespace

std::vector<PrecisionRecall> precision_recall(std::vector<ScoredDetection> detections, int objects) {
  if (objects == 0) return {};
  const auto sureness = [](const ScoredDetection& d) {
    return std::isnan(d.score) ? -std::numeric_limits<float>::infinity() : d.score;
  };
  std::ranges::stable_sort(detections, std::ranges::greater{}, sureness);
  std::vector<PrecisionRecall> curve;
  int right = 0;
  for (const ScoredDetection& detection : detections) {
    right += detection.right;
    curve.push_back({detection.score, right, static_cast<int>(curve.size()) + 1, objects});
  }
  return curve;
}

std::optional<double> average_precision(const std::vector<PrecisionRecall>& curve, int objects,
                                        Interpolation interpolation) {
  if (objects == 0) return {};
  const std::vector<double> falling = falling_precision(curve);
  if (interpolation == Interpolation::eleven_points) return at_steps(curve, falling, objects, 10);
  if (interpolation == Interpolation::coco) return at_steps(curve, falling, objects, 100);
  double area = 0;
  int before = 0;
  for (std::size_t k = 0; k < curve.size(); ++k) {
    area += (curve[k].right - before) * falling[k];
    before = curve[k].right;
  }
  return area / objects;
}

DetectionScore::DetectionScore(int classes, float threshold, MatchingRule rule)
    : threshold_(threshold),
      rule_(rule),
      detections_(static_cast<std::size_t>(classes)),
      objects_(static_cast<std::size_t>(classes)) {}

std::vector<int> DetectionScore::add(std::span<const Detection> detections,
                                     std::span<const TrueBox> objects) {
  const auto check = [&](std::int32_t label) {
    if (label < 0 || static_cast<std::size_t>(label) >= objects_.size())
      throw Error("detection score: class " + std::to_string(label) + " of " +
                  std::to_string(objects_.size()));
    return static_cast<std::size_t>(label);
  };
  for (const Detection& detection : detections) check(detection.label);
  for (const TrueBox& object : objects) check(object.label);
  for (const TrueBox& object : objects) ++objects_[check(object.label)];
  std::vector<int> found = match_detections(detections, objects, threshold_, rule_);
  for (std::size_t i = 0; i < detections.size(); ++i)
    detections_[check(detections[i].label)].push_back({detections[i].score, found[i] != no_object});
  return found;
}

std::vector<PrecisionRecall> DetectionScore::curve(int label) const {
  return precision_recall(detections_.at(static_cast<std::size_t>(label)), objects(label));
}

std::optional<double> DetectionScore::average_precision(int label, Interpolation interpolation) const {
  return train::average_precision(curve(label), objects(label), interpolation);
}

std::optional<double> DetectionScore::mean_average_precision(Interpolation interpolation) const {
  double sum = 0;
  int counted = 0;
  for (std::size_t label = 0; label < objects_.size(); ++label)
    if (const auto ap = average_precision(static_cast<int>(label), interpolation)) sum += *ap, ++counted;
  if (counted == 0) return {};
  return sum / counted;
}

}  // namespace madang::train
