#pragma once

#include <array>
#include <cmath>

#include "demos/compute/experiment.h"

namespace madang::demos::compute {

/// What no kernel can exceed here, measured: multiply-adds in registers, and numbers from memory. The best of
/// all rounds counts, since whatever else the machine does can only take away from it.
class Roof {
 public:
  void measure_peak(Backend backend, double least_ms);
  void measure_bandwidth(double least_ms);
  void fill(Snapshot& picture) const;

 private:
  std::array<double, 3> peaks_ = {NAN, NAN, NAN};  // GFLOP/s of scalar, SIMD and relaxed SIMD
  double bandwidth_ = NAN;                         // GB/s
};

}  // namespace madang::demos::compute
