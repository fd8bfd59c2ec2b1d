#pragma once

#include "train/mask_overlap.h"

/// How well the outline of a mask is met: an error of one pixel all around hardly moves the IoU of a large
/// object.
namespace madang::train {

/// Pixels of a mask that have one of their four neighbours outside of it. The edge of the picture is no
/// outline. 1 on it. Throws Error where `width` does not divide the number of pixels.
std::vector<std::uint8_t> outline(Mask mask, int width);

struct BoundaryScore {
  double precision = 0;  // share of the guess's outline that lies near the truth's
  double recall = 0;     // share of the truth's outline that lies near the guess's

  /// Harmonic mean; 0 where both are 0.
  double f1() const;
};
/// Near: at most `tolerance` pixels away, centre to centre (Martin et al. 2004; for masks Csurka et al. 2013,
/// section 3, and Perazzi et al. 2016, section 4.1, whose exact pairing this simpler rule stands in for).
/// Without an outline there is nothing to be wrong: both are 1 where neither mask has one, and where only one
/// has, its share is 0 and the other's 1. Throws Error where sizes differ.
BoundaryScore boundary_score(Mask truth, Mask guess, int width, float tolerance);

}  // namespace madang::train
