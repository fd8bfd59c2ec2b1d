#pragma once

#include "nn/recurrent.h"

namespace madang {

enum class RnnActivation { tanh, relu };

struct RnnOptions {
  RnnActivation activation = RnnActivation::tanh;
  int layers = 1;
  bool bidirectional = false;
  bool bias = true;
};

/// h_t = f(x_t W_ihᵀ + b_ih + h_{t−1} W_hhᵀ + b_hh) (Elman 1990), f = tanh or ReLU; PyTorch's names.
struct Rnn {
  struct Result {
    Variable output;        // (batch, length, directions · hidden)
    RecurrentStates state;  // after the last step of each layer and direction
  };

  Rnn(int in_features, int hidden_size, Random& random, RnnOptions options = {})
      : activation(options.activation),
        stack("rnn", in_features, hidden_size, 1, random,
              {options.layers, options.bidirectional, options.bias}) {}

  // x: (batch, length, in_features) → (batch, length, directions · hidden)
  Variable operator()(const Variable& x) const { return run(x).output; }
  /// From a given state, with masks as of recurrent_masks.
  Result run(const Variable& x, const RecurrentStates& first = {}, const RecurrentStates& masks = {}) const;

  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  std::vector<NamedParameter> named_parameters() const { return stack.named_parameters(); }
  std::string pytorch() const {
    const std::string other = "nonlinearity=\"relu\"";
    PythonCall call = stack.pytorch("nn.RNN");
    return (activation == RnnActivation::relu ? call.with(other) : call).text();
  }

  RnnActivation activation;
  RecurrentStack stack;
};

// x: (batch, in)  h: (batch, hidden)  →  (batch, hidden)
struct RnnCell {
  RnnCell(int in_features, int hidden_size, Random& random, RnnActivation cell_activation = {},
          bool bias = true)
      : activation(cell_activation),
        weights(recurrent_weights("rnn_cell", in_features, hidden_size, 1, bias, random)) {}

  Variable operator()(const Variable& x, const Variable& h) const;

  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  std::vector<NamedParameter> named_parameters() const {
    std::vector<NamedParameter> named;
    append_named(named, "", weights);
    return named;
  }

  RnnActivation activation;
  RecurrentWeights weights;
};

}  // namespace madang
