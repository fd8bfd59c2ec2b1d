#pragma once

#include <span>

#include "demos/attention/flow.h"

namespace madang::demos::attention {

/// How scores become weights.
struct Rules {
  bool causal = false;
  bool scaled = true;
  float temperature = 1;

  /// What scores are multiplied with: 1 / (√d T), or 1 / T.
  float scale(int depth) const;
};

/// From embeddings and weights to weights α and α V of each head, one matrix after the other:
///   X = E + P,  Q = X W_Q,  K = Y W_K,  V = Y W_V,  S = Q Kᵀ,  α = softmax(S / √d + mask),  α V
/// (Vaswani et al. 2017, sections 3.2.1 and 3.2.2). Edits take the place of what was computed; their `before`
/// is filled in.
void attend(Flow& flow, const Rules& rules, std::span<Edit> edits);
/// The heads side by side, times W_O: joined and output.
void join(Flow& flow, std::span<Edit> edits);

Matrix product_transposed(const Matrix& a, const Matrix& b);  // a bᵀ
/// Times scale; with `causal` −∞ where the key comes after the query.
Matrix scaled_and_masked(const Matrix& scores, float scale, bool causal);
/// Over each row. A row of only −∞ gives zeros, as in the kernels.
Matrix softmax_rows(const Matrix& scaled);

/// P(pos, 2i) = sin(pos / 10000^(2i/m)),  P(pos, 2i+1) = cos(…)   (Vaswani et al. 2017, section 3.5)
Matrix sinusoidal_positions(int length, int embedding);

}  // namespace madang::demos::attention
