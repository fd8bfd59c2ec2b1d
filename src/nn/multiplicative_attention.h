#pragma once

#include <optional>
#include <string>
#include <vector>

#include "autograd/ops_attention.h"
#include "nn/linear.h"

namespace madang {

/// How a query h_t is compared with a value h̄_s (Luong, Pham & Manning 2015, eq. 8): h_tᵀ h̄_s, or h_tᵀ W_a
/// h̄_s.
enum class MultiplicativeScore { dot, general };

/// Multiplicative attention (Luong, Pham & Manning 2015, eq. 7 and 8): the context is the mean of the values
/// by the softmax of their products with the query.
struct MultiplicativeAttention {
  /// Throws Error where the dot product is wanted of sizes that differ.
  MultiplicativeAttention(MultiplicativeScore score, int query_size, int memory_size, Random& random);

  /// mask: empty, or added to the scores and broadcast to (batch, queries, keys); −∞ hides a key, such as
  /// padding.
  // query: (batch, queries, query_size)  values: (batch, keys, memory_size) → scores and weights (batch,
  // queries, keys), output: the context, (batch, queries, memory_size)
  AttentionResult inspect(const Variable& query, const Variable& values, const Tensor& mask = {}) const;
  /// The context alone, fused: weights are never stored.
  Variable operator()(const Variable& query, const Variable& values, const Tensor& mask = {}) const;

  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  /// "memory_proj.weight": W_a; nothing for the dot product.
  std::vector<NamedParameter> named_parameters() const;
  std::string pytorch() const;
  std::vector<std::string> pytorch_classes() const;

  std::optional<Linear> memory_proj;  // W_a: memory_size → query_size; nothing: the dot product

 private:
  Variable keys_of(const Variable& values) const { return memory_proj ? (*memory_proj)(values) : values; }
};

}  // namespace madang
