#pragma once

#include <chrono>

namespace madang::demos::compute {

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

}  // namespace madang::demos::compute
