#pragma once

#include <span>
#include <vector>

#include "core/random.h"

namespace madang::data {

/// Equally likely round Gaussians in the plane: what a generative model may forget a part of.
struct Mixture {
  struct Centre {
    float x;
    float y;
  };
  std::vector<Centre> centres;
  float deviation = 0.05f;

  /// (count, 2), each from a centre drawn anew.
  Tensor sample(int count, Random& random) const;
  /// Natural logarithm of the density at a point.
  double log_density(float x, float y) const;
};

/// On a circle of radius 1, the first centre at angle 0.
Mixture ring_mixture(int modes = 8, float deviation = 0.05f);
/// side × side centres on a square grid over −1 … 1.
Mixture grid_mixture(int side = 5, float deviation = 0.03f);

struct ModeCount {
  int found = 0;          ///< centres nearest to at least one good sample
  double good_share = 0;  ///< of the samples: those within three deviations of the nearest centre
};
/// How many modes samples (count, 2) cover (Srivastava, Valkov, Russell, Gutmann, Sutton, "VEEGAN", 2017,
/// section 4.1).
ModeCount count_modes(const Tensor& samples, const Mixture& mixture);

}  // namespace madang::data
