#pragma once

#include <cstdint>
#include <vector>

#include "demos/attention/compute.h"

namespace madang::demos::attention {

/// What the claims say, for the picture that is shown.
struct Measures {
  float row_sum_error = 0;           ///< largest |Σ α − 1| of any row that sees a key
  int blind_rows = 0;                ///< queries, per head, that see none: all their α are 0
  int hidden_cells = 0;              ///< of all heads
  float largest_hidden_weight = 0;   ///< α of those
  float masked_difference = 0;       ///< largest |with hidden keys − with these keys taken out| of α V
  float score_variance = 0;          ///< of what goes into softmax, hidden cells left out
  float row_entropy = 0;             ///< mean of H(α) / log(keys in sight): 1 even, 0 one key takes all
  float permutation_difference = 0;  ///< largest |f(reversed) − reversed f| of the output

  template <class Visitor>
  void visit(Visitor& v) {
    v(row_sum_error, blind_rows, hidden_cells, largest_hidden_weight, masked_difference, score_variance,
      row_entropy, permutation_difference);
  }
};

/// `flow` is computed.
Measures measure(const Flow& flow, const Rules& rules);

/// Random queries and keys of growing depth, with and without 1/√d: what happens to softmax.
struct Scaling {
  std::vector<float> depth;                            // 4, 8 … 256
  std::vector<float> plain_variance, scaled_variance;  ///< of the scores that go into softmax
  std::vector<float> plain_entropy, scaled_entropy;    ///< as in Measures
  std::vector<float> plain_spread, scaled_spread;  ///< variance of the weights α themselves, times keys²

  template <class Visitor>
  void visit(Visitor& v) {
    v(depth, plain_variance, scaled_variance, plain_entropy, scaled_entropy, plain_spread, scaled_spread);
  }
};
Scaling measure_scaling(std::uint64_t seed);

}  // namespace madang::demos::attention
