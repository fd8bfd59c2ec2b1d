#pragma once

#include "nn/recurrent.h"

namespace madang {

/// One step of a gated recurrent unit, everything on the way to look at.
struct GruStep {
  Variable reset_gate, update_gate, candidate;  // (batch, hidden) each
  Variable hidden;
};

/// Gated recurrent unit in the form, order of gates and names of cuDNN and PyTorch, which reset after the
/// product; Cho et al. 2014, eq. 8, reset before it, tanh(W x + U (r h)):
///   r, z = σ(x W_ihᵀ + b_ih + h W_hhᵀ + b_hh)   n = tanh(x W_inᵀ + b_in + r (h W_hnᵀ + b_hn))
///   h ← (1 − z) n + z h
struct Gru {
  struct Result {
    Variable output;        // (batch, length, directions · hidden)
    RecurrentStates state;  // after the last step of each layer and direction
  };

  Gru(int in_features, int hidden_size, Random& random, RecurrentOptions options = {})
      : stack("gru", in_features, hidden_size, 3, random, options) {}

  // x: (batch, length, in_features) → (batch, length, directions · hidden)
  Variable operator()(const Variable& x) const { return run(x).output; }
  /// From a given state, with masks as of recurrent_masks.
  Result run(const Variable& x, const RecurrentStates& first = {}, const RecurrentStates& masks = {}) const;

  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  std::vector<NamedParameter> named_parameters() const { return stack.named_parameters(); }
  std::string pytorch() const { return stack.pytorch("nn.GRU").text(); }

  RecurrentStack stack;
};

struct GruCell {
  GruCell(int in_features, int hidden_size, Random& random, bool bias = true)
      : weights(recurrent_weights("gru_cell", in_features, hidden_size, 3, bias, random)) {}

  // x: (batch, in_features)  h: (batch, hidden)
  GruStep operator()(const Variable& x, const Variable& h) const;

  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  std::vector<NamedParameter> named_parameters() const {
    std::vector<NamedParameter> named;
    append_named(named, "", weights);
    return named;
  }

  RecurrentWeights weights;
};

}  // namespace madang
