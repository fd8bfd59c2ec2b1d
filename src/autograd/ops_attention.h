#pragma once

#include <optional>

#include "autograd/variable.h"

namespace madang {

struct AttentionOptions {
  std::optional<float> scale{};  // 1 / √depth unless given
  bool causal = false;           // query i sees keys 0 … i
  Tensor mask{};  // empty, or added to the scores and broadcast to (…, queries, keys); −∞ hides a key
};

/// softmax(scale q kᵀ + mask) v (Vaswani et al. 2017, section 3.2.1), without storing the scores.
/// q: (…, queries, depth)  k: (…, keys, depth)  v: (…, keys, value_depth)  →  (…, queries, value_depth);
/// the axes in front are the same for all three. A query that sees no key gives a row of zeros.
/// First derivatives are fused too; with create_graph they are made of matmul and softmax.
Variable scaled_dot_product_attention(const Variable& q, const Variable& k, const Variable& v,
                                      const AttentionOptions& options = {});

struct AttentionResult {
  Variable scores;   // (…, queries, keys), scaled, mask added: −∞ where hidden
  Variable weights;  // (…, queries, keys), rows sum to 1
  Variable output;   // (…, queries, value_depth)
};

/// The same made of matmul and softmax, with everything on the way to look at. Where a query sees no key, its
/// weights are 0.
AttentionResult attention(const Variable& q, const Variable& k, const Variable& v,
                          const AttentionOptions& options = {});

}  // namespace madang
