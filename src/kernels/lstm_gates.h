#pragma once

namespace madang::kernels {

/// The pointwise part of one step for one sequence, `hidden` units: sums → gates, cell, output.
struct LstmUnit {
  float* gates;         // (4 hidden): sums of i, f, g, o in, gates out
  const float* bias;    // (4 hidden), added to the sums
  const float* c_past;  // c_{t−1}
  float* c;
  float* tanh_c;
  float* h;      // in the next step's joint row, or where nothing reads it
  float* h_out;  // in the result
};
void lstm_gates(int hidden, const LstmUnit& unit);

/// Its derivative. With δ the derivatives of the sums:
///   δ_o = dh tanh(c) o (1 − o)      dc ← dc + dh o (1 − tanh² c)
///   δ_i = dc g i (1 − i)   δ_f = dc c_{t−1} f (1 − f)   δ_g = dc i (1 − g²)      dc_{t−1} = dc f
struct LstmUnitBackward {
  const float* gates;
  const float* c_past;
  const float* tanh_c;
  const float* d_h_out;   // from the result
  const float* d_h_next;  // from the following step
  const float* d_c_out;   // from the result, may be null
  float* d_c;             // from the following step in, to the step before out
  float* d_sums;          // (4 hidden)
};
void lstm_gates_backward(int hidden, const LstmUnitBackward& unit);

}  // namespace madang::kernels
