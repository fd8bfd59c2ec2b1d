#pragma once

#include <span>
#include <vector>

namespace madang {

/// The vector kernels as one compilation made them. Of a program with relaxed SIMD there are two, each in a
/// namespace of its own (CMakeLists.txt); hence this names nothing of kernels/.
struct KernelVariant {
  /// Multiply and add are one instruction, rounded once where the machine can (WebAssembly relaxed SIMD).
  bool relaxed = false;
  /// c = a b; a: (rows, depth), b: (depth, columns), c: (rows, columns).
  void (*matmul)(int rows, int columns, int depth, std::span<const float> a, std::span<const float> b,
                 std::span<float> c) = nullptr;
  /// out = softmax(q kᵀ / √depth) v; all (heads, length, depth).
  void (*attention)(int heads, int length, int depth, std::span<const float> q, std::span<const float> k,
                    std::span<const float> v, std::span<float> out) = nullptr;
  float (*multiply_add_chains)(int rounds) = nullptr;
};

/// Plain SIMD first, then relaxed SIMD where this program has it. The last one is what everything else runs
/// on.
std::vector<KernelVariant> kernel_variants();

}  // namespace madang
