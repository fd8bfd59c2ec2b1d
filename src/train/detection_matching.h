#pragma once

#include "train/suppression.h"

/// Which detections are right.
namespace madang::train {

struct TrueBox {
  data::Box box;
  std::int32_t label = 0;
};

enum class MatchingRule {
  /// The object of its class that it overlaps most: if another detection had that one already, it is wrong,
  /// even
  /// where it overlaps a free object enough too (PASCAL VOC: Everingham et al. 2010, section 4.2.2).
  voc,
  /// The free object of its class that it overlaps most (COCO: pycocotools, evaluateImg).
  coco
};

/// For each detection of one picture the object that it found, no_object where it is wrong. From the surest
/// on, each takes an object that its rule offers if their IoU is at least `threshold` (the development kit of
/// VOC asks for more than it). Of objects that are overlapped equally the first is taken; of equally sure
/// detections the first chooses first. A detection whose score is no number is wrong.
std::vector<int> match_detections(std::span<const Detection> detections, std::span<const TrueBox> objects,
                                  float threshold, MatchingRule rule = MatchingRule::voc);
constexpr int no_object = -1;

}  // namespace madang::train
