#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/random.h"
#include "data/part.h"

namespace madang::data {

/// Associative recall: pairs "key, value", then one of the keys; what is asked for is the value that stood
/// with it (Ba et al., "Using Fast Weights to Attend to the Recent Past", 2016, section 4.1; here key and
/// value share one position).
struct RecallTask {
  int pairs = 4;
  int keys = 8;  // at least as many as pairs
  int values = 8;
};

struct RecallSequence {
  std::vector<std::int32_t> keys;    // no key twice
  std::vector<std::int32_t> values;  // one per key; may repeat
  int asked = 0;                     // the pair that is asked for

  std::int32_t query() const { return keys[static_cast<std::size_t>(asked)]; }
  std::int32_t answer() const { return values[static_cast<std::size_t>(asked)]; }
};

Part part_of(const RecallSequence& sequence);

/// Drawn evenly from the sequences of that part.
RecallSequence recall_sequence(const RecallTask& task, Part part, Random& random);

}  // namespace madang::data
