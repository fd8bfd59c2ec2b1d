#include <cstddef>

#include "bench_item.h"
#include "kernels/simd.h"

namespace madang::bench {
namespace {

constexpr int kChains = 10;  // latency times width of the units is 8 to 10, and 16 registers hold them
constexpr int kTurns = 8;    // between two checks of the loop, which cost too
constexpr int kRounds = 2500;

volatile float factor = 0.999f, addend = 0.001f, sink;

/// As many independent chains as keep the units busy; the results go where the compiler cannot see.
void multiply_add() {
  using namespace kernels;
  const float4 a = splat(static_cast<float>(factor)), b = splat(static_cast<float>(addend));
  float4 chains[kChains];
  for (int i = 0; i < kChains; ++i) chains[i] = splat(static_cast<float>(i));
  for (int round = 0; round < kRounds; ++round) {
    MADANG_UNROLL
    for (int turn = 0; turn < kTurns; ++turn) {
      MADANG_UNROLL
      for (int i = 0; i < kChains; ++i) chains[i] = fma(a, b, chains[i]);
    }
  }
  float4 total = chains[0];
  for (int i = 1; i < kChains; ++i) total += chains[i];
  sink = horizontal_sum(total);
}

}  // namespace

std::vector<Item> peak_items() {
  const double operations = 2.0 * kernels::kLanes * kChains * kTurns * kRounds;
  return {{"peak of 128-bit multiply-add", Unit::gflops, operations, multiply_add}};
}

}  // namespace madang::bench
