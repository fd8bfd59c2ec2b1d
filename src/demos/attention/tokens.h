#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "demos/attention/flow.h"
#include "demos/attention/settings.h"

namespace madang::demos::attention {

struct Sentence {
  std::vector<std::string> tokens;
  bool cut = false;    ///< longer than what is used
  bool empty = false;  ///< nothing in it: the default stands in
};

/// Validates and splits; an empty text gives the tokens of `fallback`.
Sentence sentence_of(const std::string& text, io::Split split, const Text& fallback);

/// One vector per token, the same for the same token: standard normal by seed; `round` gives halves between
/// −1 and 1, for sums in the head.
Matrix embedding_of(const std::vector<std::string>& tokens, int size, std::uint64_t seed, bool round);

/// Matrices W by the seed with variance 1 / inputs, or cut-outs of the identity.
void draw_weights(Flow& flow, const Settings& settings, std::uint64_t seed);

}  // namespace madang::demos::attention
