#pragma once

#include <cstddef>

#include "demos/backprop/experiment.h"

namespace madang::demos::backprop {

/// Where the walk of a point through the network stands:
///   ready → forward 1 … L → error → backward L … 1 → update → forward 1 … of the next point
struct Walk {
  Phase phase = Phase::ready;
  int layer = 0;         // that the phase has reached, counted from 1
  std::size_t turn = 0;  // points that have been walked through

  /// One piece further, with so many layers of weights.
  void advance(int layers);

  /// What has been uncovered; layers counted from 1.
  bool value_known(int of_layer) const;
  bool error_known() const { return phase != Phase::ready && phase != Phase::forward; }
  bool delta_known(int of_layer) const;
};

}  // namespace madang::demos::backprop
