#include "demos/compute/roof.h"

#include <cmath>
#include <vector>

#include "demos/compute/stopwatch.h"
#include "kernels/peak.h"
#include "kernels/variant.h"

namespace madang::demos::compute {

namespace {

constexpr int chain_rounds = 1000;
/// Three arrays of 16 MiB, more than the caches of a phone or a laptop keep.
constexpr std::size_t triad_size = std::size_t{4} << 20;

volatile float sink;

}  // namespace

void Roof::measure_peak(Backend backend, double least_ms) {
  const auto variants = kernel_variants();
  const bool scalar = backend == Backend::scalar;
  const auto chains = scalar                     ? kernels::multiply_add_chains_reference
                      : backend == Backend::simd ? variants.front().multiply_add_chains
                                                 : variants.back().multiply_add_chains;
  const double ms = time_calls(least_ms, [&] { sink = chains(chain_rounds); });
  double& peak = peaks_[static_cast<std::size_t>(backend)];
  peak =
      std::fmax(peak, kernels::chain_operations(chain_rounds, scalar ? 1 : kernels::kChainLanes) / ms / 1e6);
}

void Roof::measure_bandwidth(double least_ms) {
  const std::vector<float> x(triad_size, 1.f), y(triad_size, 2.f);
  std::vector<float> to(triad_size);
  const double ms = time_calls(least_ms, [&] { kernels::triad(x, y, 3.f, to); });
  sink = to.back();
  bandwidth_ = std::fmax(bandwidth_, 12.0 * triad_size / ms / 1e6);
}

void Roof::fill(Snapshot& picture) const {
  picture.peak.assign(peaks_.begin(), peaks_.end());
  picture.bandwidth = static_cast<float>(bandwidth_);
}

}  // namespace madang::demos::compute
