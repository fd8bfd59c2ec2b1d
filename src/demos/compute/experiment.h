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

struct Named {
  const char* slug;  ///< in columns of tables
  Text name;         ///< the shortest that tells backends apart
};
inline const Named& named(Backend backend) {
  static const Named all[backend_count] = {{"scalar", {"스칼라", "Scalar"}},
                                           {"simd", {"SIMD", "SIMD"}},
                                           {"relaxed_simd", {"완화 SIMD", "Relaxed SIMD"}},
                                           {"webgpu", {"WebGPU", "WebGPU"}},
                                           {"webgpu_resident", {"WebGPU 상주", "WebGPU, resident"}}};
  return all[static_cast<std::size_t>(backend)];
}

/// What is computed: n×n times n×n, or `heads` attentions of length n with vectors of `depth`.
struct Shape {
  Work work = Work::matmul;
  int heads = 1;
  int depth = 1;
};

inline Shape shape_of(const Settings& settings) { return {settings.work, settings.heads, settings.depth()}; }

/// Multiplications and additions: 2 n³, and 4 h n² d for q kᵀ and α v together (the softmax is not counted).
inline double operations(const Shape& shape, double n) {
  return shape.work == Work::matmul ? 2 * n * n * n : 4 * shape.heads * n * n * shape.depth;
}

/// The least that must come from memory and go there, each number once: two matrices in and one out; q, k, v
/// and out.
inline double bytes(const Shape& shape, double n) {
  return 4 * (shape.work == Work::matmul ? 3 * n * n : 4 * n * shape.heads * shape.depth);
}

/// Operations per byte (Williams, Waterman & Patterson 2009, section 3): n/6, and n/4.
inline double intensity(const Shape& shape, double n) { return operations(shape, n) / bytes(shape, n); }

/// What one backend was found to do.
struct Row {
  Text why;                         ///< nothing is measured, or not up to the largest size
  std::vector<float> size;          ///< of the columns that follow
  std::vector<float> milliseconds;  ///< median over the rounds
  std::vector<float> gflops;        ///< by that
  std::vector<float> difference;    ///< largest, from double precision
  std::vector<float> relative;      ///< divided by the largest number

  template <class Visitor>
  void visit(Visitor& v) {
    v(why, size, milliseconds, gflops, difference, relative);
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
