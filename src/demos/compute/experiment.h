#pragma once

#include <cmath>
#include <string>
#include <vector>

#include "core/text.h"
#include "demos/compute/settings.h"

namespace madang::demos::compute {

enum class Backend : std::uint8_t {
  scalar,    ///< the *_reference kernels
  simd,      ///< plain vectors of four
  relaxed,   ///< with fused multiply-add
  webgpu,    ///< there and back: upload, compute, read the result
  resident,  ///< the same shaders, data that stay on the GPU
};
inline constexpr int backend_count = 5;

/// What one backend was found to do.
struct Row {
  bool available = false;
  Text why;                         ///< not available, or stopped before the largest size
  std::vector<float> size;          ///< of the columns that follow
  std::vector<float> milliseconds;  ///< median over the rounds
  std::vector<float> gflops;        ///< by that
  std::vector<float> difference;    ///< largest, from double precision
  std::vector<float> relative;      ///< divided by the largest number

  template <class Visitor>
  void visit(Visitor& v) {
    v(available, why, size, milliseconds, gflops, difference, relative);
  }
};

/// Where the work is to be done, and how good that choice is.
struct Automatic {
  float crossover = NAN;          ///< n from which on the GPU is taken; NaN: not measured, ∞: never
  Backend asked = Backend::simd;  ///< for Settings::asked
  Text reason;
  float worst = NAN;  ///< chosen by one half of the rounds, judged by the other: time over the best backend's

  template <class Visitor>
  void visit(Visitor& v) {
    v(crossover, asked, reason, worst);
  }
};

struct Graphics {
  bool on = false;  ///< ready to compute
  bool starting = false;
  std::string adapter;
  Text reason;                        ///< why it does not help
  std::vector<std::string> variants;  ///< of the work that the tuner tried
  std::vector<float> variant_ms;
  int tuned_size = 0;
  std::string chosen;  ///< now, or remembered from an earlier page

  template <class Visitor>
  void visit(Visitor& v) {
    v(on, starting, adapter, reason, variants, variant_ms, tuned_size, chosen);
  }
};

struct Snapshot {
  std::vector<Row> rows;    ///< by Backend
  std::vector<float> peak;  ///< GFLOP/s of scalar, SIMD and relaxed SIMD in registers; NaN: not measured
  float bandwidth = NAN;    ///< GB/s of the triad
  int measurements = 0;
  int rounds = 0;  ///< in which all sizes were measured
  Automatic automatic;
  Graphics graphics;

  template <class Visitor>
  void visit(Visitor& v) {
    v(rows, peak, bandwidth, measurements, rounds, automatic, graphics);
  }
};

// Actions:
//   "retry"  starts the GPU again, whatever happened to it
//   "tune"   tries the variants of the work on the GPU again

}  // namespace madang::demos::compute
