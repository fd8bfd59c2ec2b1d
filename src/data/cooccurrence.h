#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/matrix.h"

/// What stands beside what, counted.
namespace madang::data {

using Lines = std::vector<std::vector<std::int32_t>>;

/// Calls pair(line, place of the word, place of its neighbour) for all ordered pairs at most `window` places
/// apart.
template <class Pair>
void for_each_pair(const Lines& lines, int window, Pair pair) {
  for (std::size_t line = 0; line < lines.size(); ++line) {
    const auto length = std::ssize(lines[line]);
    for (std::ptrdiff_t at = 0; at < length; ++at)
      for (std::ptrdiff_t other = at - window; other <= at + window; ++other)
        if (other >= 0 && other < length && other != at)
          pair(line, static_cast<std::size_t>(at), static_cast<std::size_t>(other));
  }
}

/// How often word c stands at most `window` places from word w: (vocabulary, vocabulary), every pair counts
/// 1. Throws Error for a number that is no word.
Matrix cooccurrences(const Lines& lines, int vocabulary, int window);

/// Sums of the columns of `counts` to the power α, of sum 1: from which negative samples are drawn (Mikolov
/// et al. 2013b, section 2.2: α = 3/4).
std::vector<float> noise_distribution(const Matrix& counts, float power);

/// ln(#(w, c) / (#(w) q(c))) − ln k: what w · c of skip-gram is at the optimum, where the dimensions suffice
/// (Levy & Goldberg 2014, eq. 7–11; with noise of power 1 q(c) = #(c) / |D| and this is PMI − ln k). −∞
/// where the pair never came.
Matrix shifted_pmi(const Matrix& counts, std::span<const float> noise, float negatives);

/// The largest value that the share `share` of the positive counts does not exceed; 1 where there are none.
float count_quantile(const Matrix& counts, float share);

}  // namespace madang::data
