#include "kernels/peak.h"
#include "kernels/simd.h"

namespace madang::kernels {
namespace {

volatile float a_source = 0.999f, b_source = 0.001f;

}  // namespace

float multiply_add_chains_reference(int rounds) {
  const float a = a_source, b = b_source;
  float chains[kChains];
  for (int i = 0; i < kChains; ++i) chains[i] = static_cast<float>(i);
  for (int round = 0; round < rounds; ++round) {
    MADANG_UNROLL
    for (int turn = 0; turn < kTurns; ++turn) {
      MADANG_UNROLL
      for (int i = 0; i < kChains; ++i) chains[i] = a * chains[i] + b;
    }
  }
  float total = 0;
  for (const float chain : chains) total += chain;
  return total;
}

}  // namespace madang::kernels
