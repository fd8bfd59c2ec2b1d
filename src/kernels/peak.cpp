#include "kernels/peak.h"

#include <cstddef>

#include "kernels/check.h"
#include "kernels/simd.h"

namespace madang::kernels {
namespace {

// The compiler must not know them. The chains approach b / (1 − a) = 1: no overflow, and no denormal numbers.
volatile float a_source = 0.999f, b_source = 0.001f;
static_assert(kChainLanes == kLanes);

}  // namespace

float multiply_add_chains(int rounds) {
  const float4 a = splat(static_cast<float>(a_source)), b = splat(static_cast<float>(b_source));
  float4 chains[kChains];
  for (int i = 0; i < kChains; ++i) chains[i] = splat(static_cast<float>(i));
  for (int round = 0; round < rounds; ++round) {
    MADANG_UNROLL
    for (int turn = 0; turn < kTurns; ++turn) {
      MADANG_UNROLL
      for (int i = 0; i < kChains; ++i) chains[i] = fma(chains[i], a, b);
    }
  }
  float4 total = chains[0];
  for (int i = 1; i < kChains; ++i) total += chains[i];
  return horizontal_sum(total);
}

double chain_operations(int rounds, int lanes) { return 2.0 * rounds * lanes * kTurns * kChains; }

void triad(std::span<const float> x, std::span<const float> y, float factor, std::span<float> to) {
  check_same("triad", x.size(), y.size(), to.size());
  std::size_t i = 0;
  for (; i + kLanes <= to.size(); i += kLanes) {
    store(to.data() + i, fma(splat(factor), load(y.data() + i), load(x.data() + i)));
  }
  for (; i < to.size(); ++i) to[i] = x[i] + factor * y[i];
}

}  // namespace madang::kernels
