#pragma once

#include <optional>
#include <vector>

#include "autograd/variable.h"

namespace madang {

struct AttentionOptions {
  std::optional<float> scale{};  // 1 / √depth unless given
  bool causal = false;           // query i sees keys 0 … i
  Tensor mask{};  // empty, or added to the scores and broadcast to (…, queries, keys); −∞ hides a key
  /// Padding: empty, or per entry of the first axis (queries of two axes: one) how many keys are seen, from
  /// the first on. Cheaper than a mask: the others are not read, whatever stands there.
  std::vector<int> key_lengths{};
  /// Empty, or a mask as of dropout_mask that the weights are multiplied with behind the softmax, broadcast
  /// to (…, queries, keys): attention dropout, as in PyTorch's MultiheadAttention.
  Tensor dropout{};
};

/// A boolean mask for AttentionOptions::mask: 0 where `visible` is not 0, −∞ where it is: attn_mask of dtype
/// bool in PyTorch's scaled_dot_product_attention. Any shape.
Tensor mask_of(const Tensor& visible);
/// The opposite for keys, as key_padding_mask of PyTorch's MultiheadAttention: not 0 marks padding.
// padded: (batch, keys) → (batch, 1, 1, keys), which broadcasts over heads and queries
Tensor key_padding_mask(const Tensor& padded);

/// softmax(scale q kᵀ + mask) v (Vaswani et al. 2017, section 3.2.1), without storing the scores.
/// q: (…, queries, depth)  k: (…, keys, depth)  v: (…, keys, value_depth)  →  (…, queries, value_depth);
/// the axes in front are the same for all three. What the masks hide has weight 0 exactly, and no gradient. A
/// query that sees no key gives a row of zeros (where softmax of nothing, as PyTorch has it, may be NaN).
/// First derivatives are fused too; with create_graph, and all where there is dropout, they are made of
/// matmul and softmax.
Variable scaled_dot_product_attention(const Variable& q, const Variable& k, const Variable& v,
                                      const AttentionOptions& options = {});

struct AttentionResult {
  Variable scores;   // (…, queries, keys), scaled, mask added: −∞ where hidden
  Variable weights;  // (…, queries, keys), rows sum to 1: before dropout
  Variable output;   // (…, queries, value_depth)
};

/// The same made of matmul and softmax, with everything on the way to look at. Where a query sees no key, its
/// weights are 0.
AttentionResult attention(const Variable& q, const Variable& k, const Variable& v,
                          const AttentionOptions& options = {});

}  // namespace madang
