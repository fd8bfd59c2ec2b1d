#pragma once

#include <span>

/// A long short-term memory (Hochreiter & Schmidhuber 1997; forget gate: Gers, Schmidhuber & Cummins 2000)
/// over whole sequences, in PyTorch's form and order of gates:
///   (i, f, g, o) = (σ, σ, tanh, σ)(x_t W_ihᵀ + h_{t−1} W_hhᵀ + bias)
///   c_t = f c_{t−1} + i g      h_t = o tanh c_t
namespace madang::kernels {

struct Lstm {
  int batch = 0;
  int length = 0;
  int in = 0;
  int hidden = 0;
  bool reverse = false;  // from the last time to the first
};

struct LstmInputs {
  std::span<const float> x;          // (batch, length, in)
  std::span<const float> h0, c0;     // (batch, hidden)
  std::span<const float> weight_ih;  // (4 hidden, in)
  std::span<const float> weight_hh;  // (4 hidden, hidden)
  std::span<const float> bias;       // (4 hidden), or empty
};

/// What the forward pass leaves for the backward one, step by step in the order of computation.
template <class Float>
struct LstmSaved {
  std::span<Float> joint;  // (length, batch, in + hidden): x_t beside h_{t−1}
  std::span<Float> gates;  // (length, batch, 4 hidden): i, f, g, o
  std::span<Float> cells;  // (length, batch, hidden): c_t
  std::span<Float> tanhs;  // (length, batch, hidden): tanh c_t
};

/// h and c: (batch, length, hidden), c may be empty.
void lstm(const Lstm& shape, const LstmInputs& inputs, const LstmSaved<float>& saved, std::span<float> h,
          std::span<float> c);

/// Gradients of the inputs; all shaped like them, d_x, d_h0, d_c0 and d_bias may be empty.
struct LstmGradients {
  std::span<float> x, h0, c0, weight_ih, weight_hh, bias;
};

/// d_h: (batch, length, hidden), d_c the same or empty.
void lstm_backward(const Lstm& shape, const LstmInputs& inputs, const LstmSaved<const float>& saved,
                   std::span<const float> d_h, std::span<const float> d_c, const LstmGradients& gradients);

void lstm_reference(const Lstm& shape, const LstmInputs& inputs, const LstmSaved<float>& saved,
                    std::span<float> h, std::span<float> c);
void lstm_backward_reference(const Lstm& shape, const LstmInputs& inputs, const LstmSaved<const float>& saved,
                             std::span<const float> d_h, std::span<const float> d_c,
                             const LstmGradients& gradients);

}  // namespace madang::kernels
