#pragma once

#include <cstdint>

#include "core/random.h"

namespace madang::demos::rnn {

/// The random streams of a seed, one for each purpose.
enum class Stream : std::uint64_t { weights = 1, learned, probe, corpus, samples };
inline Random random_for(std::uint64_t seed, Stream stream) {
  return Random(seed, static_cast<std::uint64_t>(stream));
}

}  // namespace madang::demos::rnn
