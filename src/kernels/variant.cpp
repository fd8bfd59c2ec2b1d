#include "kernels/variant.h"

#include <cmath>

#include "kernels/attention.h"
#include "kernels/gemm.h"
#include "kernels/peak.h"

// Compiled once for each variant that a program has, the second time under another name of this namespace.
namespace madang::kernels {
namespace {

void matmul(int rows, int columns, int depth, std::span<const float> a, std::span<const float> b,
            std::span<float> c) {
  gemm({.rows = rows, .columns = columns, .depth = depth}, a, b, c);
}

void attend(int heads, int length, int depth, std::span<const float> q, std::span<const float> k,
            std::span<const float> v, std::span<float> out) {
  attention({.batch = heads,
             .queries = length,
             .keys = length,
             .depth = depth,
             .value_depth = depth,
             .scale = 1 / std::sqrt(static_cast<float>(depth))},
            q, k, v, {}, out);
}

}  // namespace

KernelVariant this_variant() {
#if defined(__wasm_relaxed_simd__)
  constexpr bool relaxed = true;
#else
  constexpr bool relaxed = false;
#endif
  return {relaxed, matmul, attend, multiply_add_chains};
}

}  // namespace madang::kernels
