#include "data/part.h"

namespace madang::data {

Part part_of_numbers(std::span<const std::int32_t> numbers) {
  std::uint64_t hash = 14695981039346656037ull;
  for (const auto number : numbers) hash = (hash ^ static_cast<std::uint32_t>(number)) * 1099511628211ull;
  return (hash >> 32) % 8 == 0 ? Part::held_out : Part::training;
}

}  // namespace madang::data
