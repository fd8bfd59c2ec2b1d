#include "kernels/peak.h"

#include "bench_item.h"

namespace madang::bench {
namespace {

constexpr int kRounds = 2500;

volatile float sink;

}  // namespace

std::vector<Item> peak_items() {
  return {{"peak of 128-bit multiply-add", Unit::gflops,
           kernels::chain_operations(kRounds, kernels::kChainLanes),
           [] { sink = kernels::multiply_add_chains(kRounds); }}};
}

}  // namespace madang::bench
