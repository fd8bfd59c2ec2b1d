#pragma once

#include "core/random.h"
#include "data/points.h"

namespace madang {

enum class Pattern {
  exclusive_or,  ///< the four corners (±0.75, ±0.75), class 1 where the signs differ
  moons,         ///< two half circles, each reaching into the other
  circles,       ///< a ring around another
  spiral,        ///< one arm per class, winding out from the middle
  blobs,         ///< one round cloud per class
};

struct PatternOptions {
  int count = 200;
  float noise = 0.1f;  ///< standard deviation added to each coordinate
  int classes = 2;     ///< of spiral and blobs; the others have two
};

/// Points of a pattern, the classes taking turns, so that they differ in number by one at most. They lie
/// around (0, 0), mostly within ±1.
Points make_points(Pattern pattern, const PatternOptions& options, Random& random);

}  // namespace madang
