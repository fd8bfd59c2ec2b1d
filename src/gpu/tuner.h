#pragma once

#include <functional>
#include <string>
#include <vector>

#include "gpu/device.h"

namespace madang::gpu {

struct Timing {
  std::string variant;
  double milliseconds = 0;
};

/// Times every variant of matmul on a product of size×size matrices that stay on the device, and remembers
/// the fastest: matmul() uses it from then on, on later pages too. `then` gets what was tried, or nothing
/// when the GPU failed.
void tune_matmul(Device& device, int size, std::function<void(std::vector<Timing>)> then);
/// The same for attention() of `length` queries and keys, 8 heads of depth 64.
void tune_attention(Device& device, int length, std::function<void(std::vector<Timing>)> then);

}  // namespace madang::gpu
