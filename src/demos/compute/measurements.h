#pragma once

#include <array>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <vector>

#include "demos/compute/problem.h"
#include "gpu/crossover.h"

namespace madang::demos::compute {

/// Floats of each of the triad's three arrays: 16 MiB, more than the caches of a phone or a laptop keep.
constexpr std::size_t triad_size = std::size_t{4} << 20;

using Clock = std::chrono::steady_clock;

inline double milliseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// Milliseconds of one call, over as many calls as take `least_ms` together. What is shorter was done before,
/// so that memory and caches are warm.
template <class Call>
double time_calls(double least_ms, Call call) {
  for (int calls = 1;; calls *= 2) {
    const auto start = Clock::now();
    for (int i = 0; i < calls; ++i) call();
    const double elapsed = milliseconds_since(start);
    if (elapsed >= least_ms || calls >= 1 << 24) return elapsed / calls;
  }
}

/// The rounds of which a time is told: all, or one half of them.
enum class Rounds : std::uint8_t { all, even, odd };

/// The median of what is given, NaN for nothing; `share` 0.25 and 0.75 give the quartiles.
double quantile(std::vector<double> values, double share = 0.5);

/// Every time that was measured, of each backend at each size: rounds go over all of them in turn, so that
/// whatever else the machine does strikes them alike, and medians of the rounds are compared.
class Measurements {
 public:
  Measurements() = default;
  Measurements(const Shape& shape, std::vector<int> sizes);

  void add(Backend backend, std::size_t size, double milliseconds, const Agreement& agreement);
  /// NaN where there is none.
  double milliseconds(Backend backend, std::size_t size, Rounds rounds = Rounds::all,
                      double share = 0.5) const;
  const Agreement& agreement(Backend backend, std::size_t size) const;
  /// What this size will take that was never measured, on the line through the two before it: something for
  /// the call, and something for each operation. 0 where it was measured, or is the first; infinite where the
  /// one before is unknown.
  double expected_ms(Backend backend, std::size_t size) const;

  const std::vector<int>& sizes() const { return sizes_; }
  const Shape& shape() const { return shape_; }
  double multiply_adds(std::size_t size) const { return operations(shape_, sizes_[size]) / 2; }

  /// `vectors` against the GPU there and back, where both were measured.
  std::vector<gpu::Race> races(Backend vectors, Rounds rounds = Rounds::all) const;
  /// The rule put to the test: the crossover of the even rounds, judged by the odd ones. The time of the
  /// chosen backend over that of the best, at the size where this is worst; NaN while there are too few
  /// rounds to judge by.
  double worst_choice(Backend vectors) const;

 private:
  struct Cell {
    std::vector<double> times;  // by round
    Agreement agreement = {};
  };
  double judging_ms(Backend backend, std::size_t size) const;
  const Cell& cell(Backend backend, std::size_t size) const {
    return cells_[static_cast<std::size_t>(backend)][size];
  }

  Shape shape_;
  std::vector<int> sizes_;
  std::array<std::vector<Cell>, backend_count> cells_;
};

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

/// One measurement.
struct Task {
  enum class Kind : std::uint8_t { peak, bandwidth, tune, work };
  Kind kind = Kind::work;
  Backend backend = Backend::scalar;
  std::size_t size = 0;  ///< an index
};

/// What this machine has beside the scalar and the plain vector kernels.
struct Available {
  bool relaxed = false;
  bool gpu = false;
  bool has(Backend backend) const;
};

constexpr bool is_gpu(Backend backend) { return backend >= Backend::webgpu; }

/// What would take longer than this is not measured: the page must answer to Pause.
inline constexpr double longest_ms = 300;

/// A round: what bounds the machine, then every size on every backend, one backend after the other.
std::vector<Task> plan(std::size_t sizes, const Available& available, bool tune);
/// Whether it can be done, by what is known now, and soon enough.
bool is_due(const Task& task, const Available& available, const Measurements& measurements);

}  // namespace madang::demos::compute
