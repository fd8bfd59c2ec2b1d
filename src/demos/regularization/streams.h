#pragma once

#include <cstdint>

#include "core/random.h"

namespace madang::demos::regularization {

/// The random streams of a seed, one for each purpose; from `steps` on two for every step.
enum class Stream : std::uint64_t {
  training = 1,
  held_out,
  wrong_labels,
  weights,
  steps
};  // steps: the last

inline Random random_for(std::uint64_t seed, Stream stream, std::uint64_t step = 0) {
  return Random(seed, static_cast<std::uint64_t>(stream) + step);
}

}  // namespace madang::demos::regularization
