#pragma once

#include <span>

#include "demos/attention/flow.h"
#include "demos/attention/settings.h"

namespace madang::demos::attention {

/// How scores become weights.
struct Rules {
  MaskRule mask{};
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
/// Times scale; −∞ where the mask hides the key.
Matrix scaled_and_masked(const Matrix& scores, float scale, const MaskRule& mask);
/// Over each row. A query that sees nothing, a row of only −∞, gets zeros, as in the kernels: softmax of
/// nothing would be 0/0, which PyTorch shows as NaN.
Matrix softmax_rows(const Matrix& scaled);

/// P(pos, 2i) = sin(pos / 10000^(2i/m)),  P(pos, 2i+1) = cos(…)   (Vaswani et al. 2017, section 3.5)
Matrix sinusoidal_positions(int length, int embedding);

}  // namespace madang::demos::attention
