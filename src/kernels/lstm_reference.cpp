#include <algorithm>
#include <cmath>
#include <vector>

#include "kernels/lstm.h"
#include "kernels/lstm_check.h"

namespace madang::kernels {
namespace {

float logistic(float x) { return 1 / (1 + std::exp(-x)); }

/// Where things of step `step` and sequence `b` lie.
struct Place {
  Place(const Lstm& shape, int step, int b)
      : time(shape.reverse ? shape.length - 1 - step : step),
        row(static_cast<std::size_t>(step) * shape.batch + b),
        outer(static_cast<std::size_t>(b) * shape.length + time) {}
  int time;
  std::size_t row;    // in what is saved
  std::size_t outer;  // in x and h
};

/// Sum number k: x_t W_ihᵀ + h_{t−1} W_hhᵀ + bias.
float gate_sum(const Lstm& shape, const LstmInputs& inputs, const float* joint, int k) {
  float sum = inputs.bias.empty() ? 0 : inputs.bias[k];
  for (int j = 0; j < shape.in; ++j) sum += joint[j] * inputs.weight_ih[k * shape.in + j];
  for (int j = 0; j < shape.hidden; ++j) {
    sum += joint[shape.in + j] * inputs.weight_hh[k * shape.hidden + j];
  }
  return sum;
}

}  // namespace

void lstm_reference(const Lstm& shape, const LstmInputs& inputs, const LstmSaved<float>& saved,
                    std::span<float> h, std::span<float> c) {
  check_lstm(shape, inputs, as_read(saved), h.size(), c.size());
  const int n = shape.hidden, width = shape.in + n;
  for (int step = 0; step < shape.length; ++step) {
    for (int b = 0; b < shape.batch; ++b) {
      const Place at(shape, step, b), past(shape, step - 1, b);
      float* joint = saved.joint.data() + at.row * width;
      const float* h_past = step > 0 ? h.data() + past.outer * n : inputs.h0.data() + b * n;
      const float* c_past = step > 0 ? saved.cells.data() + past.row * n : inputs.c0.data() + b * n;
      std::copy_n(inputs.x.data() + at.outer * shape.in, shape.in, joint);
      std::copy_n(h_past, n, joint + shape.in);
      float* gates = saved.gates.data() + at.row * 4 * n;
      for (int k = 0; k < 4 * n; ++k) {
        const float sum = gate_sum(shape, inputs, joint, k);
        gates[k] = k / n == 2 ? std::tanh(sum) : logistic(sum);
      }
      for (int j = 0; j < n; ++j) {
        const float cell = gates[n + j] * c_past[j] + gates[j] * gates[2 * n + j];
        saved.cells[at.row * n + j] = cell;
        saved.tanhs[at.row * n + j] = std::tanh(cell);
        h[at.outer * n + j] = gates[3 * n + j] * std::tanh(cell);
        if (!c.empty()) c[at.outer * n + j] = cell;
      }
    }
  }
}

void lstm_backward_reference(const Lstm& shape, const LstmInputs& inputs, const LstmSaved<const float>& saved,
                             std::span<const float> d_h, std::span<const float> d_c,
                             const LstmGradients& gradients) {
  check_lstm_backward(shape, inputs, saved, d_h.size(), d_c.size(), gradients);
  const int n = shape.hidden, width = shape.in + n;
  for (const std::span<float> each :
       {gradients.x, gradients.weight_ih, gradients.weight_hh, gradients.bias}) {
    std::ranges::fill(each, 0.0f);
  }
  std::vector<float> sums(4 * static_cast<std::size_t>(n)), dh(static_cast<std::size_t>(n)), dc(dh);
  for (int b = 0; b < shape.batch; ++b) {
    std::ranges::fill(dh, 0.0f);
    std::ranges::fill(dc, 0.0f);
    for (int step = shape.length - 1; step >= 0; --step) {
      const Place at(shape, step, b);
      const float* gates = saved.gates.data() + at.row * 4 * n;
      const float* joint = saved.joint.data() + at.row * width;
      const float* c_past =
          step > 0 ? saved.cells.data() + Place(shape, step - 1, b).row * n : inputs.c0.data() + b * n;
      for (int j = 0; j < n; ++j) {
        const float i = gates[j], f = gates[n + j], g = gates[2 * n + j], o = gates[3 * n + j];
        const float tanh_c = saved.tanhs[at.row * n + j], d_out = dh[j] + d_h[at.outer * n + j];
        float d_cell = dc[j] + d_out * o * (1 - tanh_c * tanh_c);
        if (!d_c.empty()) d_cell += d_c[at.outer * n + j];
        sums[j] = d_cell * g * i * (1 - i);
        sums[n + j] = d_cell * c_past[j] * f * (1 - f);
        sums[2 * n + j] = d_cell * i * (1 - g * g);
        sums[3 * n + j] = d_out * tanh_c * o * (1 - o);
        dc[j] = d_cell * f;
      }
      std::ranges::fill(dh, 0.0f);
      for (int k = 0; k < 4 * n; ++k) {
        const float d = sums[k];
        if (!gradients.bias.empty()) gradients.bias[k] += d;
        for (int j = 0; j < shape.in; ++j) {
          gradients.weight_ih[k * shape.in + j] += d * joint[j];
          if (!gradients.x.empty())
            gradients.x[at.outer * shape.in + j] += d * inputs.weight_ih[k * shape.in + j];
        }
        for (int j = 0; j < n; ++j) {
          gradients.weight_hh[k * n + j] += d * joint[shape.in + j];
          dh[j] += d * inputs.weight_hh[k * n + j];
        }
      }
    }
    for (int j = 0; j < n; ++j) {
      if (!gradients.h0.empty()) gradients.h0[b * n + j] = dh[j];
      if (!gradients.c0.empty()) gradients.c0[b * n + j] = dc[j];
    }
  }
}

}  // namespace madang::kernels
