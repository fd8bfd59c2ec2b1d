#pragma once

#include <functional>
#include <optional>

#include "core/text.h"
#include "gpu/backend.h"
#include "gpu/device.h"
#include "kernels/attention.h"

namespace madang::gpu {

/// Multiply-adds of q kᵀ and α v, the measure of how large an attention is.
double multiply_adds(const kernels::Attention& shape);

/// Finds the GPU's fastest variant, then times attention of growing length by SIMD on the CPU and there and
/// back through the GPU, and remembers from how many multiply-adds on the GPU was the faster one. `then` is
/// called at the end, or when the GPU fails.
void measure_crossover(Device& device, std::function<void()> then);
/// What was measured on this device, now or on an earlier page; infinite where the GPU never was faster.
std::optional<double> crossover(const Device& device);

/// Where to compute this attention, and why there.
struct Choice {
  Backend backend = Backend::simd;
  Text reason;
};
Choice choose(const Device& device, const kernels::Attention& shape);

}  // namespace madang::gpu
