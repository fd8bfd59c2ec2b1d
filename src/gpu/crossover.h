#pragma once

#include <functional>
#include <optional>
#include <span>

#include "core/text.h"
#include "gpu/backend.h"
#include "gpu/device.h"
#include "kernels/attention.h"
#include "kernels/gemm.h"

namespace madang::gpu {

/// What CPU and GPU can both do, each with a crossover of its own.
enum class Operation { matmul, attention };

/// How large a product is, and q kᵀ and α v together.
double multiply_adds(const kernels::Gemm& shape);
double multiply_adds(const kernels::Attention& shape);

/// The same work, done by SIMD on the CPU and there and back through the GPU.
struct Race {
  double multiply_adds = 0;
  double cpu_ms = 0;
  double gpu_ms = 0;
};

/// From how many multiply-adds on the GPU is to be taken: the threshold whose worst choice among these races
/// (rising in size) loses least to the faster one. Between two sizes it lies where the lines through their
/// times cross, in logarithms. Infinite where the CPU is to be taken always.
double crossover_of(std::span<const Race> races);

/// Finds the GPU's fastest variant, then races attention of growing length and remembers the crossover.
/// `then` is called at the end, or when the GPU fails.
void measure_crossover(Device& device, std::function<void()> then);
/// For whoever has measured: the choice on this device goes by it, on later pages too.
void remember_crossover(Device& device, Operation operation, double multiply_adds);
/// What was measured on this device, now or on an earlier page; infinite where the GPU never was faster.
std::optional<double> crossover(const Device& device, Operation operation);

/// Where to compute, and why there.
struct Choice {
  Backend backend = Backend::simd;
  Text reason;
};
Choice choose(const Device& device, Operation operation, double multiply_adds);
inline Choice choose(const Device& device, const kernels::Gemm& shape) {
  return choose(device, Operation::matmul, multiply_adds(shape));
}
inline Choice choose(const Device& device, const kernels::Attention& shape) {
  return choose(device, Operation::attention, multiply_adds(shape));
}

}  // namespace madang::gpu
