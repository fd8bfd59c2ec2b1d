#pragma once

#include <cstddef>
#include <vector>

#include "demos/compute/measurements.h"

namespace madang::demos::compute {

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
