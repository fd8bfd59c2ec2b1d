#include "train/detection_matching.h"

namespace madang::train {

std::vector<int> match_detections(std::span<const Detection> detections, std::span<const TrueBox> objects,
                                  float threshold, MatchingRule rule) {
  std::vector<int> found(detections.size(), no_object);
  std::vector<char> taken(objects.size());
  for (const std::size_t place : by_score(detections)) {
    const Detection& detection = detections[place];
    int best = no_object;
    float overlap = 0;
    for (std::size_t i = 0; i < objects.size(); ++i) {
      if (objects[i].label != detection.label || (rule == MatchingRule::coco && taken[i])) continue;
      const float shared = data::iou(detection.box, objects[i].box);
      if (shared <= overlap) continue;
      overlap = shared;
      best = static_cast<int>(i);
    }
    if (best == no_object || overlap < threshold || taken[static_cast<std::size_t>(best)]) continue;
    taken[static_cast<std::size_t>(best)] = true;
    found[place] = best;
  }
  return found;
}

}  // namespace madang::train
