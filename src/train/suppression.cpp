#include "train/suppression.h"

#include <algorithm>
#include <cmath>

namespace madang::train {

namespace {

float decayed(float score, float overlap, const SoftSuppression& options) {
  switch (options.decay) {
    case Decay::linear:
      return overlap > options.threshold ? score * (1 - overlap) : score;
    case Decay::gaussian:
      return score * std::exp(-overlap * overlap / options.sigma);
  }
  return score;
}

}  // namespace

std::vector<std::size_t> by_score(std::span<const Detection> detections) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < detections.size(); ++i)
    if (!std::isnan(detections[i].score)) places.push_back(i);
  std::ranges::stable_sort(places, std::ranges::greater{},
                           [&](std::size_t i) { return detections[i].score; });
  return places;
}

std::vector<std::size_t> non_maximum_suppression(std::span<const Detection> detections, float threshold) {
  std::vector<std::size_t> kept;
  for (const std::size_t place : by_score(detections)) {
    const Detection& found = detections[place];
    const auto says_the_same = [&](std::size_t surer) {
      return detections[surer].label == found.label &&
             data::iou(detections[surer].box, found.box) > threshold;
    };
    if (std::ranges::none_of(kept, says_the_same)) kept.push_back(place);
  }
  return kept;
}

std::vector<Detection> soft_suppression(std::span<const Detection> detections,
                                        const SoftSuppression& options) {
  std::vector<Detection> left, kept;
  for (const std::size_t place : by_score(detections)) left.push_back(detections[place]);
  const auto faint = [&](const Detection& d) { return d.score < options.least_score; };
  std::erase_if(left, faint);
  while (!left.empty()) {
    const auto surest = std::ranges::max_element(left, {}, &Detection::score);
    kept.push_back(*surest);
    left.erase(surest);
    for (Detection& other : left)
      if (other.label == kept.back().label)
        other.score = decayed(other.score, data::iou(other.box, kept.back().box), options);
    std::erase_if(left, faint);
  }
  return kept;
}

}  // namespace madang::train
