#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "data/box.h"

/// Of boxes that say the same, the surest.
namespace madang::train {

struct Detection {
  data::Box box;
  std::int32_t label = 0;  // class
  float score = 0;

  template <class Visitor>
  void visit(Visitor& v) {
    v(box, label, score);
  }
};

/// The detections by falling score, equal ones in their order, those whose score is no number left out: how
/// all that is done with detections begins. Their places in `detections`.
std::vector<std::size_t> by_score(std::span<const Detection> detections);

/// Greedy non-maximum suppression: of the remaining ones the surest is kept, and those of its class whose IoU
/// with it is larger than `threshold` are dropped (Felzenszwalb et al. 2010, section 5; per class as in
/// Girshick et al. 2014, section 2.2). The places of those kept, by falling score.
std::vector<std::size_t> non_maximum_suppression(std::span<const Detection> detections, float threshold);

enum class Decay {
  linear,   // s (1 − IoU) where the IoU is larger than the threshold
  gaussian  // s exp(−IoU² / σ)
};
struct SoftSuppression {
  Decay decay = Decay::gaussian;
  float threshold = 0.3f;      // of linear decay
  float sigma = 0.5f;          // σ of the Gaussian
  float least_score = 0.001f;  // what falls below is dropped
};
/// Soft-NMS: the others of its class are not dropped but become less sure (Bodla et al. 2017, figure 2 and
/// section 3). Those kept, with their new scores, in the order in which they were chosen: by falling new
/// score.
std::vector<Detection> soft_suppression(std::span<const Detection> detections,
                                        const SoftSuppression& options = {});

}  // namespace madang::train
