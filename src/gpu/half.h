#pragma once

#include <cstddef>
#include <span>

#include "gpu/device.h"

/// Operands stored as 16-bit floats: half the memory and half the reading. Kernels calculate with 32 bits.
namespace madang::gpu {

/// Elements of an Array that holds `count` numbers: as many, or one for two halves.
inline std::size_t stored_size(std::size_t count, bool half) { return half ? (count + 1) / 2 : count; }

/// The nearest halves, two per element of the array; after an odd one comes a zero.
Array upload_halves(Device& device, std::span<const float> values);

}  // namespace madang::gpu
