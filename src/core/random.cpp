#include "core/random.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace madang {

std::array<std::uint32_t, 4> philox4x32_10(std::array<std::uint32_t, 4> counter,
                                           std::array<std::uint32_t, 2> key) {
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t product0 = std::uint64_t{0xD2511F53} * counter[0];
    const std::uint64_t product1 = std::uint64_t{0xCD9E8D57} * counter[2];
    counter = {static_cast<std::uint32_t>(product1 >> 32) ^ counter[1] ^ key[0],
               static_cast<std::uint32_t>(product1),
               static_cast<std::uint32_t>(product0 >> 32) ^ counter[3] ^ key[1],
               static_cast<std::uint32_t>(product0)};
    key[0] += 0x9E3779B9;
    key[1] += 0xBB67AE85;
  }
  return counter;
}

std::uint32_t Random::bits() {
  if (left_ == 0) {
    const auto low = [](std::uint64_t word) { return static_cast<std::uint32_t>(word); };
    const auto high = [](std::uint64_t word) { return static_cast<std::uint32_t>(word >> 32); };
    block_ = philox4x32_10({low(position_), high(position_), low(stream_), high(stream_)},
                           {low(seed_), high(seed_)});
    ++position_;
    left_ = 4;
  }
  return block_[static_cast<std::size_t>(4 - left_--)];
}

float Random::uniform(float low, float high) {
  // Rounding could reach `high` itself, which stays outside.
  const float value = low + (high - low) * uniform();
  return value < high ? value : low;
}

float Random::normal() {
  if (has_spare_normal_) {
    has_spare_normal_ = false;
    return spare_normal_;
  }
  // In double, so that the last bits in which mathematical libraries differ are rounded away.
  const double u = (bits() + 1.0) * 0x1p-32;  // in (0, 1]
  const double angle = bits() * 0x1p-32 * 2.0 * std::numbers::pi;
  const double radius = std::sqrt(-2.0 * std::log(u));
  spare_normal_ = static_cast<float>(radius * std::sin(angle));
  has_spare_normal_ = true;
  return static_cast<float>(radius * std::cos(angle));
}

std::uint32_t Random::below(std::uint32_t bound) {
  if (bound == 0) throw Error("below: the bound must be positive");
  // Lemire, "Fast random integer generation in an interval", 2019: multiply, reject the uneven rest.
  std::uint64_t product = std::uint64_t{bits()} * bound;
  if (static_cast<std::uint32_t>(product) < bound) {
    const std::uint32_t threshold = (0u - bound) % bound;
    while (static_cast<std::uint32_t>(product) < threshold) product = std::uint64_t{bits()} * bound;
  }
  return static_cast<std::uint32_t>(product >> 32);
}

Tensor Random::uniform(const Shape& shape, float low, float high) {
  Tensor tensor = Tensor::uninitialized(shape);
  for (float& value : tensor.mutable_values()) value = uniform(low, high);
  return tensor;
}

Tensor Random::normal(const Shape& shape, float mean, float standard_deviation) {
  Tensor tensor = Tensor::uninitialized(shape);
  for (float& value : tensor.mutable_values()) value = mean + standard_deviation * normal();
  return tensor;
}

}  // namespace madang
