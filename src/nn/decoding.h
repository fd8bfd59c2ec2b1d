#pragma once

#include <span>
#include <vector>

#include "core/random.h"

namespace madang {

/// From which distribution the next token of a line is drawn.
struct Sampling {
  float temperature = 1.f;  ///< divides the logits; 0: always the likeliest token
  int top_k = 0;            ///< only the likeliest so many tokens (Fan et al. 2018, section 4.2); 0: all
  float top_p = 1.f;        ///< only the fewest likeliest that together have it (Holtzman et al. 2020, eq. 2)
};

/// softmax(z / temperature), cut to the top k, renormalised, cut to the nucleus of what is left,
/// renormalised. logits: (tokens) → probabilities (tokens). Equally likely tokens rank by their numbers.
/// Throws Error without tokens, for logits that are no numbers, and for settings out of range.
std::vector<float> next_distribution(std::span<const float> logits, const Sampling& sampling);

/// The number of a token, drawn with these probabilities, which sum to 1. Throws Error where all are 0.
int draw(std::span<const float> probabilities, Random& random);

}  // namespace madang
