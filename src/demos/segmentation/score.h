#pragma once

#include <span>
#include <vector>

#include "data/scene.h"
#include "demos/segmentation/instances.h"
#include "train/mask_overlap.h"
#include "train/panoptic_quality.h"

namespace madang::demos::segmentation {

/// How far a border may be off, pixels: Perazzi et al. 2016 allow 0.8 % of the diagonal, here 0.36 pixels, so
/// that it has to be met to the pixel.
constexpr float border_tolerance = 0;

/// Gathers scenes.
class Tally {
 public:
  /// labels: (side, side). found: its instances.
  void add(const data::Scene& scene, std::span<const std::int32_t> labels, const Found& found);
  Score score() const;

 private:
  train::PixelConfusion confusion_{classes};
  train::MaskOverlap objects_;
  double border_sum_ = 0;
  int scenes_ = 0;
  train::PanopticQuality quality_;  // of all classes together: few scenes have all of them
};

/// The same of what a network says, its instances from connected components and from the instance head.
class Tallies {
 public:
  void add(const data::Scene& scene, const Said& said);
  Result result() const { return {components_.score(), heads_.score()}; }

 private:
  Tally components_, heads_;
};

/// The objects of a scene as instances with the class of each.
Found truth_of(const data::Scene& scene);

/// Of one labelling of one scene.
Score score_of(const data::Scene& scene, std::span<const std::int32_t> labels, const Found& found);

}  // namespace madang::demos::segmentation
