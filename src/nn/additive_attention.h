#pragma once

#include <string>
#include <vector>

#include "autograd/ops_attention.h"
#include "nn/linear.h"

namespace madang {

/// What is attended to, with the part of the scores that depends on no query: U_a h_j, computed once.
struct AdditiveMemory {
  Variable values;  // (batch, keys, memory_size)
  Variable keys;    // (batch, keys, units)
};

/// Additive attention: a small network scores each pair of a query s_i and a value h_j, and the context is
/// the mean of the values by the softmax of the scores (Bahdanau, Cho & Bengio 2015, eq. 5 and 6, appendix
/// A.1.2):
///   e_ij = v_aᵀ tanh(W_a s_i + U_a h_j)   α_i = softmax(e_i)   c_i = Σ_j α_ij h_j
struct AdditiveAttention {
  AdditiveAttention(int query_size, int memory_size, int units, Random& random);

  /// U_a h_j of values (batch, keys, memory_size). Throws Error for another shape.
  AdditiveMemory remember(const Variable& values) const;
  /// mask: empty, or added to the scores and broadcast to (batch, queries, keys); −∞ hides a key, such as
  /// padding. Throws Error where the query is not (batch, queries, query_size).
  // query: (batch, queries, query_size) → scores and weights (batch, queries, keys), output: the context,
  // (batch, queries, memory_size)
  AttentionResult attend(const Variable& query, const AdditiveMemory& memory, const Tensor& mask = {}) const;
  /// The context alone.
  Variable operator()(const Variable& query, const Variable& values, const Tensor& mask = {}) const {
    return attend(query, remember(values), mask).output;
  }

  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  /// "query_proj.weight": W_a, "memory_proj.weight": U_a, "score_proj.weight": v_a.
  std::vector<NamedParameter> named_parameters() const;
  std::string pytorch() const;
  std::vector<std::string> pytorch_classes() const;

  Linear query_proj;   // W_a: query_size → units
  Linear memory_proj;  // U_a: memory_size → units
  Linear score_proj;   // v_a: units → 1
};

}  // namespace madang
