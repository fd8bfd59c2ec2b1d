#pragma once

#include <cstdint>
#include <span>

namespace madang::data {

/// Every generated item belongs to one of the two for ever, by a hash of its content: about one in eight is
/// held out, so nothing that is tested on was ever trained on.
enum class Part { training, held_out };

/// By the numbers that make up the item (FNV-1a; Fowler, Noll, Vo).
Part part_of_numbers(std::span<const std::int32_t> numbers);

}  // namespace madang::data
