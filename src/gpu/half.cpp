#include "gpu/half.h"

#include <cstdint>
#include <vector>

#include "core/half.h"

namespace madang::gpu {

Array upload_halves(Device& device, std::span<const float> values) {
  std::vector<std::int32_t> pairs(stored_size(values.size(), true));
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::uint32_t half = half_of_float(values[i]);
    pairs[i / 2] |= static_cast<std::int32_t>(half << (i % 2 * 16));
  }
  return device.upload(pairs);
}

}  // namespace madang::gpu
