#pragma once

#include "data/scene.h"

/// Scenes drawn at random, as many as wanted: a pure function of options and seed.
namespace madang::data {

struct SceneOptions {
  int size = 32;  ///< of a side, pixels
  int least_objects = 1;
  int most_objects = 3;
  float least_side = 8;  ///< of an object's longer side, pixels
  float most_side = 14;
  int forms = form_count;                              ///< the first so many of them
  std::vector<std::shared_ptr<const Stamp>> stamps{};  ///< to choose from, each equally likely
  float stamp_share = 0.5f;    ///< how often an object is a stamp, where there are any
  float most_overlap = 0;      ///< intersection over union that two boxes may have
  float least_visible = 0.3f;  ///< share of its pixels that each object shows at least
  float noise = 0.02f;         ///< standard deviation, as for add_noise
};

/// Objects at places drawn anew until they fit. Fewer than drawn where there is no room left, never fewer
/// than one. Throws Error for options that leave nothing to draw.
Scene random_scene(const SceneOptions& options, Random& random);

/// Two objects of one class and of any colours that touch: pixels of one lie beside pixels of the other, and
/// neither hides more of the other than the edges need. What connected components of the classes take for one
/// object. Of the options, numbers of objects and most_overlap do not matter. Throws Error where two of these
/// sides do not fit in.
Scene touching_pair(const SceneOptions& options, Random& random);

}  // namespace madang::data
