#pragma once

#include <functional>

#include "autograd/ops_attention.h"
#include "nn/cost.h"
#include "nn/linear.h"

namespace madang {

/// Keys and values of what is attended to, projected once and kept: of a memory, or of the positions of a
/// text that is being written.
struct KeyValues {
  Variable k, v;  // (batch, heads, length, head_dim); nothing yet: length 0
  int length() const { return k ? k.shape()[2] : 0; }
};

/// Attention in several subspaces at once (Vaswani et al. 2017, section 3.2.2). Self-attention when query and
/// memory are the same, cross-attention when not.
struct MultiHeadAttention {
  /// All that is computed on the way, for looking at.
  struct Result {
    Variable q, k, v;  // (batch, heads, length, head_dim)
    Variable scores;   // (batch, heads, queries, keys): scaled, mask added
    Variable weights;  // (batch, heads, queries, keys): softmax of the scores
    Variable heads;    // (batch, heads, queries, head_dim): weights · v
    Variable output;   // (batch, queries, model): the heads side by side, projected
  };

  MultiHeadAttention(int model_size, int head_count, Random& random, LinearOptions options = {});

  // query: (batch, queries, model)  memory: (batch, keys, model)  →  (batch, queries, model)
  // Scores, and so masks, are (batch, heads, queries, keys): a mask per example is (batch, 1, queries, keys);
  // padding comes as key_lengths or as key_padding_mask(…).
  // Fused: scores are never stored.
  Variable operator()(const Variable& query, const Variable& memory,
                      const AttentionOptions& options = {}) const;
  /// The same in two steps, for a memory that is asked more than once.
  KeyValues keys_and_values(const Variable& memory) const;
  Variable attend(const Variable& query, const KeyValues& memory, const AttentionOptions& options = {}) const;
  /// Causal self-attention of the positions that follow those in `past`, which are added to it. Position by
  /// position or in pieces, the results are those of the whole sequence at once with causal = true.
  // x: (batch, new positions, model) → the same shape
  Variable extend(const Variable& x, KeyValues& past) const;
  Result inspect(const Variable& query, const Variable& memory, const AttentionOptions& options = {}) const;
  /// The same with scores of another kind than q kᵀ / √head_dim: a bias that is learned, vectors turned by
  /// their position.
  // (batch, heads, queries, head_dim), (batch, heads, keys, head_dim) → (batch, heads, queries, keys)
  using Scores = std::function<Variable(const Variable& q, const Variable& k)>;
  Result inspect(const Variable& query, const Variable& memory, const Scores& scores) const;

  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  std::vector<NamedParameter> named_parameters() const;

  /// Of self-attention of a sequence, (model, 1, length): four projections of each position, and for each
  /// pair of positions a score and its share of the value, 4 n d² + 2 n² d (Liu et al. 2021, eq. 1).
  Cost cost(const Volume& in) const;
  /// Of cross-attention from n positions, (model, 1, n), to `memory` others, whose keys and values are
  /// projected once: 2 (n + memory) d² + 2 n memory d.
  Cost cost(const Volume& in, int memory) const;
  std::string pytorch() const;
  std::vector<std::string> pytorch_classes() const;

  int head_count;
  Linear q_proj, k_proj, v_proj, out_proj;

 private:
  Variable split(const Variable& x) const;
  Variable merge(const Variable& heads) const;
  Result projected(const Variable& query, const Variable& memory) const;
};

}  // namespace madang
