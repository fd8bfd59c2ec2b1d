#pragma once

#include "autograd/variable.h"

namespace madang {

/// Of one direction of one layer; a tanh cell has one block of `hidden` rows, a GRU three, an LSTM four
/// (input, forget, candidate, output).
struct RecurrentWeights {
  Variable weight_ih;  // (blocks · hidden, in)
  Variable weight_hh;  // (blocks · hidden, hidden)
  Variable bias_ih;    // (blocks · hidden), or nothing
  Variable bias_hh;    // (blocks · hidden), or nothing when bias_ih is
};

struct LstmSequence {
  bool reverse = false;     // from the last time to the first
  bool with_cells = false;  // give the cells too
};

/// A long short-term memory over whole sequences (Hochreiter & Schmidhuber 1997, with the forget gate of
/// Gers, Schmidhuber & Cummins 2000):
///   i, f, g, o = σ, σ, tanh, σ of x_t W_ihᵀ + b_ih + h_{t−1} W_hhᵀ + b_hh;  c_t = f c_{t−1} + i g;
///   h_t = o tanh c_t
/// x: (batch, length, in)  h0, c0: (batch, hidden)  →  all h_t: (batch, length, hidden), or with cells
/// (2, batch, length, hidden): h, then c.
/// One operation whatever the length; with create_graph the derivative is made of matmul, sigmoid and tanh.
Variable lstm(const Variable& x, const Variable& h0, const Variable& c0, const RecurrentWeights& weights,
              LstmSequence options = {});

/// One step, made of matmul, sigmoid and tanh, with everything on the way to look at.
struct LstmStep {
  Variable input_gate, forget_gate, candidate, output_gate;  // (batch, hidden) each
  Variable cell, tanh_cell, hidden;
};
// x: (batch, in)  h, c: (batch, hidden)
LstmStep lstm_step(const Variable& x, const Variable& h, const Variable& c, const RecurrentWeights& weights);

}  // namespace madang
