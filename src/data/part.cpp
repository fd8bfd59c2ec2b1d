#include "data/part.h"

namespace madang::data {

Part part_of_numbers(std::span<const std::int32_t> numbers) {
  std::uint64_t hash = 14695981039346656037ull;
  for (const auto number : numbers) hash = (hash ^ static_cast<std::uint32_t>(number)) * 1099511628211ull;
  // FNV alone carries the last numbers to the upper bits only, the first to all: years would be held out, not
  // days. The mixing of MurmurHash3 (Appleby, fmix64) makes every bit depend on all of them.
  hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdull;
  hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53ull;
  hash ^= hash >> 33;
  return hash % 8 == 0 ? Part::held_out : Part::training;
}

}  // namespace madang::data
