#pragma once

#include <string>
#include <variant>
#include <vector>

#include "demos/rnn/settings.h"
#include "nn/gru.h"
#include "nn/linear.h"
#include "nn/lstm.h"
#include "nn/rnn.h"

namespace madang::demos::rnn {

struct Blueprint {
  Cell cell = Cell::rnn;
  int features = 2;
  int hidden = 24;
  int outputs = 1;
  RnnStart rnn_start = RnnStart::orthogonal;
  float gate_bias = 1;
};

/// One step of a cell, (batch, hidden) each; what a cell lacks refers to nothing.
struct Step {
  Variable hidden = {};
  Variable cell = {}, forget_gate = {}, input_gate = {}, output_gate = {};  // LSTM
  Variable reset_gate = {}, update_gate = {};                               // GRU
};

/// A sequence, step by step.
struct Walk {
  std::vector<Variable> inputs;  // (batch, features), differentiable
  std::vector<Step> steps;
};

/// One recurrent cell that reads a sequence, and a linear layer that reads its hidden state.
class Model {
 public:
  /// PyTorch's start, uniform in ±1/√hidden, with two exceptions that the settings name: W_hh of the RNN may
  /// be orthogonal (Saxe et al. 2014), and the gate that keeps the past, LSTM's forget and GRU's update gate,
  /// begins at the given bias (Gers et al. 2000; Jozefowicz et al. 2015, section 2.2).
  Model(const Blueprint& blueprint, Random random);

  /// All hidden states at once. inputs: (batch, length, features) → (batch, length, hidden)
  Variable hidden(const Variable& inputs) const;
  /// (…, hidden) → (…, outputs)
  Variable read(const Variable& hidden) const { return readout_(hidden); }
  /// The state before the first step: zeros.
  Step first(int batch) const;
  /// The same state one step further, with all gates. x: (batch, features)
  Step step(const Variable& x, const Step& before) const;
  /// All steps. inputs: (batch, length, features)
  Walk walk(const Tensor& inputs) const;

  /// The class of the same in PyTorch, which says its answers at the last `asked` steps, all rows' below each
  /// other.
  std::string pytorch_class(int asked) const;

  Cell cell() const { return static_cast<Cell>(sequence_.index()); }
  /// "cell.weight_ih_l0" …, "head.weight", "head.bias"
  std::vector<NamedParameter> named_parameters() const;
  std::vector<Variable> parameters() const { return without_names(named_parameters()); }

 private:
  void begin(const Blueprint& blueprint, Random& random);

  using Sequence = std::variant<Rnn, Lstm, Gru>;  // in the order of Cell
  using OneStep = std::variant<RnnCell, LstmCell, GruCell>;
  static Sequence make_sequence(const Blueprint& blueprint, Random& random);
  static OneStep make_step(const Sequence& sequence);

  Sequence sequence_;
  OneStep step_;  // with the same weights
  Linear readout_;
};

}  // namespace madang::demos::rnn
