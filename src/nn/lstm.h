#pragma once

#include "nn/recurrent.h"

namespace madang {

/// Long short-term memory over sequences (see autograd/ops_lstm.h for the formulas), PyTorch's names and
/// gates.
struct Lstm {
  struct State {
    RecurrentStates hidden, cell;
  };
  struct Result {
    Variable output;  // (batch, length, directions · hidden)
    State state;      // after the last step of each layer and direction
  };

  Lstm(int in_features, int hidden_size, Random& random, RecurrentOptions options = {})
      : stack("lstm", in_features, hidden_size, 4, random, options) {}

  // x: (batch, length, in_features) → (batch, length, directions · hidden)
  Variable operator()(const Variable& x) const;
  /// From a given state, and with the state at the end. With masks as of recurrent_masks it goes step by
  /// step.
  Result run(const Variable& x, const State& first = {}, const RecurrentStates& masks = {}) const;

  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  std::vector<NamedParameter> named_parameters() const { return stack.named_parameters(); }
  std::string pytorch() const { return stack.pytorch("nn.LSTM").text(); }

  RecurrentStack stack;
};

/// One step at a time: all its gates can be looked at.
struct LstmCell {
  LstmCell(int in_features, int hidden_size, Random& random, bool bias = true)
      : weights(recurrent_weights("lstm_cell", in_features, hidden_size, 4, bias, random)) {}

  // x: (batch, in_features)  h, c: (batch, hidden)
  LstmStep operator()(const Variable& x, const Variable& h, const Variable& c) const {
    return lstm_step(x, h, c, weights);
  }

  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  std::vector<NamedParameter> named_parameters() const {
    std::vector<NamedParameter> named;
    append_named(named, "", weights);
    return named;
  }

  RecurrentWeights weights;
};

}  // namespace madang
